"""The inventory as a table for spreadsheets: a row for each way in."""

from __future__ import annotations

import csv
import io

from foureyes.reports.exposures import words
from foureyes.reports.exposures.exposure import Exposure, Inventory, Way
from foureyes.reports.style import clean
from foureyes.reports.way import legs

COLUMNS = (
    "severity", "answer", "resource", "type", "cloud", "service", "who", "way in", "when", "path", "line",
    "deployments", "owner tags", "code owners", "since", "author", "e-mail", "commit", "signed by", "lease",
    "sign-off", "accepted", "accepted by", "accepted until", "rule", "fingerprint",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula; the last four are the wide forms of `=`, `+`, `-`, `@`."""


def render(inventory: Inventory) -> str:
    told = io.StringIO()
    table = csv.writer(told, lineterminator="\n")
    table.writerow(COLUMNS)
    for one in inventory.exposures:
        for way in one.ways:
            table.writerow(map(cell, _row(one, way, inventory)))
    return told.getvalue()


def cell(text: object) -> str:
    """A cell that no spreadsheet runs."""
    told = str(text)
    return clean(f"'{told}" if told.lstrip(" ").startswith(_FORMULA) else told)


def _row(one: Exposure, way: Way, inventory: Inventory) -> tuple[object, ...]:
    finding, last, accepted = way.finding, way.last, way.accepted
    holding = [each for each in way.signed if not each.dead]
    return (
        finding.severity,
        "risky" if finding.is_risky else "cannot-tell",
        finding.resource,
        finding.type,
        one.cloud,
        one.service,
        finding.message,
        " -> ".join(["internet", *(words.leg(leg) for leg in legs(finding))]),
        finding.when,
        finding.place.path,
        finding.place.line,
        ", ".join(name or "the defaults" for name in finding.deployments),
        "; ".join(f"{name}={value}" for name, value in one.owner.tags.items()),
        " ".join(one.owner.code_owners),
        last.day if last else "",
        last.author if last else "",
        last.email if last else "",
        last.commit if last else "",
        ", ".join(each.person for each in holding),
        ", ".join(each.lease for each in holding if each.lease),
        "; ".join(words.sign_offs(way, inventory)),
        accepted.reason if accepted else "",
        accepted.by.value if accepted else "",
        accepted.until if accepted else "",
        finding.rule,
        finding.fingerprint,
    )
