"""Repairs: the edits after which a finding is gone, as reports tell them."""

from __future__ import annotations

from typing import NamedTuple

from foureyes.model.place import Place


class Replacement(NamedTuple):
    """A text in place of what stands somewhere."""

    place: Place
    text: str

    @property
    def stop(self) -> tuple[int, int]:
        """Line and column just after what is replaced: on the next line, where a line end goes."""
        return self.place.source.position(self.place.end)


class Repair(NamedTuple):
    """What to change. Every edit has been tried: the file was judged with it."""

    words: str
    caution: str
    """What else it may change; empty where it is safe."""
    replacements: tuple[Replacement, ...]
