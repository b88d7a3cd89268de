"""Findings and faults as an editor's diagnostics."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol.types import (
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Location,
    Position,
    Range,
)

from foureyes.errors import FoureyesError
from foureyes.model.finding import Finding, Severity
from foureyes.model.resource import Gap
from foureyes.reports.style import clean
from foureyes.server.positions import Positions

SOURCE = "foureyes"
SEVERITIES = {
    Severity.CRITICAL: DiagnosticSeverity.Error,
    Severity.HIGH: DiagnosticSeverity.Error,
    Severity.MEDIUM: DiagnosticSeverity.Warning,
    Severity.LOW: DiagnosticSeverity.Information,
    Severity.INFO: DiagnosticSeverity.Hint,
}
TOP = Range(Position(0, 0), Position(0, 1))


def of_finding(finding: Finding, positions: Positions) -> Diagnostic:
    """A finding. What cannot be told is never an error: it may well be right."""
    severity = SEVERITIES[finding.severity]
    if not finding.is_risky:
        severity = max(severity, DiagnosticSeverity.Information)
    return Diagnostic(
        range=positions.range(finding.place),
        message=sentence(finding),
        severity=severity,
        code=finding.rule,
        source=SOURCE,
        related_information=list(_related(finding, positions)),
        data=finding.fingerprint,
    )


def sentence(finding: Finding) -> str:
    """The finding in one line."""
    doubt = "" if finding.is_risky else "Cannot tell whether: "
    when = f" When {finding.when}." if finding.when else ""
    return clean(f"{doubt}{finding.message}{when}")


def _related(finding: Finding, positions: Positions) -> Iterator[DiagnosticRelatedInformation]:
    for fact in finding.related:
        if fact.place is not None:
            location = Location(uri_of(fact.place.path), positions.range(fact.place))
            yield DiagnosticRelatedInformation(location, clean(fact.text))


def of_fault(error: FoureyesError, positions: Positions) -> Diagnostic:
    """What could not be read or judged."""
    where = positions.range(error.place) if error.place is not None else TOP
    remedy = f" ({error.remedy})" if error.remedy else ""
    return Diagnostic(where, clean(f"{error.message}{remedy}"), DiagnosticSeverity.Error, source=SOURCE)


def of_gap(gap: Gap, positions: Positions) -> Diagnostic:
    """What was referred to and not read."""
    where = positions.range(gap.place) if gap.place is not None else TOP
    remedy = f" ({gap.remedy})" if gap.remedy else ""
    return Diagnostic(where, clean(f"Not read: {gap.what}{remedy}"), DiagnosticSeverity.Information, source=SOURCE)


def uri_of(path: str) -> str:
    return Path(path).resolve().as_uri()
