"""Data files of the program: knowledge packs, fonts, icons, sample, translations. No code."""
