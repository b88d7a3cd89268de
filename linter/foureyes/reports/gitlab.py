"""GitLab Code Quality: a list of issues for the merge request's widget and diff."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any

from foureyes.errors import FoureyesError
from foureyes.model.finding import Finding, Severity
from foureyes.model.resource import Gap
from foureyes.reports.json import KINDS
from foureyes.reports.report import Report
from foureyes.reports.words import sentence, worst_first

SEVERITIES = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
    Severity.INFO: "info",
}


def render(report: Report) -> str:
    issues = [
        *map(_error, report.coverage.errors),
        *map(_finding, worst_first(report.findings)),
        *map(_gap, report.coverage.gaps),
    ]
    return json.dumps(issues, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    # GitLab drops all but the first issue of a fingerprint and marks the others as fixed.
    return _issue(
        finding.rule,
        sentence(finding),
        finding.fingerprint,
        SEVERITIES[finding.severity] if finding.is_risky else "info",
        finding.place.path,
        finding.place.line,
        finding.place.end_line,
    )


def _error(error: FoureyesError) -> dict[str, Any]:
    kind = KINDS.get(type(error).__name__, "error")
    path = error.place.path if error.place is not None else error.path or "."
    line = error.place.line if error.place is not None else 1
    text = f"Could not be read or judged: {error.message}"
    return _issue(kind, text, _digest(kind, path, str(line), error.message), "blocker", path, line)


def _gap(gap: Gap) -> dict[str, Any]:
    path = gap.place.path if gap.place is not None else "."
    line = gap.place.line if gap.place is not None else 1
    text = f"Referred to but not read: {gap.what}" + (f" ({gap.remedy})" if gap.remedy else "")
    return _issue("gap", text, _digest("gap", path, str(line), gap.what), "info", path, line)


def _issue(
    name: str, text: str, fingerprint: str, severity: str, path: str, line: int, end: int | None = None
) -> dict[str, Any]:
    lines = {"begin": line} if end is None else {"begin": line, "end": end}
    return {
        "type": "issue",
        "description": text,
        "check_name": name,
        "categories": ["Security"],
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": _in_project(path), "lines": lines},
    }


def _in_project(path: str) -> str:
    """The path from the top of the checkout, without `./`: GitLab knows no other."""
    top = os.environ.get("CI_PROJECT_DIR") or os.getcwd()
    return os.path.relpath(os.path.realpath(path), os.path.realpath(top)).replace(os.sep, "/")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]
