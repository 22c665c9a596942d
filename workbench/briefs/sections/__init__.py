"""The sections of briefs: each a function from what is known to plain blocks, with no idea of the printer."""
