"""The way from a stranger to the data, drawn: resources as stations, the settings that let one pass between them.

It is drawn with lists and borders rather than as a picture, so that it wraps on a phone, reads aloud in order,
and is found by a search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from foureyes.model.evidence import Fact
from foureyes.model.finding import Finding
from foureyes.model.value import Step
from foureyes.reports.markup import phrase, words
from foureyes.reports.style import clipped
from foureyes.reports.trail import calls, steps
from foureyes.reports.way import STRANGERS, Leg, legs
from foureyes.reports.words import spot

MAX_FACTS = 8
MAX_ORIGINS = 3
SHOWN = 300
"""Characters of a sentence."""


def drawing(finding: Finding) -> str:
    """The drawing of a finding."""
    certain = "The way" if finding.is_risky else "The possible way"
    label = words(f"{certain} to {clipped(finding.resource)}")
    who, what = STRANGERS[finding.concern]
    stations = [_station("stranger", who, what), *_stations(finding, legs(finding))]
    looks = "way" if finding.is_risky else "way unsure"
    return f'<ol class="{looks}" role="list" aria-label="{label}">{"".join(stations)}</ol>'


def _stations(finding: Finding, way: Sequence[Leg]) -> Iterator[str]:
    for number, leg in enumerate(way, 1):
        if number < len(way):
            yield _station("", leg.resource, edge=_edge(leg.facts))
        else:
            through = [f"through {clipped(step.text, SHOWN)}" for step in calls(finding)][:MAX_ORIGINS]
            yield _station("data", leg.resource, finding.type, through, _edge(leg.facts))


def _station(look: str, name: str, what: str = "", through: Iterable[str] = (), edge: str = "") -> str:
    kind = f' <span class="quiet">{words(what)}</span>' if what else ""
    notes = "".join(f'<br><span class="quiet">{words(one)}</span>' for one in through)
    looks = f"node {look}" if look else "node"
    return f'<li>{edge}<div class="{looks}"><b>{words(clipped(name, SHOWN))}</b>{kind}{notes}</div></li>'


def _edge(facts: Sequence[Fact]) -> str:
    """The arrow inwards, the settings on it."""
    told = [_fact(fact) for fact in facts[:MAX_FACTS]]
    if len(facts) > MAX_FACTS:
        told.append(f"<li>and {len(facts) - MAX_FACTS} more settings</li>")
    listed = f"<ul>{''.join(told)}</ul>" if told else ""
    return f'<div class="edge">{listed}</div>'


def _fact(fact: Fact) -> str:
    where = f' <span class="quiet">{words(spot(fact.place))}</span>' if fact.place is not None else ""
    origins = "".join(f"<li>{_origin(step)}</li>" for step in steps(fact)[:MAX_ORIGINS])
    return f"<li>{phrase(clipped(fact.text, SHOWN))}{where}{f'<ul>{origins}</ul>' if origins else ''}</li>"


def _origin(step: Step) -> str:
    where = f" ({spot(step.place)})" if step.place is not None else ""
    return f"because {phrase(clipped(step.text, SHOWN))}{words(where)}"
