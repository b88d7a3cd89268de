"""Workflow commands: annotations on the lines of a pull request, within GitHub's limits."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from foureyes.errors import FoureyesError
from foureyes.model.finding import Finding, Severity
from foureyes.model.place import Place
from foureyes.reports.report import Report
from foureyes.reports.style import clean, escaped
from foureyes.reports.words import count, sentence, tally, worst_first

PER_LEVEL = 10
"""Annotations of one level that GitHub shows of a step; it drops the rest without a word."""

LEVELS = ("error", "warning", "notice")
OF_SEVERITY = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "notice",
    Severity.INFO: "notice",
}


class Annotation(NamedTuple):
    level: str
    title: str
    text: str
    place: Place | None = None
    path: str = ""


def render(report: Report) -> str:
    """The worst of each level first, what GitHub would drop counted in a last notice."""
    annotations = [*_annotations(report)]
    total = Counter(one.level for one in annotations)
    room = dict.fromkeys(LEVELS, PER_LEVEL)
    if any(total[level] > PER_LEVEL for level in LEVELS):
        room["notice"] -= 1
    lines = []
    for one in annotations:
        if room[one.level]:
            room[one.level] -= 1
            lines.append(_command(one))
    left = len(annotations) - len(lines)
    if left:
        lines.append(
            _command(
                Annotation(
                    "notice",
                    "foureyes",
                    f"{count(left, 'more annotation')} not shown here. "
                    "GitHub shows ten of a level; the job summary and the other reports tell all.",
                )
            )
        )
    return "".join(f"{line}\n" for line in [*lines, tally(report.findings)])


def _annotations(report: Report) -> Iterator[Annotation]:
    for error in report.coverage.errors:
        yield _error(error)
    yield from map(_finding, worst_first(report.findings))
    for gap in report.coverage.gaps:
        yield Annotation("warning", "Referred to but not read", _remedied(gap.what, gap.remedy), gap.place)


def _finding(finding: Finding) -> Annotation:
    if finding.is_risky:
        title = f"{str(finding.severity).capitalize()}: {finding.rule}"
        return Annotation(OF_SEVERITY[finding.severity], title, sentence(finding), finding.place)
    title = f"Cannot tell ({finding.severity} if so): {finding.rule}"
    level = "notice" if finding.severity <= Severity.LOW else "warning"
    return Annotation(level, title, sentence(finding), finding.place)


def _error(error: FoureyesError) -> Annotation:
    text = _remedied(error.message, error.remedy)
    return Annotation("error", "Could not be read or judged", text, error.place, error.path or "")


def _remedied(text: str, remedy: str) -> str:
    return f"{text}\n{remedy}" if remedy else text


def _command(one: Annotation) -> str:
    properties = {**_where(one), "title": _property(clean(one.title))}
    listed = ",".join(f"{name}={value}" for name, value in properties.items())
    return f"::{one.level} {listed}::{_data(chr(10).join(clean(line) for line in one.text.splitlines()))}"


def _where(one: Annotation) -> dict[str, str]:
    path = one.place.path if one.place is not None else one.path
    if not path:
        return {}
    # What cannot be printed is in no path of a checkout that GitHub shows; a terminal must not obey it.
    shown = "".join(one if one.isprintable() or one in "\r\n" else escaped(one) for one in _in_repository(path))
    where = {"file": _property(shown)}
    if one.place is not None:
        line, last = one.place.line, one.place.end_line
        where |= {"line": str(line), "endLine": str(last)}
        if line == last:  # GitHub refuses columns for a span of several lines.
            where |= {"col": str(one.place.column), "endColumn": str(one.place.end_column)}
    return where


def _in_repository(path: str) -> str:
    """The path as GitHub knows it: from the top of the checkout, whatever folder the step runs in."""
    top = os.environ.get("GITHUB_WORKSPACE") or os.getcwd()
    inner = os.path.relpath(os.path.realpath(path), os.path.realpath(top)).replace(os.sep, "/")
    return path if inner == ".." or inner.startswith("../") else inner


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
