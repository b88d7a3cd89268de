"""The inventory as one self-contained page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from foureyes.reports.article import article
from foureyes.reports.exposures import words as told
from foureyes.reports.exposures.exposure import Exposure, Inventory, Way
from foureyes.reports.exposures.table import table
from foureyes.reports.html import coverage_section, covered
from foureyes.reports.markup import words
from foureyes.reports.webpage import OPEN, section, webpage


def render(inventory: Inventory) -> str:
    pairs = [(one, way) for one in inventory.exposures for way in one.ways]
    articles = [
        article([way.finding], _further(one, way, inventory), way.accepted is not None, number < OPEN)
        for number, (one, way) in enumerate(pairs)
    ]
    summary = told.summary(inventory)
    sections = [
        section("reach", "Who can reach what", [table(inventory)]) if pairs else "",
        section("findings", "The ways in", articles or [f"<p>{escape(summary)}</p>"]),
        coverage_section(inventory.coverage),
    ]
    notes = "".join(f"<br><strong>{words(note)}</strong>" for note in inventory.notes)
    lead = f"{escape(summary)} {covered(inventory.coverage)}{notes}"
    return webpage(f"foureyes exposures: {summary}", lead, sections, [way.finding for _, way in pairs])


def _further(one: Exposure, way: Way, inventory: Inventory) -> Iterator[tuple[str, str]]:
    """What is known of an exposure besides the finding: names and told in HTML."""
    pairs = [
        ("Owner", told.owner(one.owner)),
        ("Since", told.since(way)),
        ("Accepted", told.accepted(way.accepted) if way.accepted is not None else ""),
        *(("Signed", each) for each in told.sign_offs(way, inventory)),
    ]
    return ((name, words(text)) for name, text in pairs if text)
