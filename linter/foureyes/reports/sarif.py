"""SARIF 2.1.0, for code scanning services and editors."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from foureyes import __version__
from foureyes.errors import FoureyesError
from foureyes.model.finding import Acceptance, Accepted, Finding, Severity
from foureyes.model.note import Note
from foureyes.model.place import Place
from foureyes.model.repair import Repair
from foureyes.model.resource import Gap
from foureyes.model.rule import Rule
from foureyes.reports.json import KINDS
from foureyes.reports.report import Report
from foureyes.reports.trail import calls, steps
from foureyes.reports.words import sentence

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}
SCORES = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "3.0",
    Severity.INFO: "0.0",
}
"""CVSS-like scores, as code scanning services sort them into the same five words."""

OLDER = (Acceptance.BASE, Acceptance.BASELINE)

NOTIFICATIONS = {
    "unreadable-source": "A file could not be read, wholly or in part.",
    "broken-rule": "A rule failed instead of answering.",
    "error": "Something failed.",
    "gap": "Something was referred to but not read.",
    "note": "A suppression is over, hides nothing or does not count.",
}


def render(report: Report) -> str:
    return json.dumps(as_data(report), indent=2) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The log with its one run."""
    told = [*report.findings, *(one.finding for one in report.accepted)]
    ids = list(dict.fromkeys(finding.rule for finding in told))
    index = {name: number for number, name in enumerate(ids)}
    first = {finding.rule: finding for finding in reversed(told)}
    run = {
        "tool": {
            "driver": {
                "name": "foureyes",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(first[name], report.rules.get(name)) for name in ids],
                "notifications": [
                    {"id": name, "shortDescription": {"text": text}} for name, text in NOTIFICATIONS.items()
                ],
            }
        },
        "invocations": [_invocation(report)],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder foureyes was run in."}}},
        "results": _results(report, index),
    }
    share = report.coverage.shard
    if share is not None:
        run["properties"] = {"shard": f"{share.number}/{share.total}"}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _results(report: Report, index: dict[str, int]) -> list[dict[str, Any]]:
    """The findings, then those that were set aside; where there is a base, each says whether it is new."""
    compared = any(one.by in OLDER for one in report.accepted)
    state = {"baselineState": "new"} if compared else {}
    results = [{**_result(one, index[one.rule]), **state} for one in report.findings]
    for one in report.accepted:
        result = _result(one.finding, index[one.finding.rule])
        if one.by in OLDER:
            results.append({**result, "baselineState": "unchanged"})
        else:
            results.append({**result, "suppressions": [_suppression(one)], **state})
    return results


def _suppression(one: Accepted) -> dict[str, Any]:
    """SARIF 3.35: `inSource` for a comment, `external` for the configuration."""
    where = {"location": _location(one.place)} if one.place is not None else {}
    return {
        "kind": "external" if one.place is None else "inSource",
        "status": "accepted",
        "justification": one.reason,
        **where,
        "properties": {"by": one.by.value, "until": one.until},
    }


def _rule(finding: Finding, rule: Rule | None) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": finding.rule,
        "name": "".join(word.capitalize() for word in finding.rule.split("-")),
        "shortDescription": {"text": _plain(finding.message)},
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
        "properties": {
            "security-severity": SCORES[finding.severity],
            "tags": ["security", finding.concern.value],
            "precision": "high",
            "equivalents": list(finding.equivalents),
        },
    }
    if rule is not None:
        parts = [("Why", rule.why), ("Fix", rule.fix)]
        text = "\n\n".join(f"{name}: {part}" for name, part in parts if part) or rule.message
        markdown = "\n\n".join(f"**{name}.** {part}" for name, part in parts if part) or rule.message
        described["fullDescription"] = {"text": _plain(rule.why or rule.message)}
        described["help"] = {"text": _plain(text), "markdown": markdown}
    return described


def _result(finding: Finding, index: int) -> dict[str, Any]:
    related = [
        {"id": number, **_location(fact.place, fact.text)}
        for number, fact in enumerate((one for one in finding.related if one.place is not None), 1)
        if fact.place is not None
    ]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        # SARIF 3.27.10: whatever is no failure has the level "none".
        "kind": "fail" if finding.is_risky else "review",
        "level": LEVELS[finding.severity] if finding.is_risky else "none",
        "message": {"text": _plain(sentence(finding))},
        "locations": [
            {
                **_location(finding.place),
                "logicalLocations": [{"fullyQualifiedName": finding.resource, "kind": "resource"}],
            }
        ],
        "partialFingerprints": {"foureyes/v1": finding.fingerprint},
        "properties": _properties(finding),
    }
    if related:
        result["relatedLocations"] = related
    flows = [flow for flow in map(_flow, _ways(finding)) if len(flow) > 1]
    if flows:
        result["codeFlows"] = [{"threadFlows": [{"locations": flow}]} for flow in flows]
    if finding.repair is not None:
        result["fixes"] = [_fix(finding.repair)]
    return result


