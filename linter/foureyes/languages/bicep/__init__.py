"""Bicep: `parser.parse` reads a source into the tree of `syntax`."""
