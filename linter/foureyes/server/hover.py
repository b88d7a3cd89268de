"""A finding's trail, as Markdown for an editor's hover."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foureyes.model.finding import Finding
from foureyes.model.place import Place
from foureyes.reports.style import clean
from foureyes.reports.trail import calls, steps
from foureyes.reports.words import spot
from foureyes.server.diagnostics import sentence

_MARKUP = re.compile(r"([\\*_{}\[\]<>#|!&~])")


def hover(finding: Finding) -> str:
    """What it says, every fact with the steps its value came along, and how to mend it."""
    return "\n".join(_lines(finding))


def _lines(finding: Finding) -> Iterator[str]:
    yield f"**{finding.severity}**: {_plain(sentence(finding))}"
    yield f"\n{_plain(finding.resource)} ({_plain(finding.rule)})\n"
    for number, fact in enumerate(finding.facts, 1):
        yield f"{number}. {_plain(fact.text)}{_where(fact.place)}"
        for step in steps(fact):
            yield f"   - because {_plain(step.text)}{_where(step.place)}"
    for step in calls(finding):
        yield f"- {_plain(step.text)}{_where(step.place)}"
    if finding.remedy:
        yield f"\n**Fix:** {_plain(finding.remedy)}"


def _plain(text: str) -> str:
    """Text that no Markdown hides in, but for code in backticks."""
    return "`".join(
        part if number % 2 else _MARKUP.sub(r"\\\1", part)
        for number, part in enumerate(clean(text).replace("\n", " ").split("`"))
    )


def _where(place: Place | None) -> str:
    return f" ({_plain(spot(place))})" if place is not None else ""
