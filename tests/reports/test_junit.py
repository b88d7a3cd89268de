"""JUnit XML, held against what the schemas of Ant and of Jenkins ask together."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import xmlschema

from foureyes.model.coverage import Coverage
from foureyes.reports.junit import render
from foureyes.reports.report import Report

SCHEMA = xmlschema.XMLSchema(Path(__file__).parent / "data" / "junit-10.xsd")
SUITE = {"name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "skipped", "time"}
OUTCOMES = ("failure", "error", "skipped")


def suites(report: Report) -> list[ElementTree.Element]:
    text = render(report)
    SCHEMA.validate(text)
    top = ElementTree.fromstring(text.encode())
    assert (top.tag, top.attrib) == ("testsuites", {})
    for number, suite in enumerate(top):
        assert suite.tag == "testsuite" and set(suite.attrib) == SUITE
        assert suite.get("id") == str(number)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.get("timestamp") or "")
        tags = [child.tag for child in suite]
        cases = suite.findall("testcase")
        assert tags == ["properties", *["testcase"] * len(cases), "system-out", "system-err"]
        assert suite.get("tests") == str(len(cases))
        for outcome, count in zip(OUTCOMES, ("failures", "errors", "skipped"), strict=True):
            assert suite.get(count) == str(len(suite.findall(f"testcase/{outcome}")))
        for case in cases:
            assert set(case.attrib) == {"name", "classname", "time"}
            assert len(case) <= 1
            for outcome in case:
                assert outcome.tag in OUTCOMES
                assert set(outcome.attrib) == ({"message"} if outcome.tag == "skipped" else {"message", "type"})
    return list(top)


def test_a_suite_for_each_file(make_report: Callable[..., Report]) -> None:
    told = {suite.get("name"): suite for suite in suites(make_report())}
    assert list(told) == ["infra/main.tf", "infra/prod.tfvars", "infra/ü b#1.bicep", "what was not read"]
    failure = told["infra/main.tf"].find("testcase/failure")
    assert failure is not None and failure.get("type") == "critical"
    assert (failure.text or "").startswith("infra/main.tf:7: Anyone on the internet")
    assert told["infra/prod.tfvars"].find("testcase").get("name") == "nothing risky"  # type: ignore[union-attr]
    skipped = told["infra/ü b#1.bicep"].find("testcase/skipped")
    assert skipped is not None and (skipped.get("message") or "").startswith("cannot tell whether: ")
    assert told["what was not read"].get("errors") == "3"


def test_what_xml_cannot_write_is_replaced(build: dict[str, Any]) -> None:
    hostile = build["risky"](resource='x\x00\x1b\ud800</failure>]]>&"', message="<b>\x07\ufffe")
    (suite,) = suites(Report([hostile], Coverage()))
    assert (suite.find("testcase").get("name") or "").endswith('x���</failure>]]>&"')  # type: ignore[union-attr]


def test_nothing_found() -> None:
    assert suites(Report([], Coverage())) == []
    (suite,) = suites(Report([], Coverage(files_read={"a.tf"})))
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
