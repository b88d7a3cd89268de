"""Fixes: small edits that make a setting safe, each proven by judging the edited text."""
