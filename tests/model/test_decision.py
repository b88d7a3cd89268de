"""Decisions keep one order of tests, so correlation and contradiction come out by themselves."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foureyes.model.decision import Choice, Concealed, Condition, TooMany, choose, combine, leaves, paths
from foureyes.model.limits import USUAL, limited

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


ASSIGNMENTS = [{"a": a, "b": b, "env": env} for a, b, env in product([1, 0], [1, 0], ["dev", "prod", "other"])]


@given(SUBJECTS, trees(3), trees(3))
def test_a_choice_follows_its_test(test, then, otherwise):
    chosen = choose(test, then, otherwise)
    for truth in ASSIGNMENTS:
        wanted = then if truth[test.subject] == test.equals else otherwise
        assert decide(chosen, truth) == decide(wanted, truth)


@given(trees(4), st.integers(1, 4))
def test_paths_lead_where_they_say(decision, limit):
    found = list(paths(decision, lambda leaf: leaf == 1, limit))
    assert len(found) <= limit
    for truth in ASSIGNMENTS:
        held = [way for way, _ in found if all((truth[test.subject] == test.equals) is holds for test, holds in way)]
        assert len(held) <= 1
        if held:
            assert decide(decision, truth) == 1
        elif len(found) < limit:
            assert decide(decision, truth) != 1
    assert all(leaf == 1 for _, leaf in found)


@pytest.mark.parametrize(
    ("equals", "holds", "sentence"),
    [
        ("dev", True, "env is dev"),
        ("dev", False, "env is not dev"),
        (7, True, "env is 7"),
        (7, False, "env is not 7"),
        ("", True, "env is empty"),
        ("", False, "env is not empty"),
        (True, True, "env is true"),
        (True, False, "env is false"),
        (False, True, "env is false"),
        (False, False, "env is true"),
        (None, True, "env is not set"),
        (None, False, "env is set"),
        (Concealed("hush"), True, "env is a certain secret"),
        (Concealed("hush"), False, "env is not a certain secret"),
    ],
)
def test_a_condition_in_words(equals, holds, sentence):
    assert Condition("env", equals).sentence(holds) == sentence


def test_conditions_are_equal_by_what_they_ask():
    one, true = Condition("a", 1), Condition("a", True)
    assert one != true
    assert not one == true  # noqa: SIM201  # both operators are defined
    assert one != ("a", 1)
    assert one == Condition("a", 1)
    assert not one != Condition("a", 1)  # noqa: SIM202
    assert len({one, true, Condition("a", 1), Condition("b", 1)}) == 3
    assert Condition("a", Concealed("x")) == Condition("a", "x")


@pytest.mark.parametrize("other", [Choice(B, 1, 0), Choice(A, 2, 0), Choice(A, 1, 2), 1, None, A])
def test_choices_are_equal_by_test_and_branches(other):
    assert Choice(A, 1, 0) == Choice(A, 1, 0)
    assert not Choice(A, 1, 0) == other  # noqa: SIM201
    with pytest.raises(TypeError):
        hash(Choice(A, 1, 0))


def steps_taken(most, depth, holds):
    """A chain of tests, each asked where the one before holds (or does not), followed under a bound of combinations."""
    chain = 0
    for number in reversed(range(depth)):
        branches = (chain, number + 1) if holds else (number + 1, chain)
        chain = Choice(Condition(f"v{number:03}", True), *branches)
    with limited(USUAL._replace(conditions=most)):
        return combine(lambda leaf: -leaf, chain, overflow=lambda: "too many")


@pytest.mark.parametrize("holds", [True, False])
@pytest.mark.parametrize(
    ("most", "depth", "followed"),
    [
        (30, 1, True),
        (30, 2, False),
        (3, 1, True),  # the choice and its two leaves
        (2, 1, False),
        (100, 5, True),  # a twentieth of the combinations may be asked one after the other
        (100, 6, False),
        (10**6, 300, True),
        (10**6, 301, False),
    ],
)
def test_how_far_is_followed(most, depth, followed, holds):
    found = steps_taken(most, depth, holds)
    assert (found == "too many") is not followed
    if followed:
        assert sorted(leaves(found)) == [-number for number in range(depth, -1, -1)]


def test_tests_of_one_subject_are_ordered_whatever_they_compare_it_with():
    several = [choose(Condition("a", value), value, "other") for value in ("x", 1, None, True)]
    found = combine(lambda *ones: [one for one in ones if one != "other"], *several)
    assert [decide(found, {"a": value}) for value in ("x", 1, None, "y")] == [["x"], [1], [None], []]


def parity(count):
    """Whether an odd number of tests hold: two to the power of `count` paths through two choices for each test."""
    even, odd = False, True
    for number in reversed(range(count)):
        test = Condition(f"v{number:02}", True)
        even, odd = Choice(test, odd, even), Choice(test, even, odd)
    return even


def test_what_branches_share_is_walked_once_and_stays_shared():
    seen = []
    with limited(USUAL._replace(conditions=1_000)):
        found = combine(lambda one, other: (seen.append(one), one and other)[1], parity(12), parity(12))
    assert found == parity(12)
    assert len(seen) == 2
    objects, waiting = {}, [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Choice) and id(one) not in objects:
            objects[id(one)] = one
            waiting += [one.then, one.otherwise]
    assert len(objects) == 23


def all_of(count, prefix):
    """Every combination of tests that hold."""
    return combine(lambda *bits: bits, *[choose(Condition(f"{prefix}{n}", True), 1, 0) for n in range(count)])


def test_what_is_not_chosen_is_not_walked():
    many = all_of(8, "v")
    with limited(USUAL._replace(conditions=60)):
        assert choose(A, many, 0) == Choice(A, many, 0)
        inner = combine(lambda leaf: Choice(A, many, 0) if leaf else 1, choose(Condition("b", True), True, False))
    assert inner == Choice(A, Choice(Condition("b", True), many, 1), Choice(Condition("b", True), 0, 1))


def test_a_choice_with_too_many_cases_is_given_up():
    many = all_of(8, "v")
    with limited(USUAL._replace(conditions=60)):
        with pytest.raises(TooMany):
            choose(Condition("w", True), many, 0)
        assert choose(Condition("w", True), many, 0, overflow=lambda: "too many") == "too many"


def test_leaves_that_are_shared_come_once_and_all_others_too():
    shared = ("shared",)
    assert list(leaves(Choice(A, shared, Choice(B, shared, "other")))) == [shared, "other"]


def test_a_choice_that_decides_first_leaves_the_rest_as_it_is():
    calls = []

    def pick(first, second):
        calls.append(second)
        return second if first else 0

    second = choose(B, 1, 2)
    assert combine(pick, choose(A, True, False), second, first_decides=True) == Choice(A, second, 0)
    assert calls == [second, second]
