"""Suppressions: comments that accept a finding, with a reason and, if wanted, an end.

`foureyes:ignore RULE reason until=2027-01-31` in a comment of any language, on the line above a
resource or anywhere inside it. What carries no comments (JSON) is suppressed in the configuration.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from foureyes.errors import FoureyesError, UnreadableSource
from foureyes.model.glob import matches
from foureyes.model.place import Place, Source

MARK = "foureyes:ignore"
_COMMENT = re.compile(r"(?:#|//|/\*|^\s*\*)\s*foureyes:\s*ignore\b(.*?)(?:\*/|$)")
_UNTIL = re.compile(r"\buntil\s*=\s*(\S+)")
_ONLY_COMMENT = re.compile(r"\s*(?:#|//|/\*|\*)")


@dataclass(slots=True)
class Suppression:
    """One accepted finding."""

    rule: str
    reason: str
    path: str
    """The file it holds in; in the configuration, a pattern."""
    place: Place | None = None
    """Where the comment stands; none for one of the configuration."""
    resource: str = ""
    """The address it holds for; empty for whatever the comment stands at, or all of the file."""
    until: date | None = None
    used: bool = field(default=False, compare=False)

    def is_over(self, today: date) -> bool:
        return self.until is not None and self.until < today

    def covers(self, rule: str, address: str, span: Place) -> bool:
        """Whether it speaks of this rule on the resource declared in `span`."""
        if rule != self.rule:
            return False
        if self.place is None:
            return matches(span.path, (self.path,)) and self.resource in ("", address)
        return span.path == self.path and _stands_at(self.place, span)


def _stands_at(comment: Place, span: Place) -> bool:
    """Whether a comment is inside a declaration, or right above it with nothing but comments between."""
    if span.start <= comment.start < span.end:
        return True
    first, line = span.line, comment.line
    between = range(line, first)
    return line < first and all(_ONLY_COMMENT.match(span.source.line(number)) for number in between)


def written(source: Source) -> Iterator[Suppression | FoureyesError]:
    """The suppressions in a file's comments; an error for each that says too little."""
    if "foureyes" not in source.text:
        return
    for number, start in enumerate(source.line_starts, 1):
        found = _COMMENT.search(source.line(number))
        if found is not None:
            place = Place(source, start + found.start(), start + found.end())
            yield _parsed(found[1], place)


def _parsed(words: str, place: Place) -> Suppression | FoureyesError:
    form = f"write `{MARK} RULE reason until=YYYY-MM-DD`; the end may be left out"
    until: date | None = None
    ends = _UNTIL.search(words)
    if ends is not None:
        try:
            until = date.fromisoformat(ends[1])
        except ValueError:
            return UnreadableSource(f"{ends[1]} is no date", place=place, remedy=form)
        words = words[: ends.start()] + words[ends.end() :]
    rule, _, reason = words.strip().partition(" ")
    if not rule:
        return UnreadableSource("which rule is suppressed is not said", place=place, remedy=form)
    if not reason.strip():
        return UnreadableSource(f"no reason is given for suppressing {rule}", place=place, remedy=form)
    return Suppression(rule, reason.strip(), place.path, place, until=until)


class Suppressions:
    """All suppressions of a run."""

    def __init__(self, known: Iterable[Suppression], rules: Collection[str], today: date) -> None:
        self.all = list(known)
        self.rules = rules
        self.today = today

    def hides(self, rule: str, address: str, span: Place) -> Suppression | None:
        """What suppresses a finding, if anything in force does."""
        for one in self.all:
            if one.covers(rule, address, span):
                one.used = True
                if not one.is_over(self.today):
                    return one
        return None

    def errors(self) -> Iterator[FoureyesError]:
        """Suppressions of rules that do not exist."""
        for one in self.all:
            if one.rule not in self.rules:
                close = get_close_matches(one.rule, self.rules, 1)
                remedy = f"did you mean {close[0]}?" if close else "`foureyes rules` lists them"
                yield UnreadableSource(f"there is no rule {one.rule!r} to suppress", path=_where(one), remedy=remedy)

    def warnings(self) -> Iterator[str]:
        """Suppressions that are over, or that hid nothing. To be asked when everything has been judged."""
        for one in self.all:
            if one.is_over(self.today):
                yield f"{_where(one)}: the suppression of {one.rule} ended on {one.until}"
            elif not one.used and one.rule in self.rules:
                yield f"{_where(one)}: the suppression of {one.rule} hides nothing; remove it"


def _where(suppression: Suppression) -> str:
    return str(suppression.place or suppression.path)
