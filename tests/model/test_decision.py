"""Decisions keep one order of tests, so correlation and contradiction come out by themselves."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foureyes.model.decision import Choice, Condition, TooMany, choose, combine, leaves, paths

A = Condition("a", True)
B = Condition("b", True)
DEV = Condition("env", "dev")
PROD = Condition("env", "prod")


def decide(decision, truth):
    """Follow a decision under an assignment of subjects to values."""
    while isinstance(decision, Choice):
        decision = decision.then if truth.get(decision.test.subject) == decision.test.equals else decision.otherwise
    return decision


def test_the_same_test_twice_is_asked_once():
    inner = choose(A, "yes", "no")
    assert choose(A, inner, "other") == Choice(A, "yes", "other")


def test_equal_branches_are_no_choice():
    assert choose(A, 1, 1) == 1


def test_a_contradiction_vanishes():
    both = combine(lambda x, y: x and y, choose(DEV, True, False), choose(PROD, True, False))
    assert both is False


def test_a_finite_domain_is_a_chain():
    environment = choose(DEV, "dev", choose(PROD, "prod", "test"))
    size = combine(lambda one: 1 if one == "prod" else 0, environment)
    assert sorted(leaves(size)) == [0, 1]
    assert decide(size, {"env": "prod"}) == 1
    assert decide(size, {"env": "test"}) == 0


def test_a_result_that_is_a_decision_is_merged_in_order():
    late = choose(B, "b", "not b")
    result = combine(lambda leaf: choose(A, leaf, "not a"), late)
    assert isinstance(result, Choice)
    assert result.test == A


def test_what_is_too_large_is_given_up():
    many = [choose(Condition(f"v{number:03}", True), 1, 0) for number in range(40)]
    with pytest.raises(TooMany):
        combine(lambda *bits: bits, *many)
    assert combine(lambda *bits: bits, *many, overflow=lambda: "too many") == "too many"


def test_paths_lead_only_to_what_is_wanted():
    decision = choose(A, choose(B, 1, 0), 0)
    assert list(paths(decision, lambda leaf: leaf == 1, 5)) == [(((A, True), (B, True)), 1)]


def test_paths_of_a_shared_graph_stay_few():
    decision = 1
    for number in range(60):
        decision = Choice(Condition(f"v{59 - number:03}", True), decision, decision)
    assert len(list(paths(decision, lambda leaf: True, 3))) == 3
    assert list(leaves(decision)) == [1]


SUBJECTS = st.sampled_from([A, B, DEV, PROD])


def trees(depth):
    if depth == 0:
        return st.integers(0, 2)
    return st.one_of(st.integers(0, 2), st.builds(choose, SUBJECTS, trees(depth - 1), trees(depth - 1)))


@given(trees(4), trees(4))
def test_combining_agrees_with_every_assignment(left, right):
    combined = combine(lambda x, y: (x, y), left, right)
    for a, b, env in product([True, False], [True, False], ["dev", "prod", "other"]):
        truth = {"a": a, "b": b, "env": env}
        assert decide(combined, truth) == (decide(left, truth), decide(right, truth))


@given(trees(4), trees(4))
def test_combined_decisions_are_ordered_without_repeats(left, right):
    combined = combine(lambda x, y: (x, y), left, right)

    def check(decision, before):
        if isinstance(decision, Choice):
            assert before is None or before < decision.test.order
            check(decision.then, decision.test.order)
            check(decision.otherwise, decision.test.order)

    check(combined, None)
