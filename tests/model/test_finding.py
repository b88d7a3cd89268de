"""Findings: what they rest on, and what reports show of them."""

import pytest

from foureyes.model.evidence import Answer, Fact
from foureyes.model.finding import Concern, Finding, Ground, Severity
from foureyes.model.place import Place, Source
from foureyes.model.repair import Replacement

TEXT = Source("main.tf", "a\nb\nc\nd\n")
FIRST, SECOND, THIRD = (Place(TEXT, at, at + 1) for at in (0, 2, 4))


def finding(*places, answer=Answer.YES, language="terraform"):
    return Finding(
        rule="a-rule", concern=Concern.PUBLIC_ACCESS, severity=Severity.HIGH, answer=answer, message="Odd.",
        resource="thing.a", type="thing", root=".", language=language, place=FIRST, span=FIRST,
        facts=tuple(Fact(f"fact {n}", place) for n, place in enumerate(places)), when="x is 1", deployments=["prod"],
    )  # fmt: skip


def test_severities_are_ordered_and_told_in_lower_case():
    assert [str(one) for one in sorted(Severity)] == ["info", "low", "medium", "high", "critical"]


def test_other_places_are_told_once():
    found = finding(FIRST, SECOND, None, SECOND, THIRD, FIRST).related
    assert [(fact.text, fact.place) for fact in found] == [("fact 1", SECOND), ("fact 4", THIRD)]


def test_it_rests_first_on_what_it_tells():
    found = finding(SECOND)
    assert found.ground == Ground(Answer.YES, FIRST, (Fact("fact 0", SECOND),), "x is 1", ("prod",))


@pytest.mark.parametrize(("answer", "risky"), [(Answer.YES, True), (Answer.UNSURE, False)])
def test_what_cannot_be_told_is_not_risky(answer, risky):
    assert finding(answer=answer).is_risky is risky


@pytest.mark.parametrize(("language", "folder"), [("terraform", True), ("plan", False), ("bicep", False)])
def test_only_modules_of_terraform_are_folders(language, folder):
    assert finding(language=language).root_is_folder is folder


def test_a_replacement_stops_after_what_it_replaces():
    assert Replacement(Place(TEXT, 0, 1), "x").stop == (1, 2)
    assert Replacement(Place(TEXT, 0, 2), "x").stop == (2, 1)
