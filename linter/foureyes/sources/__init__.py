"""Where files come from, and what kind of file each is."""
