"""The whole trail of a finding, flat: each fact, each step its value came along, each call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from foureyes.model.evidence import Fact
from foureyes.model.finding import Finding
from foureyes.model.place import Place
from foureyes.model.value import Step


class Mark(NamedTuple):
    """One line of a trail."""

    kind: str
    """`fact`; `step`, on the way of the fact before it; `call`, through which the resource came."""
    text: str
    place: Place | None


def trail(finding: Finding) -> Iterator[Mark]:
    """Facts in the order they decided, each followed by its steps, nearest first; then the calls."""
    for fact in finding.facts:
        yield Mark("fact", fact.text, fact.place)
        for step in steps(fact):
            yield Mark("step", step.text, step.place)
    for step in calls(finding):
        yield Mark("call", step.text, step.place)


def steps(fact: Fact) -> list[Step]:
    """The way of a fact's value, without the step that says no more than the fact."""
    return [step for step in dict.fromkeys(fact.trail) if step.text != fact.text]


def calls(finding: Finding) -> list[Step]:
    """The calls a resource came through, unless a fact's way tells them already."""
    told = {step for fact in finding.facts for step in fact.trail}
    return [step for step in dict.fromkeys(finding.trail) if step not in told]
