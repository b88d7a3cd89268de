"""Source texts and the places in them."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, NamedTuple

from foureyes.model.limits import Limits, limits
from foureyes.model.pattern import pattern

_LITERAL = pattern(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\b\d[\w.]*""")


class Source:
    """A file as text. Offsets everywhere count code points of `text`, the byte-order mark removed."""

    __slots__ = ("_lines", "_made", "hidden", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.hidden: set[tuple[int, int]] = set()
        """Spans that hold a secret: no report shows them."""
        self._lines: list[int] | None = None
        self._made: dict[Limits, dict[str, Any]] = {}

    def __repr__(self) -> str:
        return f"Source({self.path!r})"

    @property
    def made(self) -> dict[str, Any]:
        """What readers made of it under the limits in force, by reader: a file that many roots use is read once."""
        return self._made.setdefault(limits(), {})

    @property
    def line_starts(self) -> list[int]:
        """Offset of the first character of each line; lines end in LF, CRLF counting as one."""
        if self._lines is None:
            starts = [0]
            find = self.text.find
            at = find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = find("\n", at + 1)
            self._lines = starts
        return self._lines

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1."""
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of line `number` (from 1), without its line end."""
        starts = self.line_starts
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r")


class Place(NamedTuple):
    """A span of a source: `start` inclusive, `end` exclusive, in code points."""

    source: Source
    start: int
    end: int

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.position(self.start)[1]

    @property
    def end_line(self) -> int:
        return self.source.position(max(self.start, self.end - 1))[0]

    @property
    def end_column(self) -> int:
        """Column just after the last character."""
        return self.source.position(max(self.start, self.end - 1))[1] + (1 if self.end > self.start else 0)

    @property
    def byte_span(self) -> tuple[int, int]:
        """Start and end in bytes of the UTF-8 text."""
        before = len(self.source.text[: self.start].encode())
        return before, before + len(self.text.encode())

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def without_literals(self) -> str:
        """What stands here on one line, its literals left out and kept out of every report."""
        for literal in _LITERAL.finditer(self.source.text, self.start, self.end):
            Place(self.source, *literal.span()).hide()
        return " ".join(_LITERAL.sub("…", self.text).split())

    def hide(self) -> None:
        """Keep what stands here out of every report."""
        self.source.hidden.add((self.start, self.end))

    def contains(self, other: Place) -> bool:
        return self.source is other.source and self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        line, column = self.source.position(self.start)
        return f"{self.path}:{line}:{column}"
