"""The inventory for people, on a terminal or in a log."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from foureyes.reports.exposures import words
from foureyes.reports.exposures.exposure import Exposure, Inventory, Way
from foureyes.reports.style import BOLD, DIM, MAGENTA, SEVERITY_COLOURS, YELLOW, Style, clean, clipped
from foureyes.reports.text import HANDLE
from foureyes.reports.way import STRANGERS, legs

SHOWN = 300
"""Characters of a sentence."""


def render(inventory: Inventory, style: Style) -> str:
    lines: list[str] = []
    for heading, certain in (("What strangers can reach", True), ("What cannot be told before deployment", False)):
        chosen = [one for one in inventory.exposures if one.is_certain is certain]
        if chosen:
            lines += [style.paint(heading, BOLD), ""]
            for one in chosen:
                lines += [*_exposure(one, inventory, style), ""]
    lines += [style.paint(f"note: {clean(note)}", YELLOW) for note in inventory.notes]
    lines.append(style.paint(words.summary(inventory), BOLD))
    coverage = inventory.coverage
    if not coverage.complete:
        lines.append(style.paint("Not everything could be read: there may be more.", YELLOW))
    elif not coverage.files_read:
        lines.append(style.paint("No infrastructure code was found: nothing was judged.", YELLOW))
    return "\n".join(lines) + "\n"


def _exposure(one: Exposure, inventory: Inventory, style: Style) -> Iterator[str]:
    severity = str(one.first.severity)
    doubt = "" if one.is_certain else style.paint("cannot tell ", MAGENTA)
    what = ", ".join(part for part in (f"{one.cloud} {one.service}".strip(), one.first.type) if part)
    name = style.paint(clipped(one.first.resource), BOLD)
    yield f"{doubt}{style.paint(severity, *SEVERITY_COLOURS[severity])} {name} ({clean(what)})"
    owned = words.owner(one.owner)
    if owned:
        yield f"  owner: {clean(owned)}"
    for way in one.ways:
        yield from (f"  {line}" for line in _way(way, inventory, style))


def _way(way: Way, inventory: Inventory, style: Style) -> Iterator[str]:
    finding = way.finding
    doubt = "" if finding.is_risky else "cannot tell whether: "
    yield from textwrap.wrap(doubt + clean(finding.message), style.width - 2, break_on_hyphens=False)
    yield f"  {STRANGERS[finding.concern][0].lower()}"
    for leg in legs(finding):
        yield f"  -> {clipped(leg.resource, SHOWN)}"
        yield from (f"       {clipped(words.fact(fact), SHOWN)}" for fact in leg.facts)
    if finding.when:
        yield f"  when: {clipped(finding.when, SHOWN)}"
    if way.accepted is not None:
        yield f"  accepted: {clipped(words.accepted(way.accepted), SHOWN)}"
    yield from (f"  signed: {clipped(told, SHOWN)}" for told in words.sign_offs(way, inventory))
    if words.since(way):
        yield f"  {clean(words.since(way))}"
    yield f"  {style.paint(f'{finding.rule}; foureyes explain {finding.fingerprint[:HANDLE]}', DIM)}"
