"""The report for people: each fault in a sentence, where it is decided, why, and what to do."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from foureyes.model.finding import Finding
from foureyes.reports.frame import frame, gutter_of
from foureyes.reports.report import Report
from foureyes.reports.spans import labels, spans_of
from foureyes.reports.style import BLUE, BOLD, DIM, MAGENTA, SEVERITY_COLOURS, Style, clean, clipped
from foureyes.reports.summary import summary
from foureyes.reports.trail import calls
from foureyes.reports.words import some, spot

MAX_NAMES = 5
HANDLE = 8
"""Characters of a fingerprint that people are shown."""


def render(report: Report) -> str:
    """Risky findings, then what cannot be told, then what the run covered."""
    lines: list[str] = []
    alike = together(report.findings)
    for findings in [one for one in alike if one[0].is_risky] + [one for one in alike if not one[0].is_risky]:
        lines += [*told(findings, report.style), ""]
    lines += summary(report)
    return "\n".join(lines) + "\n"


def together(findings: list[Finding]) -> list[list[Finding]]:
    """Findings that differ in the resource alone (instances of one declaration) side by side."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        key = (
            finding.answer,
            finding.rule,
            finding.severity,
            finding.place,
            finding.facts,
            finding.when,
            *finding.deployments,
        )
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def told(findings: list[Finding], style: Style) -> list[str]:
    """One finding, or several that were found together."""
    first = findings[0]
    spans = spans_of(first)
    margin = " " * gutter_of(spans)
    more = f" and {len(findings) - 1:,} more" if len(findings) > 1 else ""
    lines = [
        headline(first, style),
        f"{margin}  {style.paint(clean(first.resource) + more, BOLD)} ({first.rule})",
        *frame(spans, style),
    ]
    for name, text in _notes(findings):
        lines += note(name, text, margin, style)
    return lines


def note(name: str, text: str, margin: str, style: Style) -> list[str]:
    """A named line below a frame, wrapped."""
    room = max(style.width - len(margin) - 3, 40)
    first, *rest = textwrap.wrap(f"{name}: {text}", room, break_on_hyphens=False, break_long_words=False)
    first = first.replace(name, style.paint(name, BOLD), 1)
    return [f"{margin} {style.paint('=', BLUE)} {first}", *(f"{margin}   {line}" for line in rest)]


def headline(finding: Finding, style: Style) -> str:
    """The fault in one sentence, severity first; what cannot be told says so."""
    severity = str(finding.severity)
    message = style.paint(clean(finding.message), BOLD)
    if finding.is_risky:
        return f"{style.paint(severity, *SEVERITY_COLOURS[severity])}: {message}"
    return f"{style.paint('cannot tell whether', MAGENTA)}: {message} {style.paint(f'({severity} if so)', DIM)}"


def _notes(findings: list[Finding]) -> Iterator[tuple[str, str]]:
    """What is said below the frame: name and text."""
    first = findings[0]
    for fact in first.facts:
        if fact.place is None and fact.text:
            yield "note", ", ".join(labels(fact))
    if len(findings) > 1:
        yield "also", some([clean(one.resource) + _called(one) for one in findings[1:]], MAX_NAMES)
    for step in calls(first):
        yield "via", clipped(step.text) + (f" ({clean(spot(step.place))})" if step.place else "")
    if first.regraded:
        yield "severity", clean(first.regraded)
    if first.when:
        yield "when", clipped(first.when, 400)
    if first.deployments not in ([], [""]):
        yield "in", some([deployment(name) for name in first.deployments], MAX_NAMES)
    if first.remedy:
        yield "fix", clean(first.remedy.replace("\n", " "))
    if first.fingerprint:
        yield "more", f"foureyes explain {first.fingerprint[:HANDLE]}"


def _called(finding: Finding) -> str:
    step = next((one for one in calls(finding) if one.place is not None), None)
    return f" ({clean(spot(step.place))})" if step and step.place else ""


def deployment(name: str) -> str:
    """A deployment's name in words."""
    return clean(name) or "the defaults"
