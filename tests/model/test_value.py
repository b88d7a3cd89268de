"""Values: what is equal, what stays unknown, what is kept of places, ways and secrets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foureyes.errors import TooLarge
from foureyes.model import value as module
from foureyes.model.decision import Choice, Concealed, Condition, choose, leaves
from foureyes.model.limits import USUAL, limited
from foureyes.model.place import Place, Source
from foureyes.model.value import (
    MAX_PARTS,
    SHOWN,
    Absent,
    Known,
    ListValue,
    MapValue,
    Reference,
    Step,
    Unknown,
    asked,
    branch,
    compared,
    concealed,
    equal,
    first_place,
    lift,
    moved,
    nearer,
    run_together,
    shown,
    to_text,
    too_many_cases,
)

TEXT = Source("main.tf", "resource thing\n  flag = true\n")
HERE, THERE, SPAN = Place(TEXT, 0, 14), Place(TEXT, 17, 21), Place(TEXT, 0, 28)
ELSEWHERE = Place(Source("prod.tfvars", "flag = true"), 7, 11)
WAY = (Step("it came", HERE),)
OPEN = Unknown("nobody knows")
ASKED = Unknown("no value", subject="var.x")
REFERENCES = (Reference("thing.a", "id"),)
CARRIED = (HERE, WAY, REFERENCES, True)
LEAVES = [
    Known("a", *CARRIED, document=MapValue({})),
    ListValue([Known(1)], *CARRIED, is_set=True, open=True),
    MapValue({"a": Known(1)}, *CARRIED, open=True),
    Absent(*CARRIED),
    Unknown("why", *CARRIED, subject="var.x", parts=("a", OPEN)),
    Unknown("why", *CARRIED, subject="var.x", document=MapValue({})),
    Unknown("why", *CARRIED, subject="var.x", present=True),
]


def carried(leaf):
    return leaf.place, leaf.trail, leaf.references, leaf.secret


def own(leaf):
    """What a leaf says itself: everything but what all leaves carry."""
    names = [name for one in type(leaf).__mro__[:-2] for name in one.__slots__ if not name.startswith("_")]
    return type(leaf), {name: getattr(leaf, name) for name in names}


# What is equal


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (Known(1), Known(1, HERE, WAY), True),
        (Known(1), Known(True), False),
        (Known(1), Known(1.0), False),
        (Known("a"), Known("b"), False),
        (Known("a"), Known("a", references=REFERENCES), False),
        (Known("a"), Absent(), False),
        (Absent(HERE), Absent(), True),
        (Absent(), OPEN, False),
        (ListValue([Known(1)]), ListValue([Known(1)], HERE), True),
        (ListValue([Known(1)]), ListValue([Known(2)]), False),
        (ListValue([]), ListValue([], open=True), False),
        (ListValue([]), MapValue({}), False),
        (MapValue({"a": Known(1)}), MapValue({"a": Known(1)}, HERE), True),
        (MapValue({"a": Known(1)}), MapValue({"b": Known(1)}), False),
        (MapValue({}), MapValue({}, open=True), False),
        (MapValue({}), ListValue([]), False),
        (ASKED, Unknown("for another reason", HERE, subject="var.x"), True),
        (ASKED, Unknown("no value", subject="var.y"), False),
        (ASKED, Unknown("no value", subject="var.x", parts=("a", OPEN)), False),
        (ASKED, Unknown("no value", subject="var.x", references=REFERENCES), False),
        (OPEN, OPEN, True),
        (OPEN, Unknown("nobody knows"), False),
        (OPEN, ASKED, False),
        (ASKED, Absent(), False),
    ],
)
def test_leaves_are_equal_by_what_they_say(left, right, same):
    assert (left == right) is same
    assert (right == left) is same


def test_what_is_equal_has_one_hash():
    assert hash(Known("a", HERE)) == hash(Known("a"))
    assert {Known(1), Known(True), Known(1)} == {Known(1), Known(True)}
    for other in (Absent(), OPEN, ListValue([]), MapValue({})):
        with pytest.raises(TypeError):
            hash(other)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Known("a"), "Known('a')"),
        (Absent(), "Absent()"),
        (ListValue([Known(1)]), "ListValue([Known(1)])"),
        (ListValue([], open=True), "ListValue([], open)"),
        (MapValue({"a": Known(1)}), "MapValue({'a': Known(1)})"),
        (MapValue({}, open=True), "MapValue({}, open)"),
        (ASKED, "Unknown('no value', subject='var.x')"),
        (Choice(Condition("var.x", True), 1, 0), "Choice(var.x == True, 1, 0)"),
    ],
)
def test_values_are_told_in_failing_tests(value, told):
    assert repr(value) == told


@pytest.mark.parametrize("leaf", LEAVES, ids=repr)
def test_a_leaf_in_other_circumstances_is_the_same_leaf(leaf):
    copy = leaf.replace()
    assert copy is not leaf
    assert own(copy) == own(leaf)
    assert carried(copy) == CARRIED
    other = leaf.replace(place=THERE, trail=(), references=(), secret=False)
    assert own(other) == own(leaf)
    assert carried(other) == (THERE, (), (), False)
    assert carried(leaf) == CARRIED


def test_by_default_nothing_is_known_of_where_a_leaf_comes_from():
    assert carried(Absent()) == (None, (), (), False)
    plain = Unknown("why")
    assert (plain.subject, plain.parts, plain.document, plain.present) == (None, None, None, False)
    assert not (ListValue([]).open or ListValue([]).is_set or MapValue({}).open)


@pytest.mark.parametrize("make", [ListValue, MapValue, Known, Unknown])
def test_where_a_leaf_comes_from_may_be_told_by_name(make):
    leaf = make({}, place=HERE, trail=WAY, references=REFERENCES, secret=True)
    assert carried(leaf) == CARRIED


def test_what_is_surely_a_text_is_surely_present():
    assert Unknown("why", parts=()).present
    assert Unknown("why", document=MapValue({})).present
    assert Unknown("why", present=True).present


def test_a_list_has_an_end(monkeypatch):
    monkeypatch.setattr(module, "MAX_ITEMS", 3)
    assert len(ListValue([Known(1)] * 3).items) == 3
    with pytest.raises(TooLarge, match=r"^a list has more than 3 elements: it was not evaluated"):
        ListValue([Known(1)] * 4)


def test_of_a_text_in_too_many_pieces_nothing_is_known_but_that_it_is_there():
    assert Unknown("why", parts=("a",) * MAX_PARTS).parts == ("a",) * MAX_PARTS
    longer = Unknown("why", parts=("a",) * (MAX_PARTS + 1))
    assert (longer.parts, longer.present, longer.may_be("b")) == (None, True, True)


# What a map holds


def test_an_entry_that_is_not_there_is_absent_where_the_map_is():
    found = MapValue({}, HERE, WAY).get("a")
    assert isinstance(found, Absent)
    assert (found.place, found.trail) == (HERE, WAY)


def test_an_entry_that_may_be_there_is_unknown():
    found = MapValue({}, HERE, WAY, open=True).get("a")
    assert isinstance(found, Unknown)
    assert (found.reason, found.place, found.trail) == ("whether `a` is set cannot be told", HERE, WAY)
    assert not found.present


def test_entries_are_found_without_regard_to_case_where_that_is_asked():
    entries = MapValue({"One": Known(1), "one": Known(2), "TWO": Known(3)})
    assert (entries.get("One"), entries.get("two")) == (Known(1), Absent())
    assert (entries.find("One"), entries.find("one")) == (Known(1), Known(2))
    assert (entries.find("two"), entries.find("Two")) == (Known(3), Known(3))
    assert entries.find("three") == Absent()
    missing = MapValue({"One": Known(1)}, open=True).find("Three")
    assert missing.reason == "whether `Three` is set cannot be told"


# What a text with gaps may be


@pytest.mark.parametrize(
    ("parts", "text", "expected"),
    [
        (("abc",), "ABC", True),
        (("abc",), "abcd", False),
        (("a", "bc"), "abc", True),
        (("A", OPEN), "abc", True),
        (("A", OPEN), "a", True),
        (("ab", OPEN), "acb", False),
        ((OPEN, "bc"), "abc", True),
        ((OPEN, "bc"), "abcd", False),
        (("ab", OPEN, "bc"), "abc", False),
        (("ab", OPEN, "bc"), "abbc", True),
        (("a", OPEN, "x", OPEN, "b"), "aXb", True),
        (("a", OPEN, "x", OPEN, "b"), "ab", False),
        (("a", OPEN, "x", OPEN, "xb"), "axb", False),
        (("a", OPEN, "x", OPEN, "xb"), "axxb", True),
        (("ax", OPEN, "x", OPEN), "ax", False),
        (("a", OPEN, "x", OPEN, "x", OPEN), "a1x2", False),
        (("a", OPEN, "x", OPEN, "y", OPEN), "a1x2y3", True),
        (("a", OPEN, "x", OPEN, "y", OPEN), "a1y2x3", False),
        (("a", OPEN, "x1", OPEN, "y", OPEN), "ax1x1y", True),
        (("a", OPEN, "x", OPEN, "x", OPEN), "a1x2x3", True),
        ((OPEN, "x", OPEN), "xyz", True),
        ((OPEN, "y", OPEN, "x", OPEN), "yx", True),
        ((OPEN, OPEN), "", True),
    ],
)
def test_what_a_text_with_gaps_may_be(parts, text, expected):
    assert Unknown("why", parts=parts).may_be(text) is expected


def test_what_is_no_text_with_gaps_may_be_anything():
    assert OPEN.may_be("a")


@given(st.lists(st.sampled_from(["", "a", "ab", "b", None]), max_size=6), st.data())
def test_whatever_fills_the_gaps_may_be(pieces, data):
    filled = "".join(data.draw(st.text("abx", max_size=3)) if one is None else one for one in pieces)
    assert Unknown("why", parts=tuple(OPEN if one is None else one for one in pieces)).may_be(filled.upper())


def test_neighbouring_texts_run_together():
    assert run_together(["a", "b", OPEN, "", OPEN, "c", ""]) == ["ab", OPEN, OPEN, "c"]
    assert run_together(["", ""]) == []


# Whether two are equal

SCALARS = [True, False, "", "a", "AB", 1, 2.5, "1"]
SUBJECTS = ["var.x", "var.y"]
CONCRETE = st.sampled_from([None, *SCALARS])
OPERANDS = st.one_of(
    st.sampled_from([Absent(), *map(Known, SCALARS)]),
    st.builds(lambda subject, present: Unknown("?", subject=subject, present=present),
              st.sampled_from([*SUBJECTS, None]), st.booleans()),
    st.builds(lambda before, after: Unknown("?", parts=(before, OPEN, after)),
              st.sampled_from(["", "a", "z"]), st.sampled_from(["", "b"])),
)  # fmt: skip


def may_be(leaf, given, filling):
    """What an operand turns out to be."""
    if isinstance(leaf, Known):
        return leaf.scalar
    if isinstance(leaf, Absent):
        return None
    if leaf.parts:
        return "".join(part if isinstance(part, str) else filling for part in leaf.parts)
    return given.get(leaf.subject, filling)


def followed(decision, given):
    while isinstance(decision, Choice):
        test = decision.test
        holds = same(given[test.subject], test.equals)
        decision = decision.then if holds else decision.otherwise
    return decision


def same(left, right):
    return left == right and isinstance(left, bool) == isinstance(right, bool)


@given(OPERANDS, OPERANDS, st.fixed_dictionaries(dict.fromkeys(SUBJECTS, CONCRETE)), st.text("ab", max_size=2))
def test_whether_two_are_equal_is_never_told_wrongly(left, right, given, filling):
    values = [may_be(one, given, filling) for one in (left, right)]
    if any(isinstance(one, Unknown) and one.present and value is None
           for one, value in zip((left, right), values, strict=True)):  # fmt: skip
        return
    found = followed(equal(left, right), given)
    assert isinstance(found, Known | Unknown)
    if isinstance(found, Known):
        assert found.scalar is same(*values)
    else:
        assert found.present


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (Known("a"), Known("a"), True),
        (Known("a"), Known("b"), False),
        (Known(1), Known(1.0), True),
        (Known(1), Known(True), False),
        (Known("a"), Absent(), False),
        (Absent(), Absent(), True),
        (Absent(), ListValue([]), False),
        (Unknown("?", parts=("a", OPEN)), Known("b"), False),
        (Unknown("?", present=True), Absent(), False),
        (ASKED, Unknown("?", subject="var.x"), True),
        (ListValue([Known(1)]), ListValue([Known(1)]), True),
        (MapValue({}), MapValue({}), True),
    ],
)
def test_what_is_known_to_be_equal_or_not(left, right, expected):
    for one, other in ((left, right), (right, left)):
        found = equal(one.replace(place=HERE, trail=WAY), other.replace(trail=(Step("and so", None),)))
        assert found == Known(expected)
        assert found.place == HERE
        assert found.trail == (*WAY, Step("and so", None))
        assert equal(one, other.replace(place=THERE)).place == THERE


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (OPEN, Known("a"), "nobody knows"),
        (OPEN, Absent(), "nobody knows"),
        (OPEN, OPEN, "nobody knows"),
        (OPEN, ListValue([]), "nobody knows"),
        (ASKED, MapValue({}), "no value"),
        (ListValue([Known(1)]), ListValue([Known(2)]), "a comparison of structures is not followed"),
        (ListValue([]), MapValue({}), "a comparison of structures is not followed"),
        (ListValue([]), Known("a"), "a comparison of structures is not followed"),
    ],
)
def test_what_is_not_known_to_be_equal(left, right, reason):
    for one, other in ((left, right), (right, left)):
        found = equal(one.replace(place=HERE, trail=WAY), other.replace(place=THERE))
        assert isinstance(found, Unknown)
        assert (found.reason, found.place, found.trail, found.present) == (reason, HERE, WAY, True)


def test_the_first_of_two_unknowns_says_why():
    assert equal(OPEN, ASKED).reason == "nobody knows"
    assert equal(ASKED, OPEN).reason == "no value"


@pytest.mark.parametrize(("other", "scalar"), [(Known("a"), "a"), (Known(True), True), (Absent(), None)])
def test_what_can_be_asked_is_asked(other, scalar):
    for pair in ((ASKED, other), (other, ASKED)):
        left, right = (one.replace(place=HERE, trail=WAY) for one in pair)
        found = equal(left, right)
        assert found == Choice(Condition("var.x", scalar), Known(True), Known(False))
        for leaf in leaves(found):
            assert (leaf.place, leaf.trail) == (HERE, WAY + WAY)


def test_cases_are_compared_one_by_one():
    cases = choose(Condition("var.y", "b"), Known("a"), ASKED)
    assert equal(cases, Known("a")) == choose(
        Condition("var.y", "b"), Known(True), choose(Condition("var.x", "a"), Known(True), Known(False))
    )


# Secrets


def fresh():
    text = Source("secret.tf", 'a = "hush"')
    return text, Place(text, 4, 10)


@pytest.mark.parametrize(
    ("scalar", "told"), [("hush", "hush"), (7, "the number 7"), (True, None), ("", None), (None, None)]
)
def test_what_a_secret_is_compared_with_is_a_secret(scalar, told):
    assert asked("var.x", scalar, secret=False) == Condition("var.x", scalar)
    assert not isinstance(asked("var.x", scalar, secret=False).equals, Concealed)
    hidden = asked("var.x", scalar, secret=True)
    assert hidden.subject == "var.x"
    assert hidden.equals == (scalar if told is None else told)
    assert isinstance(hidden.equals, Concealed) is (told is not None)


@pytest.mark.parametrize("secret_first", [True, False])
def test_where_a_secret_is_compared_the_other_side_is_hidden(secret_first):
    text, place = fresh()
    secret, other = ASKED.replace(secret=True), Known("hush", place)
    found = equal(secret, other) if secret_first else equal(other, secret)
    assert isinstance(found.test.equals, Concealed)
    assert text.hidden == {(4, 10)}


@pytest.mark.parametrize("scalar", [True, ""])
def test_what_tells_nothing_of_a_secret_is_not_hidden(scalar):
    text, place = fresh()
    compared(ASKED.replace(secret=True), Known(scalar, place))
    compared(Known("a"), Known("hush", place))
    assert text.hidden == set()


def test_a_secret_is_one_as_deep_as_it_goes():
    text, place = fresh()
    step = Place(text, 0, 1)
    value = MapValue({"a": ListValue([Known("hush", place, (Step('`a` is "hush"', step),))]), "b": OPEN})
    hidden = concealed(value)
    assert hidden.secret
    assert not value.secret
    (item,) = hidden.entries["a"].items
    assert item == Known("hush")
    assert (hidden.entries["a"].secret, item.secret, hidden.entries["b"].secret) == (True, True, True)
    assert hidden.entries["b"].reason == "nobody knows"
    assert item.trail == (Step("`a` is a secret", step),)
    assert text.hidden == {(4, 10), (0, 1)}


def test_a_text_with_gaps_is_hidden_and_what_is_not_set_or_not_known_is_not():
    text, place = fresh()
    assert concealed(Absent(place)).secret is False
    assert concealed(Unknown("why", place)).secret
    assert concealed(ListValue([], place)).secret
    assert text.hidden == set()
    assert concealed(Unknown("why", place, parts=("a", OPEN))).secret
    assert text.hidden == {(4, 10)}


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ('`a` is "hush", `b` is "more"', "`a` is a secret"),
        ("`a` is -12.5", "`a` is a secret"),
        ("changed to 7 here", "changed to a secret here"),
        ("module `a7` is called", "module `a7` is called"),
        ('`a` is "hu\nsh"', "`a` is a secret"),
    ],
)
def test_the_steps_of_a_secret_do_not_tell_it(told, kept):
    text, place = fresh()
    steps = (Step(told, place), Step(told))
    assert concealed(Known("x", trail=steps)).trail == (Step(kept, place), Step(kept))
    assert text.hidden == ({(4, 10)} if told != kept else set())


def test_every_case_of_a_secret_is_one():
    found = concealed(choose(Condition("var.x", True), Known("a"), Known("b")))
    assert [leaf.secret for leaf in leaves(found)] == [True, True]


# Where values stand


def test_a_value_that_moved_tells_the_way():
    value = choose(Condition("var.x", True), Known(1, THERE, WAY), Known(2))
    first, second = leaves(moved(value, HERE, Step("one"), Step("two")))
    assert (first.place, first.trail) == (HERE, (Step("one"), Step("two"), *WAY))
    assert (second.place, second.trail) == (HERE, (Step("one"), Step("two")))


def test_a_value_of_another_file_is_told_by_a_step():
    found = nearer(Known(True, ELSEWHERE, WAY), HERE, SPAN, "flag")
    assert (found.place, found.trail) == (HERE, (Step("`flag` is true", ELSEWHERE), *WAY))
    assert nearer(Known(True, ELSEWHERE), HERE, SPAN).trail == (Step("it is true", ELSEWHERE),)


def test_a_value_inside_stays_where_it_is():
    value = Known(True, THERE, WAY)
    assert nearer(value, HERE, SPAN, "flag") is value
    (first, second) = leaves(nearer(choose(Condition("var.x", True), value, Known(1)), HERE, SPAN, "flag"))
    assert (first.place, first.trail) == (THERE, WAY)
    assert (second.place, second.trail) == (HERE, ())


def test_a_value_is_not_placed_where_there_is_no_place_inside():
    value = Known(True, ELSEWHERE, WAY)
    for place in (None, ELSEWHERE):
        found = nearer(value, place, SPAN, "flag")
        assert (found.place, found.trail) == (ELSEWHERE, WAY)
    assert nearer(Known(True), ELSEWHERE, SPAN).place == ELSEWHERE


def test_the_first_place_is_that_of_the_first_case():
    assert first_place(Known(1, HERE)) == HERE
    cases = choose(Condition("a", 1), choose(Condition("b", 1), Known(1, THERE), Known(2)), Known(3, HERE))
    assert first_place(cases) == THERE
    assert first_place(Absent()) is None


# Cases


def test_a_condition_that_is_known_chooses():
    assert branch(Known(True), Known(1), Known(2), "so") == Known(1)
    assert branch(Known(False), Known(1), Known(2), "so") == Known(2)


def test_a_condition_that_is_open_leaves_both_cases():
    assert branch(ASKED, Known(1), Known(2), "so") == Choice(Condition("var.x", True), Known(1), Known(2))
    assert branch(OPEN, Known(1), Known(2), "so") == Choice(Condition("so", True), Known(1), Known(2))


@pytest.mark.parametrize("odd", [Known("true"), Known(1), Absent(), ListValue([])])
def test_a_condition_that_is_no_truth_makes_unknown(odd):
    found = branch(odd.replace(place=HERE, trail=WAY), Known(1), Known(2), "so")
    assert isinstance(found, Unknown)
    assert (found.reason, found.place, found.trail) == ("`so` is neither true nor false", HERE, WAY)


def test_too_many_cases_are_unknown():
    first = choose(Condition("a", True), Known(1), Known(2))
    second = choose(Condition("b", True), Known(3), Known(4))
    reason = "it depends on more than 1 combinations of conditions: raise `conditions` in [limits]"
    with limited(USUAL._replace(conditions=1)):
        assert too_many_cases().reason == reason
        for found in (
            lift(lambda one, other: ListValue([one, other]), first, second),
            lift(lambda one: lift(lambda other: ListValue([one, other]), second), Known(1)),
            branch(first, second, Known(1), "so"),
            equal(first, Known(1)),
            equal(ASKED, Known(1)),
            concealed(first),
        ):
            assert isinstance(found, Unknown)
            assert found.reason == reason


def test_what_is_not_chosen_is_not_walked():
    many = lift(
        lambda *bits: ListValue(bits), *[choose(Condition(f"v{n}", True), Known(1), Known(0)) for n in range(8)]
    )
    with limited(USUAL._replace(conditions=60)):
        assert branch(choose(Condition("a", True), Known(True), Known(True)), many, Known(1), "so") is many
        found = branch(choose(Condition("a", True), Known(True), Known(False)), many, Known(1), "so")
    assert isinstance(found, Choice)
    assert found.then is many


# What reports show of a value


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Known("a"), '"a"'),
        (Known(""), '""'),
        (Known("a" * SHOWN), '"' + "a" * SHOWN + '"'),
        (Known("a" * (SHOWN + 1)), '"' + "a" * SHOWN + '…"'),
        (Known(True), "true"),
        (Known(False), "false"),
        (Known(1.5), "1.5"),
        (Known("a", secret=True), "a secret"),
        (ListValue([Known(1), Known(2)]), "a list of 2"),
        (ListValue([Known(1)], open=True), "a list known in part"),
        (MapValue({"a": Known(1)}), "a map of 1"),
        (MapValue({}, open=True), "a map known in part"),
        (Absent(), "not set"),
        (OPEN, "unknown"),
        (choose(Condition("a", 1), Known(1), Known(2)), "one of several values"),
    ],
)
def test_what_is_shown_of_a_value(value, told):
    assert shown(value) == told


@pytest.mark.parametrize(
    ("leaf", "text"),
    [(Known("a"), "a"), (Known(True), "true"), (Known(False), "false"), (Known(7), "7"), (Absent(), None)],
)
def test_a_scalar_as_text(leaf, text):
    assert to_text(leaf) == text
