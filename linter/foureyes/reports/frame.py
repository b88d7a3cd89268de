"""Code frames: the lines that decided something, the very settings underlined."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from foureyes.model.place import Place
from foureyes.reports.logs import inert
from foureyes.reports.secrets import line_of
from foureyes.reports.style import BLUE, BOLD, RED, Style, clean, escaped

TAB = 4
MARGIN = 30
"""Characters kept before a setting that stands far into a long line."""


class Span(NamedTuple):
    """A place to underline, and what is said of it. `secret`: what stands there is not shown."""

    place: Place
    labels: tuple[str, ...] = ()
    primary: bool = False
    secret: bool = False


def frame(spans: Sequence[Span], style: Style) -> list[str]:
    """The places grouped by file, each with its line, an underline and its labels."""
    files: dict[str, list[Span]] = {}
    for span in spans:
        files.setdefault(span.place.path, []).append(span)
    gutter = gutter_of(spans)
    lines: list[str] = []
    for path, group in files.items():
        arrow = ":::" if lines else "-->"
        lead = next((span for span in group if span.primary), group[0]).place
        lines.append(f"{' ' * gutter}{style.paint(arrow, BLUE)} {clean(path)}:{lead.line}:{lead.column}")
        lines.append(_bar(gutter, style))
        lines += _file(group, gutter, style)
    return lines


def gutter_of(spans: Iterable[Span]) -> int:
    """The width of the line numbers."""
    return len(str(max(span.place.line for span in spans)))


def _bar(gutter: int, style: Style, number: str = "") -> str:
    return style.paint(f"{number:>{gutter}} |", BLUE)


def _file(group: Iterable[Span], gutter: int, style: Style) -> Iterator[str]:
    """The lines of one file, gaps between them marked."""
    by_line: dict[int, list[Span]] = {}
    for span in sorted(group, key=lambda one: (one.place.line, not one.primary, one.place.start)):
        by_line.setdefault(span.place.line, []).append(span)
    previous = 0
    for number, spans in by_line.items():
        if previous and number > previous + 1:
            yield style.paint(" " * gutter + "...", BLUE)
        previous = number
        shown = ""
        for span in spans:
            excerpt = _Excerpt(span, style.width - gutter - 4)
            if excerpt.text != shown:
                shown = excerpt.text
                yield f"{_bar(gutter, style, str(number))} {shown}".rstrip()
            for line in _underline(excerpt, span, style, gutter):
                yield f"{_bar(gutter, style)} {line}"
            if span.place.end_line > number:
                previous = span.place.end_line


class _Excerpt:
    """What is shown of a line, and where the span stands in it, both in terminal columns."""

    def __init__(self, span: Span, width: int) -> None:
        place = span.place
        line = line_of(place)
        start = place.column - 1
        end = place.end_column - 1 if place.end_line == place.line else len(line)
        if span.secret:
            line = line[:start] + "*" * (end - start) + line[end:]
        first = 0
        if len(line) > width and start > width - MARGIN:
            first = start - MARGIN
        cut = line[first : first + max(width, 20)]
        before = "..." if first else ""
        after = "..." if first + len(cut) < len(line) else ""
        self.text = before + _displayed(cut) + after
        self.start = len(before) + _columns(cut[: start - first])
        self.length = max(1, len(before) + _columns(cut[: max(end, start + 1) - first]) - self.start)


def _displayed(line: str, column: int = 0) -> str:
    """A line as a terminal may show it: tabs as blanks, control characters escaped."""
    line = inert(line)
    if line.isprintable():
        return line
    parts: list[str] = []
    for one in line:
        shown = " " * (TAB - column % TAB) if one == "\t" else one if one.isprintable() else escaped(one)
        parts.append(shown)
        column += _width(shown)
    return "".join(parts)


def _columns(line: str) -> int:
    return _width(_displayed(line))


def _width(shown: str) -> int:
    if shown.isascii():
        return len(shown)
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in shown
    )


def _underline(excerpt: _Excerpt, span: Span, style: Style, gutter: int) -> Iterator[str]:
    """The underline with its labels beside it, or below it where there is no room."""
    stroke = ("^" if span.primary else "-") * excerpt.length
    painted = " " * excerpt.start + style.paint(stroke, BOLD, RED if span.primary else BLUE)
    column = excerpt.start + excerpt.length + 1
    room = style.width - gutter - 3 - column
    widest = max((len(label) for label in span.labels), default=0)
    if room < min(widest, 50):
        column = min(excerpt.start, 8)
        room = style.width - gutter - 3 - column
        yield painted
        painted = ""
    for label in span.labels:
        for number, line in enumerate(textwrap.wrap(label, max(room, 30), break_on_hyphens=False)):
            indent = "  " if number else ""
            yield f"{painted} {line}" if painted else f"{' ' * column}{indent}{line}"
            painted = ""
    if painted:
        yield painted