def _fix(repair: Repair) -> dict[str, Any]:
    """SARIF 3.55: what to replace, file by file."""
    files: dict[str, list[dict[str, Any]]] = {}
    for one in repair.replacements:
        (line, column), (last, stop) = (one.place.line, one.place.column), one.stop
        region = {"startLine": line, "startColumn": column, "endLine": last, "endColumn": stop}
        files.setdefault(one.place.path, []).append({"deletedRegion": region, "insertedContent": {"text": one.text}})
    caution = f" ({repair.caution})" if repair.caution else ""
    return {
        "description": {"text": _plain(f"{repair.words}{caution}")},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": replacements} for path, replacements in files.items()
        ],
    }


def _properties(finding: Finding) -> dict[str, Any]:
    return {
        "answer": "risky" if finding.is_risky else "cannot-tell",
        "severity": str(finding.severity),
        "security-severity": SCORES[finding.severity],
        **({"severity-reason": finding.regraded} if finding.regraded else {}),
        "tags": [finding.concern.value],
        "resource": finding.resource,
        "type": finding.type,
        "when": finding.when,
        "deployments": finding.deployments,
        "remedy": finding.remedy,
    }


def _plain(text: str) -> str:
    """Text that no viewer takes for a link of ours."""
    return re.sub(r"\[(?=[^\]]*\]\()", r"\\[", text)


def _ways(finding: Finding) -> Iterable[list[tuple[str, Place | None]]]:
    """For each fact the way its value came, from its origin to the fact."""
    through = [(step.text, step.place) for step in reversed(calls(finding))]
    for fact in finding.facts:
        way = [(step.text, step.place) for step in reversed(steps(fact))]
        yield [*through, *way, (fact.text, fact.place)]


def _flow(way: list[tuple[str, Place | None]]) -> list[dict[str, Any]]:
    return [{"location": _location(place, text)} for text, place in way if place is not None]


def _location(place: Place, text: str = "") -> dict[str, Any]:
    line, column = place.source.position(place.start)
    region = {"startLine": line, "startColumn": column, "endLine": place.end_line, "endColumn": place.end_column}
    physical = {"artifactLocation": _artifact(place.path), "region": region}
    message = {"message": {"text": _plain(text)}} if text else {}
    return {"physicalLocation": physical, **message}


def _artifact(path: str) -> dict[str, str]:
    """A URI relative to the working directory; absolute for what lies outside of it."""
    here = os.getcwd()
    inner = os.path.relpath(path, here).replace(os.sep, "/")
    if inner == ".." or inner.startswith("../"):
        return {"uri": f"file://{quote(os.path.abspath(path).replace(os.sep, '/'), errors='surrogateescape')}"}
    return {"uri": quote(inner, errors="surrogateescape"), "uriBaseId": ROOT}


def _invocation(report: Report) -> dict[str, Any]:
    errors = report.coverage.errors
    return {
        "executionSuccessful": not errors,
        "exitCode": report.exit_code,
        **({"exitCodeDescription": report.reason} if report.reason else {}),
        "toolExecutionNotifications": [
            *map(_error, errors),
            *map(_gap, report.coverage.gaps),
            *map(_note, sorted(report.notes, key=_place_of)),
        ],
    }


def _error(error: FoureyesError) -> dict[str, Any]:
    kind = KINDS.get(type(error).__name__, "error")
    return _notification(kind, "error", error.message, error.remedy, error.place, error.path)


def _gap(gap: Gap) -> dict[str, Any]:
    return _notification("gap", "warning", gap.what, gap.remedy, gap.place)


def _note(note: Note) -> dict[str, Any]:
    text = note.text if note.place is not None else str(note)
    return _notification("note", "note", text, note.remedy, note.place)


def _place_of(note: Note) -> tuple[str, int, int, str]:
    if note.place is None:
        return "", 0, 0, str(note)
    return note.place.path, note.place.line, note.place.column, note.text


def _notification(
    kind: str, level: str, message: str, remedy: str, place: Place | None, path: str | None = None
) -> dict[str, Any]:
    text = f"{message} ({remedy})" if remedy else message
    told: dict[str, Any] = {"descriptor": {"id": kind}, "level": level, "message": {"text": _plain(text)}}
    if place is not None:
        told["locations"] = [_location(place)]
    elif path:
        told["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(path)}}]
    return told
