"""Readers: each language turns its files into resources with values. None knows a cloud."""
