"""The inventory of everything strangers can reach, one file per form."""
