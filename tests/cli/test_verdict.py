"""Which exit code a run earns."""

from __future__ import annotations

import pytest

from foureyes.cli.verdict import verdict
from foureyes.errors import BrokenRule, FoureyesError, UnreadableSource
from foureyes.model.coverage import Coverage
from foureyes.model.evidence import Answer
from foureyes.model.finding import Concern, Finding, Severity
from foureyes.model.place import Place, Source
from foureyes.model.resource import Gap

PLACE = Place(Source("a.tf", "x"), 0, 1)
LOW, HIGH = Severity.LOW, Severity.HIGH


def finding(severity: Severity, answer: Answer = Answer.YES) -> Finding:
    return Finding("r", Concern.PUBLIC_ACCESS, severity, answer, "m", "x", "t", ".", "terraform", PLACE, PLACE, ())


def coverage(*errors: FoureyesError, gaps: int = 0) -> Coverage:
    return Coverage(errors=list(errors), gaps={Gap(f"m{number}", PLACE): None for number in range(gaps)})


UNREADABLE = UnreadableSource("broken", path="a.tf")


@pytest.mark.parametrize(
    ("findings", "covered", "fail_on", "code"),
    [
        ([], coverage(), LOW, 0),
        ([finding(HIGH)], coverage(), LOW, 1),
        ([finding(HIGH)], coverage(), HIGH, 1),
        ([finding(LOW)], coverage(), HIGH, 0),
        ([finding(Severity.INFO)], coverage(), LOW, 0),
        ([finding(Severity.INFO)], coverage(), Severity.INFO, 1),
        ([finding(HIGH)], coverage(), None, 0),
        ([finding(HIGH)], coverage(UNREADABLE, gaps=1), LOW, 1),
        ([finding(LOW)], coverage(UNREADABLE), HIGH, 3),
        ([], coverage(UNREADABLE), None, 3),
        ([], coverage(gaps=1), LOW, 3),
        ([finding(HIGH, Answer.UNSURE)], coverage(), HIGH, 3),
        ([finding(LOW, Answer.UNSURE)], coverage(), HIGH, 0),
        ([finding(HIGH, Answer.UNSURE)], coverage(), None, 0),
        ([finding(LOW), finding(HIGH, Answer.UNSURE)], coverage(), LOW, 1),
    ],
)
def test_code(findings: list[Finding], covered: Coverage, fail_on: Severity | None, code: int) -> None:
    result = verdict(findings, covered, fail_on)
    assert result.code == code
    assert bool(result.reason) is bool(code)


def test_what_may_be_allowed() -> None:
    unsure = [finding(HIGH, Answer.UNSURE)]
    assert verdict(unsure, coverage(gaps=2), LOW, allow_unknown=True).code == 0
    assert verdict([], coverage(UNREADABLE), LOW, allow_unknown=True).code == 3
    assert verdict([], coverage(UNREADABLE), LOW, allow_unreadable=True).code == 0
    assert verdict([], coverage(BrokenRule("b")), LOW, allow_unreadable=True, allow_unknown=True).code == 3
    assert verdict([finding(HIGH)], coverage(), LOW, allow_unreadable=True, allow_unknown=True).code == 1


def test_reason_names_everything() -> None:
    assert verdict([finding(HIGH, Answer.UNSURE)], coverage(UNREADABLE, gaps=2), LOW).reason == (
        "1 error, 2 things referred to but not read, 1 finding of severity low or worse that cannot be told"
    )
