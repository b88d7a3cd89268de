"""The report for programs: one JSON object, described by `schema/foureyes-report-1.schema.json`."""

from __future__ import annotations

import json
from typing import Any

from foureyes import __version__
from foureyes.errors import FoureyesError
from foureyes.model.coverage import ShardShare
from foureyes.model.finding import Accepted, Finding
from foureyes.model.note import Note
from foureyes.model.place import Place
from foureyes.model.repair import Repair
from foureyes.reports.report import Report
from foureyes.reports.trail import trail

SCHEMA_VERSION = 1
"""Raised when something a consumer may rely on goes away or changes its meaning."""

KINDS = {"UnreadableSource": "unreadable-source", "BrokenRule": "broken-rule"}


def render(report: Report) -> str:
    return json.dumps(as_data(report), indent=2) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "foureyes", "version": __version__},
        "coverage": _coverage(report),
        "findings": [_finding(finding) for finding in report.findings],
        "accepted": [_accepted(one) for one in report.accepted],
        "notes": sorted(map(_note, report.notes), key=_place_of),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "concern": finding.concern.value,
        "severity": str(finding.severity),
        "rule_severity": str(finding.severity if finding.rule_severity is None else finding.rule_severity),
        "severity_reason": finding.regraded,
        "answer": "risky" if finding.is_risky else "cannot-tell",
        "message": finding.message,
        "when": finding.when,
        "resource": finding.resource,
        "type": finding.type,
        **span(finding.place),
        "related": [{**span(fact.place), "text": fact.text} for fact in finding.related if fact.place is not None],
        "trail": [{"kind": one.kind, "text": one.text, **_spot(one.place)} for one in trail(finding)],
        "deployments": finding.deployments,
        "equivalents": list(finding.equivalents),
        "remedy": finding.remedy,
        "fingerprint": finding.fingerprint,
        **({"fix": _fix(finding.repair)} if finding.repair is not None else {}),
    }


def _accepted(one: Accepted) -> dict[str, Any]:
    acceptance = {"by": one.by.value, "reason": one.reason, "until": one.until, **_spot(one.place)}
    return {**_finding(one.finding), "acceptance": acceptance}


def _note(note: Note) -> dict[str, Any]:
    return {"text": note.text, "remedy": note.remedy, **_spot(note.place, note.where or None)}


def _place_of(note: dict[str, Any]) -> tuple[str, int, int, str, str]:
    return note["path"] or "", note["line"] or 0, note["column"] or 0, note["text"], note["remedy"]


def _fix(repair: Repair) -> dict[str, Any]:
    return {
        "text": repair.words,
        "safe": not repair.caution,
        "caution": repair.caution,
        "edits": [
            {**span(one.place), "end_line": one.stop[0], "end_column": one.stop[1], "text": one.text}
            for one in repair.replacements
        ],
    }


def span(place: Place) -> dict[str, Any]:
    """A place with its end; columns count code points from 1, the end column is exclusive."""
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _spot(place: Place | None, path: str | None = None) -> dict[str, Any]:
    if place is None:
        return {"path": path, "line": None, "column": None}
    return {"path": place.path, "line": place.line, "column": place.column}


def _coverage(report: Report) -> dict[str, Any]:
    coverage = report.coverage
    return {
        "complete": coverage.complete,
        "files_read": sorted(coverage.files_read),
        "files_unreadable": coverage.files_unreadable,
        "files_ignored": coverage.files_ignored,
        "files_left_out": coverage.left_out,
        "files_excluded": coverage.excluded,
        "rules_off": coverage.rules_off,
        "unread_before": coverage.unread_before,
        **({"shard": _shard(coverage.shard, report)} if coverage.shard else {}),
        "roots": coverage.roots,
        "deployments": coverage.deployments,
        "resources_judged": coverage.resources_judged,
        "resources_unknown": dict(sorted(coverage.resources_unknown.items())),
        "cannot_tell": coverage.cannot_tell,
        "gaps": [{"what": gap.what, "remedy": gap.remedy, **_spot(gap.place)} for gap in coverage.gaps],
        "errors": [_error(error) for error in coverage.errors],
    }


def _shard(share: ShardShare, report: Report) -> dict[str, Any]:
    return {
        "number": share.number,
        "total": share.total,
        "files_ignored": share.files_ignored,
        "files_taken_in": list(share.files_taken_in),
        "hidden": share.hidden,
        "fail_on": share.fail_on,
        "allow_unknown": share.allow_unknown,
        "allow_unreadable": share.allow_unreadable,
        "exit_code": report.exit_code,
        "reason": report.reason,
    }


def _error(error: FoureyesError) -> dict[str, Any]:
    kind = KINDS.get(type(error).__name__, "error")
    return {"kind": kind, "message": error.message, "remedy": error.remedy, **_spot(error.place, error.path)}
