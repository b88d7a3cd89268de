"""What a use of the break-glass leaves behind, and what pays it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from foureyes.gate.debt import Debt, open_debts
from foureyes.gate.policy import BreakGlass
from foureyes.gate.record import Decision, Role
from tests.gate.test_judge import NOON, RISK, said

OTHER = replace(RISK, resource="b")
GLASS = BreakGlass("on-call", 1, timedelta(hours=24), blocks_after=True)


def broken(who="alice", *risks):
    return said(who, *(risks or (RISK,)), role=Role.BREAK_GLASS, reason="fire", created=NOON)


def after(who="bob", *risks, **more):
    return said(who, *(risks or (RISK,)), **{"role": Role.REVIEW_AFTER, **more})


OPEN = [Debt("alice.json", "alice", "fire", NOON + timedelta(hours=24))]


@pytest.mark.parametrize(
    ("past", "reviews", "debts"),
    [
        ([], [], []),
        ([broken()], [], OPEN),
        ([broken()], [after()], []),
        ([broken()], [after("alice")], OPEN),
        ([broken()], [after("alice"), after()], []),
        ([broken()], [after("bob", OTHER)], OPEN),
        ([broken()], [after(decision=Decision.REJECT)], OPEN),
        ([broken()], [after(role=Role.REVIEWER)], OPEN),
        ([broken("alice", RISK, OTHER)], [after()], OPEN),
        ([broken("alice", RISK, OTHER)], [after(), after("dana", OTHER)], []),
        ([broken("alice", RISK, OTHER)], [after("bob", RISK, OTHER)], []),
        ([broken(), broken()], [], OPEN * 2),
        ([said("alice")], [], []),
        ([said("bob"), broken()], [], OPEN),
        ([broken(), broken("alice", OTHER)], [after()], OPEN),
    ],
)
def test_what_is_owed(past, reviews, debts):
    assert open_debts(past, reviews, GLASS) == debts


def test_without_a_glass_nothing_is_owed():
    assert open_debts([broken()], [], None) == []


def test_a_debt_is_due_until_the_moment_it_names():
    (debt,) = open_debts([broken()], [], GLASS)
    assert not debt.is_overdue(debt.due)
    assert debt.is_overdue(debt.due + timedelta(seconds=1))
    assert str(debt) == "alice broke the glass (fire); review by another is due 2026-03-02 12:00"
