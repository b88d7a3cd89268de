"""Where a comment stands: the setting, the block or the resource it speaks of."""

from __future__ import annotations

import importlib
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import NamedTuple, cast

from foureyes.model.outline import Outline, Stretch
from foureyes.model.place import Place, Source

_HCL = (".tf", ".tofu", ".tfvars", ".hcl")
_BICEP = (".bicep", ".bicepparam")


def outline_of(source: Source) -> Outline:
    """The outline of a file, made once."""
    found: Outline | None = source.made.get("outline")
    if found is None:
        room = "terraform" if source.path.endswith(_HCL) else "documents"
        room = "bicep" if source.path.lower().endswith(_BICEP) else room
        module = importlib.import_module(f"foureyes.languages.{room}.outline")
        made = cast(Callable[[Source], Outline], module.outline)(source)
        found = source.made["outline"] = made._replace(constructs=sorted(made.constructs))
    return found


class Stand(NamedTuple):
    """What a comment stands at: the code of one line, and all of what begins there."""

    line: int
    start: int
    """Where the line's code begins."""
    end: int
    """Where the last construct that begins on the line ends; at least the end of the line."""
    whole: int
    """The same, without the rest of the line; 0 where nothing begins on it."""
    indented: bool

    def holds(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def begins(self, span: Place) -> bool:
        """Whether the line is where a declaration begins (after its decorators, in Bicep)."""
        if span.line == self.line:
            return True
        return not self.indented and self.whole == span.end and span.start < self.start


def stand(source: Source, comment: Stretch) -> Stand | None:
    """What a comment stands at: its own line's code, or that of the line below; None where there is none.

    A comment before a blank line or a closing bracket stands at nothing in particular. In YAML it has to be
    indented as what it stands at.
    """
    outline = outline_of(source)
    first, last = source.position(comment[0])[0], source.position(max(comment))[0]
    at = _code(source, outline, first)
    if at is not None and at < comment[0]:
        return _at(source, outline, first, at)
    at = _code(source, outline, last)
    if at is not None and at >= comment[1]:
        return _at(source, outline, last, at)
    for number in range(last + 1, len(source.line_starts) + 1):
        if not source.line(number).strip():
            return None
        at = _code(source, outline, number)
        if at is not None:
            aligned = source.position(at)[1] == source.position(comment[0])[1]
            return _at(source, outline, number, at) if aligned or not outline.indented else None
    return None


def _code(source: Source, outline: Outline, number: int) -> int | None:
    """Where a line's code begins; None if it has none."""
    start = source.line_starts[number - 1]
    end = start + len(source.line(number))
    text, at = source.text, start
    while at < end:
        if text[at] in " \t\r\ufeff":
            at += 1
            continue
        after = _comment_around(outline.comments, at)
        if after is None:
            return at
        at = after
    return None


def _comment_around(comments: list[Stretch], at: int) -> int | None:
    """Where the comment that holds an offset ends."""
    number = bisect_left(comments, (at + 1, 0)) - 1
    if number >= 0 and comments[number][0] <= at < comments[number][1]:
        return comments[number][1]
    return None


def _at(source: Source, outline: Outline, number: int, at: int) -> Stand | None:
    if source.text[at] in "}])":
        return None
    end = source.line_starts[number - 1] + len(source.line(number))
    constructs = outline.constructs
    whole = 0
    for position in range(bisect_left(constructs, (at, 0)), len(constructs)):
        if constructs[position][0] >= end:
            break
        whole = max(whole, constructs[position][1])
    return Stand(number, at, max(end, whole), whole, outline.indented)


def innermost(spans: Iterable[Place], offset: int) -> list[Place]:
    """The smallest declarations around an offset."""
    around = [span for span in spans if span.start <= offset < span.end]
    size = min((span.end - span.start for span in around), default=0)
    return [span for span in around if span.end - span.start == size]


def outermost(spans: Iterable[Place]) -> list[Place]:
    """Those that no other holds."""
    several = list(spans)
    return [one for one in several if not any(other.contains(one) and not one.contains(other) for other in several)]
