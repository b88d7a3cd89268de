"""Taking an element out of a list."""

from __future__ import annotations

from collections.abc import Sequence

from foureyes.fixing.edit import Edit
from foureyes.model.place import Source


def removal(source: Source, spans: Sequence[tuple[int, int]], number: int) -> Edit:
    """Take one of several elements out, with the separator that goes with it."""
    if number + 1 < len(spans):
        return Edit(source.path, spans[number][0], spans[number + 1][0], "")
    return Edit(source.path, spans[number - 1][1], spans[number][1], "")
