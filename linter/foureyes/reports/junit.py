"""JUnit XML, for services that show test results: a suite per file, a case per finding."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from foureyes.errors import FoureyesError
from foureyes.model.finding import Accepted, Finding
from foureyes.model.resource import Gap
from foureyes.reports.json import KINDS
from foureyes.reports.report import Report
from foureyes.reports.words import BY, sentence, spot, worst_first

UNREAD = "what was not read"
_UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""


def render(report: Report) -> str:
    """Both common schemas hold: that of Ant, which wants every attribute, and that of Jenkins."""
    suites = Element("testsuites")
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime())
    for number, (name, cases) in enumerate(_suites(report)):
        suites.append(_suite(name, cases, number, stamp))
    ElementTree.indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(suites, encoding="unicode")}\n'


def _suites(report: Report) -> Iterator[tuple[str, list[Element]]]:
    by_path: dict[str, list[Element]] = {path: [] for path in sorted(report.coverage.files_read)}
    for finding in worst_first(report.findings):
        by_path.setdefault(finding.place.path, []).append(_finding(finding))
    for one in report.accepted:
        by_path.setdefault(one.finding.place.path, []).append(_accepted(one))
    for path, cases in by_path.items():
        yield path, cases or [_case("nothing risky", path)]
    unread = [*map(_error, report.coverage.errors), *map(_gap, report.coverage.gaps)]
    if unread:
        yield UNREAD, unread


def _suite(name: str, cases: list[Element], number: int, stamp: str) -> Element:
    def having(outcome: str) -> str:
        return str(sum(1 for case in cases if case.find(outcome) is not None))

    attributes = {
        "name": _text(name),
        "package": "foureyes",
        "id": str(number),
        "timestamp": stamp,
        "hostname": "localhost",
        "tests": str(len(cases)),
        "failures": having("failure"),
        "errors": having("error"),
        "skipped": having("skipped"),
        "time": "0",
    }
    suite = Element("testsuite", attributes)
    SubElement(suite, "properties")
    suite.extend(cases)
    SubElement(suite, "system-out")
    SubElement(suite, "system-err")
    return suite


def _case(name: str, classname: str) -> Element:
    return Element("testcase", {"name": _text(name), "classname": _text(classname), "time": "0"})


def _finding(finding: Finding) -> Element:
    """A risky finding fails; what cannot be told is skipped, for it was not judged."""
    case = _case(f"{finding.rule}: {finding.resource}", finding.place.path)
    if finding.is_risky:
        details = {"message": _text(finding.message), "type": str(finding.severity)}
        outcome = SubElement(case, "failure", details)
    else:
        outcome = SubElement(case, "skipped", {"message": _text(f"cannot tell whether: {finding.message}")})
    outcome.text = _text(f"{spot(finding.place)}: {sentence(finding)}")
    return case


def _accepted(one: Accepted) -> Element:
    finding = one.finding
    case = _case(f"{finding.rule}: {finding.resource}", finding.place.path)
    why = f"accepted: {one.reason}" if one.reason else f"accepted ({BY[one.by]})"
    outcome = SubElement(case, "skipped", {"message": _text(why)})
    outcome.text = _text(f"{spot(finding.place)}: {sentence(finding)}")
    return case


def _error(error: FoureyesError) -> Element:
    where = str(error.place or error.path or "foureyes")
    case = _case(f"could be read and judged: {where}", UNREAD)
    kind = KINDS.get(type(error).__name__, "error")
    outcome = SubElement(case, "error", {"message": _text(error.message), "type": kind})
    outcome.text = _text(f"{where}: {error.message}\n{error.remedy}".rstrip())
    return case


def _gap(gap: Gap) -> Element:
    where = spot(gap.place) if gap.place is not None else "foureyes"
    case = _case(f"{where}: {gap.what}", UNREAD)
    outcome = SubElement(case, "skipped", {"message": _text(f"referred to but not read: {gap.what}")})
    outcome.text = _text(f"{where}: {gap.what}\n{gap.remedy}".rstrip())
    return case


def _text(text: str) -> str:
    return _UNSPEAKABLE.sub("\N{REPLACEMENT CHARACTER}", text)
