"""Suppressions: words that accept a finding, with a reason and, if wanted, an end.

`# foureyes: ignore[rule-id] reason="why" until=2027-01-31` in a comment of any language, at a setting, a block or
a resource; `ignore-resource[…]` anywhere in a resource; `ignore-file[…]` for a file. What carries no comments is
suppressed in the configuration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from foureyes.engine.standing import Stand, innermost, outermost, outline_of, stand
from foureyes.errors import BadSuppression
from foureyes.model.finding import Acceptance, Finding, Ground
from foureyes.model.glob import matches
from foureyes.model.pattern import pattern
from foureyes.model.place import Place, Source

MARK = "foureyes:"
FORM = 'write `foureyes: ignore[rule-id] reason="why it is accepted" until=YYYY-MM-DD`; the end may be left out'
EVERY = "*"
"""Every rule: only other tools say so."""

_LINE = pattern(r"(?:#+|//+|/\*+|\*+(?!/))?[ \t]*foureyes:[ \t]*(.*?)[ \t]*(?:\*/)?[ \t\r]*")
_DIRECTIVE = pattern(r"(ignore(?:-\w+)?)[ \t]*(?:\[([^\]]*)\])?[ \t]*(.*)")
_ATTRIBUTE = pattern(r'(\w+)[ \t]*=[ \t]*("(?:[^"\\]|\\.)*"|[^\s"]+)[ \t]*')


class Scope(Enum):
    """How far a suppression reaches."""

    SETTING = "setting"
    """A setting, or a block within a resource."""
    RESOURCE = "resource"
    FILE = "file"


SCOPES = {"ignore": Scope.SETTING, "ignore-resource": Scope.RESOURCE, "ignore-file": Scope.FILE}


@dataclass(slots=True)
class Suppression:
    """One rule accepted in one place."""

    rule: str
    reason: str
    path: str
    """The file it holds in; in the configuration, a pattern."""
    place: Place | None = None
    """The comment; none for one of the configuration."""
    scope: Scope = Scope.SETTING
    stand: Stand | None = None
    """What the comment stands at; none where it stands at nothing in particular."""
    resource: str = ""
    """The address it holds for, in the configuration; empty for all of the file."""
    until: date | None = None
    by: Acceptance = Acceptance.COMMENT
    tool: str = ""
    """The other tool whose word it is."""
    name: str = ""
    """The rule as the other tool calls it."""
    source: str = ""
    """Where it stands in the configuration, as `foureyes.toml:12`."""
    used: bool = field(default=False, compare=False)
    accepts: int = field(default=0, compare=False)
    """How many findings."""
    refused: str = field(default="", compare=False)
    """Why the configuration does not let it count."""
    denied: str = field(default="", compare=False)
    """Why it does not count for a finding that it speaks of."""

    @property
    def where(self) -> str:
        """`main.tf:3`."""
        return f"{self.place.path}:{self.place.line}" if self.place is not None else self.source

    def is_over(self, today: date) -> bool:
        return self.until is not None and self.until < today

    @property
    def is_of_every_rule(self) -> bool:
        return self.rule == EVERY and self.by is Acceptance.FOREIGN

    def of_rule(self, rule: str) -> bool:
        return self.rule == rule or self.is_of_every_rule

    def home(self, spans: list[Place]) -> tuple[list[Place], bool]:
        """The declarations it speaks of, of those of its file, and whether of all that is in them."""
        assert self.place is not None
        if self.scope is Scope.FILE:
            return spans, True
        at = self.place.start
        if self.stand is not None:
            begun = outermost(span for span in spans if self.stand.begins(span))
            if begun:
                # Where several begin on a line, which one is meant cannot be told: then none is.
                return (begun if len({(one.start, one.end) for one in begun}) == 1 else []), True
            at = self.stand.start
        return innermost(spans, at), self.scope is Scope.RESOURCE or self.stand is None

    def holds(self, ground: Ground, finding: Finding) -> bool:
        """Whether a place that decides, in the finding's own declaration, is where it stands."""
        own = ("", finding.resource)
        places = [ground.place, *(one.place for one in ground.facts if one.place and one.resource in own)]
        return self.stand is not None and any(
            finding.span.contains(place) and self.stand.holds(place.start) for place in places if place is not None
        )

    def names(self, path: str, address: str) -> bool:
        """Whether one of the configuration speaks of a resource."""
        return matches(path, (self.path,)) and self.resource in ("", address)


def written(source: Source) -> Iterator[Suppression | BadSuppression]:
    """The suppressions in a file's comments; an error for each that says too little."""
    if MARK not in source.text:
        return
    text = source.text
    for start, end in outline_of(source).comments:
        if text.find(MARK, start, end) < 0:
            continue
        standing = stand(source, (start, end))
        at = start
        for line in text[start:end].split("\n"):
            found = _LINE.fullmatch(line.lstrip())
            if found is not None:
                begin = at + len(line) - len(line.lstrip())
                yield from _parsed(found[1], Place(source, begin, at + len(line.rstrip())), standing)
            at += len(line) + 1


def _parsed(words: str, place: Place, standing: Stand | None) -> Iterator[Suppression | BadSuppression]:
    found = _DIRECTIVE.fullmatch(words)
    if found is None:
        if "ignore" in words or "[" in words:
            yield BadSuppression("what is said to foureyes is not understood", place=place, remedy=FORM)
        return
    verb, ids, rest = found[1], found[2], found[3]
    rules = list(dict.fromkeys(one.strip() for one in (ids or "").split(",") if one.strip()))
    said = {}
    while (attribute := _ATTRIBUTE.match(rest)) is not None:
        said[attribute[1]] = _unquoted(attribute[2])
        rest = rest[attribute.end() :]
    reason = " ".join(said.get("reason", "").split())
    until, wrong = _date(said.get("until"))
    if verb not in SCOPES:
        wrong = f"`{verb}` is not known: it is {', '.join(SCOPES)}"
    elif not rules:
        wrong = "which rule is suppressed is not said"
    elif unknown := next((name for name in said if name not in ("reason", "until")), ""):
        wrong = f"`{unknown}` is not known here"
    elif rest:
        wrong = f"`{rest}` is not understood"
    elif not reason:
        wrong = f"no reason is given for suppressing {', '.join(rules)}"
    if wrong:
        yield BadSuppression(wrong, place=place, remedy=FORM)
        return
    for rule in rules:
        yield Suppression(rule, reason, place.path, place, SCOPES[verb], standing, until=until)


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1]) if text.startswith('"') else text


def _date(text: str | None) -> tuple[date | None, str]:
    """A day, and what is wrong with it."""
    if text is None:
        return None, ""
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return None, f"{text} is no date"
