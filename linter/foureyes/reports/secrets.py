"""Keeping secrets out of reports, whatever a line or a sentence about a setting holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from foureyes.model.finding import Finding
from foureyes.model.pattern import pattern
from foureyes.model.place import Place, Source
from foureyes.model.record import replace
from foureyes.model.value import Step

YAML = (".yaml", ".yml", ".template")
MIN_LITERAL = 6
_WORD = pattern(r"[a-z_]+")

_NAMES = (
    "passw(?:or)?d|passwd|secret|token|connection_?string|credential"
    "|(?:api|access|private|account|encryption|storage|shared)_?key"
)
_QUOTED = r"""(?P<quote>["'])(?P<value>(?:(?!(?P=quote))[^\\]|\\.)*)"""
_ASSIGNED = pattern(rf"""(?:{_NAMES})\w*["'`]?\s*(?:[:=]|is\b)\s*{_QUOTED}""", re.IGNORECASE)
_EXPORTED = pattern(rf"(?:{_NAMES.upper()})[A-Z0-9_]*=(?P<value>[^\s\"'\\]+)")
_PLAIN = pattern(rf"(?:{_NAMES})\w*:\s+(?P<value>[^\s\"'!&*\[{{|>].*)", re.IGNORECASE)
"""A YAML scalar without quotes."""
_HARMLESS = pattern(r"\[|\$\{|\{\{|(?:true|false|enabled|disabled|required|optional)$", re.IGNORECASE)


def masked(text: str, yaml: bool = False) -> str:
    """The text with literals of secret-looking names starred out, every column where it was."""
    for form in (_ASSIGNED, _EXPORTED, _PLAIN) if yaml else (_ASSIGNED, _EXPORTED):
        text = form.sub(_star, text)
    return text


def line_of(place: Place) -> str:
    """The first line of a place, secrets starred out: those that a reader hid, and what looks like one."""
    source, number = place.source, place.line
    line = source.line(number)
    at = source.line_starts[number - 1]
    for start, end in source.hidden:
        first, last = max(start - at, 0), min(end - at, len(line))
        if first < last:
            line = line[:first] + "*" * (last - first) + line[last:]
    for literal in _literals([source]):
        for quote in ("'", '"'):
            line = line.replace(f"{quote}{literal}{quote}", f"{quote}{'*' * len(literal)}{quote}")
    return masked(line, yaml=source.path.endswith(YAML))


def _star(match: re.Match[str]) -> str:
    if _HARMLESS.match(match["value"]):
        return match[0]
    start = match.start("value") - match.start()
    return match[0][:start] + "*" * len(match["value"]) + match[0][start + len(match["value"]) :]


def without_secrets(finding: Finding) -> Finding:
    """The finding, its sentences masked. A second net: what is known as a secret has no text to begin with."""
    literals = _literals(_sources(finding))

    def told(text: str) -> str:
        for literal in literals:
            text = text.replace(f'"{literal}"', "a secret")
            if not _WORD.fullmatch(literal):
                text = text.replace(literal, "***")
        return masked(text)

    def way(steps: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(step._replace(text=told(step.text)) for step in steps)

    facts = tuple(fact._replace(text=told(fact.text), trail=way(fact.trail)) for fact in finding.facts)
    return replace(finding, facts=facts, trail=way(finding.trail), when=told(finding.when))


def _sources(finding: Finding) -> list[Source]:
    """The files a finding speaks of."""
    steps = [step for fact in finding.facts for step in fact.trail] + list(finding.trail)
    places = [finding.place, *(one.place for one in finding.facts), *(step.place for step in steps)]
    return list({id(place.source): place.source for place in places if place is not None}.values())


def _literals(sources: Iterable[Source]) -> list[str]:
    """The quoted literals that readers hid in files, long enough to be no common word."""
    found = {literal for source in sources if source.hidden for literal in _literals_in(source)}
    return sorted(found, key=lambda one: (-len(one), one))


def _literals_in(source: Source) -> set[str]:
    """Those of one file, looked for once."""
    count, found = source.made.get("literals", (0, set()))
    if count != len(source.hidden):
        texts = (source.text[start:end] for start, end in source.hidden if source.text[start : start + 1] in ("'", '"'))
        found = {text[1:-1] for text in texts if text[-1:] == text[:1] and len(text) > MIN_LITERAL + 1}
        source.made["literals"] = len(source.hidden), found
    return found  # type: ignore[no-any-return]
