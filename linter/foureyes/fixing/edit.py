"""Edits: spans of a file's text with what takes their place."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import NamedTuple

from foureyes.model.place import Place, Source


class Edit(NamedTuple):
    """`text` in place of the code points from `start` up to, not including, `end` of a file."""

    path: str
    start: int
    end: int
    text: str


def replaced(place: Place, text: str) -> Edit:
    """The edit that puts a text where something stands."""
    return Edit(place.path, place.start, place.end, text)


def inserted(source: Source, at: int, text: str) -> Edit:
    """The edit that adds a text."""
    return Edit(source.path, at, at, text)


def applied(text: str, edits: Iterable[Edit]) -> str | None:
    """The text after edits of it; None where they get into each other's way."""
    pieces = []
    reached = 0
    for edit in sorted(set(edits), key=lambda one: (one.start, one.end)):
        if edit.start < reached or edit.end > len(text):
            return None
        pieces += [text[reached : edit.start], edit.text]
        reached = edit.end
    pieces.append(text[reached:])
    return "".join(pieces)


def encoded(text: str, before: bytes) -> bytes:
    """A text as bytes, in the encoding and with the byte-order mark of the file it came from."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if before.startswith(mark):
            return mark + text.encode(name)
    return text.encode()


def line_end(source: Source) -> str:
    """How the file ends its lines."""
    first = source.text.find("\n")
    return "\r\n" if first > 0 and source.text[first - 1] == "\r" else "\n"


def indentation(source: Source, offset: int) -> str:
    """The white space that begins the line of an offset."""
    text = source.text
    start = text.rfind("\n", 0, offset) + 1
    end = start
    while end < len(text) and text[end] in " \t":
        end += 1
    return text[start:end]


def deeper(outer: str, inner: str = "") -> str:
    """One level further in: as `inner` is where that is known, else by a tab or two blanks."""
    if inner.startswith(outer) and len(inner) > len(outer):
        return inner
    return outer + ("\t" if outer.endswith("\t") else "  ")


def line_stop(text: str, offset: int) -> int:
    """The end of the offset's line, before its line end."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def is_alone(text: str, offset: int) -> bool:
    """Whether nothing but white space stands before the offset in its line."""
    return not text[text.rfind("\n", 0, offset) + 1 : offset].strip(" \t")
