"""What decided a finding, as places to underline and what is said of each."""

from __future__ import annotations

from foureyes.model.evidence import Fact
from foureyes.model.finding import Finding
from foureyes.reports.frame import Span
from foureyes.reports.style import clean, clipped
from foureyes.reports.trail import steps
from foureyes.reports.words import spot

MAX_STEPS = 4
SHOWN = 160
"""Characters of a sentence."""


def spans_of(finding: Finding, limit: int = SHOWN) -> list[Span]:
    """The places that decided it, the primary first; facts of one place share its underline."""
    told: dict[object, list[str]] = {finding.place: []}
    places = {finding.place: finding.place}
    hidden = set()
    for fact in finding.facts:
        if fact.place is None:
            continue
        places.setdefault(fact.place, fact.place)
        told.setdefault(fact.place, []).extend(labels(fact, limit))
        if is_secret(fact):
            hidden.add(fact.place)
    return [Span(place, tuple(told[place]), primary=place == finding.place, secret=place in hidden) for place in places]


def is_secret(fact: Fact) -> bool:
    """Whether what stands at the fact's place must not be shown."""
    return fact.text.endswith("is a secret") or any(step.text.endswith("is a secret") for step in fact.trail)


def labels(fact: Fact, limit: int = SHOWN) -> list[str]:
    """A fact and the way of its value, a line each."""
    way = steps(fact)
    lines = [clipped(fact.text, limit)]
    for step in way[:MAX_STEPS]:
        where = f" ({clean(spot(step.place))})" if step.place else ""
        lines.append(f"because {clipped(step.text, limit)}{where}")
    if len(way) > MAX_STEPS:
        lines.append(f"and {len(way) - MAX_STEPS} steps more")
    return lines
