"""Evidence is Kleene logic with facts, over decisions."""

from itertools import product

import pytest

from foureyes.model.decision import Condition, choose
from foureyes.model.evidence import Answer, Evidence, Fact, Verdict, all_of, any_of, no, unsure, yes
from foureyes.model.value import Known, Unknown, branch

YES, NO, UNSURE = yes("y"), no("n"), unsure("u")
ALL = {Answer.YES: YES, Answer.NO: NO, Answer.UNSURE: UNSURE}


def answer(evidence):
    return evidence.outcome().answer


@pytest.mark.parametrize(("left", "right"), list(product(ALL, ALL)))
def test_and_or_follow_kleene(left, right):
    order = [Answer.NO, Answer.UNSURE, Answer.YES]
    assert answer(ALL[left] & ALL[right]) is min(left, right, key=order.index)
    assert answer(ALL[left] | ALL[right]) is max(left, right, key=order.index)


def test_not_swaps_and_keeps_the_doubt():
    assert (answer(~YES), answer(~NO), answer(~UNSURE)) == (Answer.NO, Answer.YES, Answer.UNSURE)


def test_truth_of_evidence_is_refused():
    with pytest.raises(TypeError, match="&"):
        bool(YES)


def test_empty_sets():
    assert answer(any_of([])) is Answer.NO
    assert answer(all_of([])) is Answer.YES


def test_facts_of_a_conjunction_come_in_order():
    facts = (yes("first") & yes("second")).outcome().facts
    assert [fact.text for fact in facts] == ["first", "second"]


def test_facts_of_the_losing_side_are_left_out():
    assert [fact.text for fact in (yes("open") | no("closed")).outcome().facts] == ["open"]


def when(subject, equals, then, otherwise):
    return Evidence(choose(Condition(subject, equals), Verdict(then, (Fact(subject),)), Verdict(otherwise)))


def test_mixed_answers_cannot_tell_and_say_when():
    outcome = when("env", "dev", Answer.YES, Answer.NO).outcome()
    assert (outcome.answer, outcome.when) == (Answer.UNSURE, "env is dev")


def test_public_only_where_it_does_not_exist_is_no_finding():
    prod = Unknown("no value", subject="IsProd")
    public = when("IsProd", True, Answer.YES, Answer.NO)
    exists = branch(prod, Known(False), Known(True), "IsProd")
    assert answer(public.within(exists)) is Answer.NO


def test_risky_wherever_it_exists_is_risky():
    exists = branch(Unknown("no value", subject="create"), Known(True), Known(False), "create")
    outcome = YES.within(exists).outcome()
    assert outcome.answer is Answer.YES
    assert outcome.when == "create is true"


def test_what_never_exists_is_no_finding():
    assert answer(YES.within(Known(False))) is Answer.NO
