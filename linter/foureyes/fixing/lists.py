"""Taking something out: an element of a list, or whole lines."""

from __future__ import annotations

from collections.abc import Sequence

from foureyes.fixing.edit import Edit
from foureyes.model.place import Source


def removal(source: Source, spans: Sequence[tuple[int, int]], number: int) -> Edit:
    """Take one of several elements out, with the separator that goes with it."""
    if number + 1 < len(spans):
        return Edit(source.path, spans[number][0], spans[number + 1][0], "")
    return Edit(source.path, spans[number - 1][1], spans[number][1], "")


def lines_out(source: Source, start: int, end: int) -> Edit:
    """Take out the lines that something stands on alone, and an empty line beside them that goes with it."""
    text = source.text
    first = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    last = len(text) if stop < 0 else stop + 1
    if text[first:start].strip() or text[end:last].strip():
        return Edit(source.path, start, end, "")
    before = text[text.rfind("\n", 0, max(first - 1, 0)) + 1 : first]
    following = text.find("\n", last)
    after = text[last : len(text) if following < 0 else following + 1]
    if first and not before.strip():
        first -= len(before)
    elif after and not after.strip():
        last += len(after)
    return Edit(source.path, first, last, "")
