"""Evidence is Kleene logic with facts, over decisions."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foureyes.model.decision import Choice, Condition, choose
from foureyes.model.evidence import (
    MAX_FACTS,
    Answer,
    Evidence,
    Fact,
    Outcome,
    Verdict,
    all_of,
    any_of,
    no,
    unsure,
    yes,
)
from foureyes.model.limits import USUAL, limited
from foureyes.model.place import Place, Source
from foureyes.model.value import Known, ListValue, Step, Unknown, branch

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
    with pytest.raises(TypeError) as raised:
        bool(YES)
    assert str(raised.value) == "evidence has three answers: join it with &, | and ~ instead of and, or, not"


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


def test_what_does_not_exist_at_all_has_no_facts_to_tell():
    assert YES.within(Known(False)).outcome() == Outcome(Answer.NO, (), "")
    assert YES.within(Known(True)).outcome() == YES.outcome()
    assert YES.within(ListValue([])).outcome() == YES.outcome()


def test_a_fact_is_told_as_it_was_given():
    place = Place(Source("a.tf", "a"), 0, 1)
    given = "text", place, (Step("so"),), "setting"
    for make, wanted in ((yes, Answer.YES), (no, Answer.NO), (unsure, Answer.UNSURE)):
        assert make(*given).outcome() == Outcome(wanted, (Fact(*given),), "")
        assert make("text").outcome().facts == (Fact("text", None, (), "", ""),)
    assert yes().outcome() == Outcome(Answer.YES, (), "")
    assert no().outcome() == Outcome(Answer.NO, (), "")


def facts(evidence):
    return [fact.text for fact in evidence.outcome().facts]


def test_the_facts_that_decide_are_told():
    other = no("other")
    assert facts(NO & YES) == facts(YES & NO) == facts(NO & other) == ["n"]
    assert facts(YES & UNSURE) == ["y", "u"]
    assert facts(UNSURE & YES) == ["u", "y"]
    assert facts(NO | other) == ["n", "other"]
    assert facts(YES | yes("too")) == ["y", "too"]
    assert facts(NO | UNSURE) == facts(UNSURE | NO) == ["u"]
    assert facts(YES | UNSURE) == facts(UNSURE | YES) == ["y"]
    assert facts(~(YES & YES)) == ["y"]


def test_only_so_many_facts_are_told():
    many = all_of(yes(str(number)) for number in range(MAX_FACTS + 5))
    assert facts(many) == [str(number) for number in range(MAX_FACTS)]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_of_several_the_strongest_or_the_weakest_counts(size):
    order = [Answer.NO, Answer.UNSURE, Answer.YES]
    for several in product(ALL, repeat=size):
        assert answer(any_of(ALL[one] for one in several)) is max(several, key=order.index)
        assert answer(all_of(ALL[one] for one in several)) is min(several, key=order.index)


EXISTS = st.sampled_from([Known(True), Known(False), *(
    branch(Unknown("?", subject=one), Known(True), Known(False), one) for one in "ab")])  # fmt: skip
CERTAIN = st.sampled_from(list(ALL.values()))
OPEN = st.builds(
    lambda subject, then, otherwise: Evidence(choose(Condition(subject, True), then.decision, otherwise.decision)),
    st.sampled_from("ab"), CERTAIN, CERTAIN,
)  # fmt: skip


def expressions():
    """Evidence, with a function that answers it for a truth of `a` and `b`."""

    def one(evidence):
        return evidence, lambda truth: answer(Evidence(at(evidence.decision, truth)))

    order = [Answer.NO, Answer.UNSURE, Answer.YES]
    swapped = dict(zip(order, reversed(order), strict=True))
    return st.recursive(
        st.one_of(CERTAIN, OPEN).map(one),
        lambda inner: st.one_of(
            inner.map(lambda x: (~x[0], lambda truth: swapped[x[1](truth)])),
            st.tuples(inner, inner).map(
                lambda p: (p[0][0] & p[1][0], lambda truth: min(p[0][1](truth), p[1][1](truth), key=order.index))
            ),
            st.tuples(inner, inner).map(
                lambda p: (p[0][0] | p[1][0], lambda truth: max(p[0][1](truth), p[1][1](truth), key=order.index))
            ),
        ),
        max_leaves=6,
    )


def at(decision, truth):
    while isinstance(decision, Choice):
        decision = decision.then if truth[decision.test.subject] == decision.test.equals else decision.otherwise
    return decision


@given(expressions(), EXISTS)
def test_evidence_answers_in_every_case_as_kleene_does(expression, exists):
    evidence, expected = expression
    there = evidence.within(exists)
    answers = []
    for a, b in product([True, False], repeat=2):
        truth = {"a": a, "b": b}
        assert answer(Evidence(at(evidence.decision, truth))) is expected(truth)
        if at(exists, truth).scalar:
            answers.append(expected(truth))
    assert answer(there) is (Answer.NO if not answers else answers[0] if len(set(answers)) == 1 else Answer.UNSURE)
    outcome = there.outcome()
    assert bool(outcome.when) is (Answer.YES in answers and isinstance(there.decision, Choice))


def chain(*ways):
    """Yes for some of the values of `env`, no for all others."""
    decision = NO.decision
    for value, wanted in reversed(ways):
        decision = Choice(Condition("env", value), wanted.decision, decision)
    return Evidence(decision)


def test_the_ways_to_a_yes_are_told():
    outcome = chain(("a", YES), ("b", UNSURE), ("c", YES)).outcome()
    assert outcome == Outcome(Answer.UNSURE, (Fact("y"),), "env is a or env is c", frozenset({"env"}))
    both = when("env", "dev", Answer.YES, Answer.NO) & when("size", 3, Answer.NO, Answer.YES)
    assert both.outcome().when == "env is dev and size is not 3"
    assert both.outcome().subjects == {"env", "size"}


def test_some_ways_are_told_and_that_there_are_more():
    ways = [(name, yes(name)) for name in "abcde"]
    assert chain(*ways[:3]).outcome().when == "env is a or env is b or env is c"
    outcome = chain(*ways).outcome()
    assert outcome.when == "env is a or env is b or env is c or in further cases"
    assert outcome.facts == (Fact("a"),)


def test_the_same_way_is_told_once():
    two = Evidence(Choice(Condition("env", "a"), NO.decision, Choice(Condition("env", "b"), yes("one").decision,
                   Choice(Condition("size", 1), yes("two").decision, yes("three").decision))))  # fmt: skip
    assert two.outcome().when == (
        "env is b or env is not a and env is not b and size is 1 or env is not a and env is not b and size is not 1"
    )


def test_where_no_case_is_a_yes_there_is_no_when():
    outcome = when("env", "dev", Answer.UNSURE, Answer.NO).outcome()
    assert outcome == Outcome(Answer.UNSURE, (Fact("env"),), "")
    never = Evidence(Choice(Condition("env", "dev"), no("one").decision, no("two").decision)).outcome()
    assert never == Outcome(Answer.NO, (Fact("one"),), "")


def test_what_is_no_in_all_cases_is_ruled_out():
    never = Evidence(Choice(Condition("env", "dev"), no("one").decision, no("two").decision))
    for evidence, expected in ((NO, True), (never, True), (YES, False), (UNSURE, False), (chain(("a", YES)), False)):
        assert evidence.is_ruled_out() is expected


def test_what_has_too_many_cases_cannot_be_told():
    env, size = when("env", "dev", Answer.YES, Answer.NO), when("size", 1, Answer.YES, Answer.NO)
    reason = "it depends on more than 1 combinations of conditions: raise `conditions` in [limits]"
    exists = branch(Unknown("?", subject="create"), Known(True), Known(False), "create")
    with limited(USUAL._replace(conditions=1)):
        for many in (env & size, env | size, ~env, env.within(Known(True)), YES.within(exists)):
            assert many.outcome() == Outcome(Answer.UNSURE, (Fact(reason),), "")


def test_evidence_is_told_in_failing_tests():
    assert repr(yes()) == "Evidence(Verdict(answer=<Answer.YES: 'yes'>, facts=()))"
