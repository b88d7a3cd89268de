"""Who can reach what as a Markdown table: a row for each resource."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foureyes.model.finding import Finding
from foureyes.reports.exposures import words as told
from foureyes.reports.exposures.exposure import Exposure, Inventory, Way
from foureyes.reports.markdown_text import SHOWN, code, decided, phrase, plain
from foureyes.reports.style import clean, clipped
from foureyes.reports.way import Leg, legs
from foureyes.reports.words import count, some

MAX_ROWS = 150
"""Of a table. A job summary may have 1 MiB, and nobody reads on."""
MAX_FACTS = 6
MAX_DEPLOYMENTS = 3


def render(inventory: Inventory) -> str:
    lines = ["## foureyes exposures", "", f"**{plain(told.summary(inventory))}**"]
    for heading, certain in (("What strangers can reach", True), ("What cannot be told before deployment", False)):
        chosen = [one for one in inventory.exposures if one.is_certain is certain]
        if chosen:
            lines += ["", f"### {heading}", "", *table(chosen, inventory)]
    lines += [f"\n> {plain(clean(note))}" for note in inventory.notes]
    if not inventory.coverage.complete:
        lines += ["", "Not everything could be read: there may be more."]
    return "\n".join(lines) + "\n"


def table(exposures: list[Exposure], inventory: Inventory) -> Iterator[str]:
    """The rows with their head; columns of which nothing is known are left out."""
    columns = {name: [cell(one, inventory) for one in exposures[:MAX_ROWS]] for name, cell in COLUMNS.items()}
    shown = {name: cells for name, cells in columns.items() if any(cells)}
    yield f"| {' | '.join(shown)} |"
    yield f"|{'---|' * len(shown)}"
    for cells in zip(*shown.values(), strict=True):
        yield f"| {' | '.join(cells)} |"
    if len(exposures) > MAX_ROWS:
        yield f"\n{count(len(exposures) - MAX_ROWS, 'further resource')} not shown here."


def _severity(one: Exposure, _: Inventory) -> str:
    return str(one.first.severity)


def _resource(one: Exposure, _: Inventory) -> str:
    what = f"{one.cloud} {one.service}".strip()
    return code(clipped(one.first.resource)) + (f"<br><sub>{plain(what)}</sub>" if what else "")


def _who(one: Exposure, _: Inventory) -> str:
    return _each(part for way in one.ways for part in _sentences(way))


def _sentences(way: Way) -> Iterator[str]:
    finding = way.finding
    yield plain(clean(finding.message)) + ("" if finding.is_risky else " Whether it is so cannot be told.")
    yield from circumstances(finding)
    yield f"<sub>{code(finding.rule)}</sub>"


def circumstances(finding: Finding) -> Iterator[str]:
    """When it is so, and in which deployments."""
    if finding.when:
        yield f"When {phrase(clipped(finding.when, 400))}."
    if finding.deployments not in ([], [""]):
        names = [clean(name) or "the defaults" for name in finding.deployments]
        yield f"In {plain(some(names, MAX_DEPLOYMENTS))}."
    if finding.regraded:
        yield f"{plain(clean(finding.regraded))}."


def _way_in(one: Exposure, _: Inventory) -> str:
    return _each(_leg(leg) for way in one.ways for leg in legs(way.finding))


def _leg(leg: Leg) -> str:
    facts = [decided(fact) for fact in leg.facts[:MAX_FACTS]]
    if len(leg.facts) > MAX_FACTS:
        facts.append(f"and {len(leg.facts) - MAX_FACTS} more")
    return f"→ {code(clipped(leg.resource))}" + (f": {'; '.join(facts)}" if facts else "")


def _owner(one: Exposure, _: Inventory) -> str:
    return plain(clean(told.owner(one.owner)))


def _since(one: Exposure, _: Inventory) -> str:
    return _each(plain(clean(told.since(way, short=True))) for way in one.ways)


def _signed(one: Exposure, inventory: Inventory) -> str:
    return _each(plain(clean(each)) for way in one.ways for each in told.sign_offs(way, inventory))


def _accepted(one: Exposure, _: Inventory) -> str:
    return _each(plain(clipped(told.accepted(way.accepted), SHOWN)) for way in one.ways if way.accepted is not None)


COLUMNS = {
    "Severity": _severity,
    "Resource": _resource,
    "Who can reach it": _who,
    "Way in": _way_in,
    "Owner": _owner,
    "Since": _since,
    "Sign-off": _signed,
    "Accepted": _accepted,
}


def _each(parts: Iterable[str]) -> str:
    """Different ones below each other."""
    return "<br>".join(dict.fromkeys(part for part in parts if part))
