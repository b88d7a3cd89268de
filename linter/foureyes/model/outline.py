"""The outline of a file: where its comments stand, and where what begins on a line ends."""

from __future__ import annotations

from typing import NamedTuple

Stretch = tuple[int, int]
"""Offsets in the source's text, the end exclusive."""


class Outline(NamedTuple):
    """A file as its language reads it: what is a text in quotes is no comment."""

    comments: list[Stretch]
    """In the order of the file."""
    constructs: list[Stretch]
    """Blocks, lists, calls, entries, texts of several lines: from where each begins to where it ends."""
    indented: bool = False
    """Whether indentation tells what belongs to what (YAML)."""
