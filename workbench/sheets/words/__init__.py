"""What a text of a sheet says: years, numbers, scales, units, countries; the only room with words of languages."""
