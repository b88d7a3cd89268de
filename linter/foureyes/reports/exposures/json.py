"""The inventory for programs, described by `schema/foureyes-exposures-1.schema.json`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from foureyes import __version__
from foureyes.model.evidence import Fact
from foureyes.reports.exposures.exposure import Exposure, Inventory, Way
from foureyes.reports.json import span
from foureyes.reports.way import legs

SCHEMA_VERSION = 1


def render(inventory: Inventory) -> str:
    return json.dumps(as_data(inventory), indent=2) + "\n"


def as_data(inventory: Inventory) -> dict[str, Any]:
    """The inventory as plain data."""
    coverage = inventory.coverage
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "foureyes", "version": __version__},
        "coverage": {
            "complete": coverage.complete,
            "files_read": len(coverage.files_read),
            "resources_judged": coverage.resources_judged,
            "errors": len(coverage.errors),
            "gaps": len(coverage.gaps),
        },
        "gate": inventory.has_policy,
        "history": inventory.has_history,
        "notes": list(inventory.notes),
        "exposures": [_exposure(one) for one in inventory.exposures],
    }


def _exposure(one: Exposure) -> dict[str, Any]:
    first = one.first
    return {
        "resource": first.resource,
        "type": first.type,
        "cloud": one.cloud,
        "service": one.service,
        "severity": str(first.severity),
        "answer": "risky" if one.is_certain else "cannot-tell",
        "accepted": one.is_accepted,
        "owner": {"tags": dict(one.owner.tags), "code_owners": list(one.owner.code_owners)},
        "ways": [_way(way) for way in one.ways],
    }


def _way(way: Way) -> dict[str, Any]:
    finding, last, accepted = way.finding, way.last, way.accepted
    return {
        "rule": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": str(finding.severity),
        "answer": "risky" if finding.is_risky else "cannot-tell",
        "who": finding.message,
        "when": finding.when,
        "deployments": finding.deployments,
        **span(finding.place),
        "legs": [{"resource": leg.resource, "facts": [_fact(fact) for fact in leg.facts]} for leg in legs(finding)],
        "last_change": asdict(last) if last is not None else None,
        "signed": [asdict(one) | {"holds": not one.dead} for one in way.signed],
        "unsigned": list(way.unsigned),
        "accepted": None
        if accepted is None
        else {
            "by": accepted.by.value,
            "reason": accepted.reason,
            "until": accepted.until,
            "path": accepted.place.path if accepted.place is not None else None,
            "line": accepted.place.line if accepted.place is not None else None,
        },
    }


def _fact(fact: Fact) -> dict[str, Any]:
    place = fact.place
    return {
        "text": fact.text,
        "setting": fact.setting,
        "path": place.path if place is not None else None,
        "line": place.line if place is not None else None,
    }
