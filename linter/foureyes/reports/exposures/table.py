"""The table of who can reach what, in HTML: a row for each resource, linked to its findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foureyes.reports.article import marks
from foureyes.reports.exposures import words as told
from foureyes.reports.exposures.exposure import Exposure, Inventory, Way
from foureyes.reports.markup import name, words
from foureyes.reports.way import STRANGERS, legs


def table(inventory: Inventory) -> str:
    """The table; columns of which nothing is known are left out."""
    columns = {title: [cell(one, inventory) for one in inventory.exposures] for title, cell in COLUMNS.items()}
    shown = {title: cells for title, cells in columns.items() if any(cells)}
    head = "".join(f'<th scope="col">{title}</th>' for title in shown)
    rows = [
        f"<tr {marks(way.finding for way in one.ways)}>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
        for one, cells in zip(inventory.exposures, zip(*shown.values(), strict=True), strict=True)
    ]
    return (
        '<div class="wide" role="group" aria-label="Table of who can reach what" tabindex="0"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _severity(one: Exposure, _: Inventory) -> str:
    severity = str(one.first.severity)
    doubt = "" if one.is_certain else '<br><span class="badge unsure">cannot tell</span>'
    kept = '<br><span class="badge">accepted</span>' if one.is_accepted else ""
    return f'<span class="badge {severity}">{severity}</span>{doubt}{kept}'


def _resource(one: Exposure, _: Inventory) -> str:
    what = f"{one.cloud} {one.service}".strip() or one.first.type
    return f'<code>{name(one.first.resource)}</code><br><span class="quiet">{words(what)}</span>'


def _who(one: Exposure, _: Inventory) -> str:
    return _each(map(_linked, one.ways))


def _linked(way: Way) -> str:
    """The sentence, linked to the finding."""
    doubt = "" if way.finding.is_risky else ' <span class="quiet">(cannot tell)</span>'
    return f'<a href="#f-{way.finding.fingerprint}">{words(way.finding.message)}</a>{doubt}'


def _way_in(one: Exposure, _: Inventory) -> str:
    ways = (
        " → ".join([words(STRANGERS[way.finding.concern][0]), *(name(leg.resource) for leg in legs(way.finding))])
        for way in one.ways
    )
    return _each(ways)


def _owner(one: Exposure, _: Inventory) -> str:
    return words(told.owner(one.owner))


def _since(one: Exposure, _: Inventory) -> str:
    return _each(words(told.since(way, short=True)) for way in one.ways)


def _signed(one: Exposure, inventory: Inventory) -> str:
    return _each(words(each) for way in one.ways for each in told.sign_offs(way, inventory))


def _accepted(one: Exposure, _: Inventory) -> str:
    return _each(words(told.accepted(way.accepted)) for way in one.ways if way.accepted is not None)


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


def _each(cells: Iterable[str]) -> str:
    """Different ones below each other."""
    return "<br>".join(_known(cells))


def _known(cells: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(one for one in cells if one)
