"""The built-in rules: one module per service, its kinds first, then its rules."""
