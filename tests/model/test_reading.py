"""What rules ask of a setting: every answer, and the words it is told in."""

import pytest

from foureyes.model.decision import Condition, choose
from foureyes.model.evidence import Answer, Evidence, no, yes
from foureyes.model.kind import Kind
from foureyes.model.limits import USUAL, limited
from foureyes.model.place import Place, Source
from foureyes.model.reading import Reading
from foureyes.model.resource import Resource
from foureyes.model.setting import Spelled
from foureyes.model.value import Absent, Known, ListValue, MapValue, Step, Unknown
from foureyes.model.version import VersionRange

YES, NO, UNSURE = Answer.YES, Answer.NO, Answer.UNSURE
TEXT = Source("main.tf", "resource thing\n  level = x\n")
PLACE = Place(TEXT, 0, 14)
LINE = Place(TEXT, 17, 26)
BODY = MapValue({}, PLACE)
RESOURCE = Resource(
    "terraform", "cloud_thing", "cloud_thing.a", BODY, PLACE, Place(TEXT, 0, len(TEXT.text)), provider="cloud",
    version=VersionRange(), exists=Known(True), identities=frozenset(),
)  # fmt: skip
KIND = Kind(RESOURCE, "cloud_thing", BODY, None, Known(True))
OPEN = Unknown("nobody knows")


def reading(value):
    return Reading(value, "level", KIND, ("none", "read", "write"))


def told(evidence):
    outcome = evidence.outcome()
    return outcome.answer, [fact.text for fact in outcome.facts]


def answer(evidence):
    return evidence.outcome().answer


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Known(True), YES),
        (Known(False), NO),
        (Known("True"), YES),
        (Known("FALSE"), NO),
        (Known("1"), YES),
        (Known(0), NO),
        (Known("maybe"), UNSURE),
        (Absent(), NO),
        (ListValue([]), UNSURE),
        (OPEN, UNSURE),
    ],
)
def test_is_true(value, expected):
    assert answer(reading(value).is_true()) is expected
    assert answer(reading(value).is_false()) is {YES: NO, NO: YES, UNSURE: UNSURE}[expected]


def test_a_fact_tells_value_place_and_resource():
    fact = reading(Known("read", LINE)).equals("read").outcome().facts[0]
    assert fact == ('`level` is "read"', LINE, (), "level", "cloud_thing.a")


def test_a_fact_without_a_place_points_at_the_resource():
    assert reading(Known("read")).equals("read").outcome().facts[0].place == PLACE
    assert reading(Known("read")).fact("own words") == ("own words", PLACE, (), "level", "cloud_thing.a")
    assert reading(Known("read", LINE)).fact("own words").place == LINE


def test_what_is_not_set_is_told_by_the_first_step_of_its_trail():
    default = Known(True, PLACE, (Step("`level` is not set: it is true", PLACE),))
    assert told(reading(default).is_true()) == (YES, ["`level` is not set: it is true"])
    assert told(reading(default).equals("true")) == (YES, ["`level` is not set: it is true"])


def test_only_the_first_step_tells_that_nothing_is_set():
    steps = (Step("module.a is called"), Step("`level` is not set: it is true"))
    assert told(reading(Known(True, PLACE, steps)).is_true()) == (YES, ["`level` is true"])


def test_a_canonical_value_is_told_as_it_is_written():
    value = Spelled("none", Known("Off"))
    assert told(reading(value).equals("none")) == (YES, ['`level` is "Off"'])


def test_of_several_cases_the_facts_are_those_of_the_resource():
    cases = choose(Condition("var.x", True), Known("read", LINE), Known("none", LINE))
    assert reading(cases).fact("own words") == ("own words", PLACE, (), "level", "cloud_thing.a")
    way = (Step("so"),)
    assert reading(Known("read", LINE, way)).fact("own words").trail == way


def test_words_of_ones_own_replace_the_value():
    assert told(reading(Known("a")).matches(str.islower, "it is small")) == (YES, ["it is small"])
    assert told(reading(Known("a")).matches(str.islower)) == (YES, ['`level` is "a"'])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Known("READ"), YES),
        (Known("write"), YES),
        (Known("none"), NO),
        (Absent(), NO),
        (ListValue([]), UNSURE),
        (Unknown("open", parts=("re", OPEN)), UNSURE),
        (Unknown("open", parts=("no", OPEN)), NO),
    ],
)
def test_at_least_counts_the_level_and_those_above(value, expected):
    assert answer(reading(value).at_least("read")) is expected


def test_booleans_and_their_words_are_the_same():
    assert answer(reading(Known(True)).equals("TRUE")) is YES
    assert answer(reading(Known("false")).is_in(False)) is YES
    assert answer(reading(Known(False)).is_in(True)) is NO


def test_what_it_cannot_be_is_told_as_something_else():
    assert told(~reading(Unknown("open", parts=("no", OPEN))).equals("read")) == (YES, ["`level` is something else"])
    assert told(reading(OPEN).equals("read")) == (UNSURE, ["`level` cannot be told: nobody knows"])
    assert told(reading(OPEN).is_true()) == (UNSURE, ["`level` cannot be told: nobody knows"])
    assert told(reading(Absent()).equals("read")) == (NO, ["`level` is not set"])
    assert told(reading(ListValue([])).equals("read")) == (UNSURE, ["`level` is a list of 0"])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Known("x"), YES),
        (Known(""), NO),
        (Known(False), YES),
        (Absent(), NO),
        (MapValue({}), YES),
        (ListValue([]), NO),
        (ListValue([Absent()]), NO),
        (ListValue([Absent(), Known(1)]), YES),
        (ListValue([], open=True), UNSURE),
        (OPEN, UNSURE),
        (Unknown("open", present=True), YES),
    ],
)
def test_is_present(value, expected):
    assert answer(reading(value).is_present()) is expected
    assert answer(reading(value).is_absent()) is {YES: NO, NO: YES, UNSURE: UNSURE}[expected]


def test_presence_is_told():
    assert told(reading(OPEN).is_present()) == (UNSURE, ["whether `level` is set cannot be told: nobody knows"])
    assert told(reading(Unknown("open", present=True)).is_present()) == (YES, ["`level` is set"])
    assert told(reading(ListValue([], open=True)).is_present()) == (UNSURE, ["whether `level` is set cannot be told"])
    assert told(reading(Absent()).is_present()) == (NO, ["`level` is not set"])
    assert told(reading(MapValue({})).is_present()) == (YES, ["`level` is a map of 0"])


@pytest.mark.parametrize(
    ("value", "below", "above"),
    [
        (Known(6), YES, NO),
        (Known(7), NO, NO),
        (Known("7.5"), NO, YES),
        (Absent(), NO, NO),
        (Known(True), UNSURE, UNSURE),
        (Known("many"), UNSURE, UNSURE),
        (Known(10**400), UNSURE, UNSURE),
        (ListValue([]), UNSURE, UNSURE),
        (OPEN, UNSURE, UNSURE),
    ],
)
def test_numbers_are_compared(value, below, above):
    assert answer(reading(value).is_below(7)) is below
    assert answer(reading(value).is_above(7)) is above


@pytest.mark.parametrize(
    ("value", "expected"),
    [(Known("abc"), YES), (Known("ABC"), NO), (Absent(), NO), (ListValue([]), UNSURE), (OPEN, UNSURE)],
)
def test_texts_are_tested(value, expected):
    assert answer(reading(value).matches(str.islower)) is expected


def is_read(one):
    return one.equals("read")


@pytest.mark.parametrize(
    ("value", "some", "every"),
    [
        (Known("read"), YES, YES),
        (Known("none"), NO, NO),
        (ListValue([Known("none"), Known("read")]), YES, NO),
        (ListValue([Known("read"), Known("read")]), YES, YES),
        (ListValue([Known("none"), OPEN]), UNSURE, NO),
        (ListValue([Known("none")], open=True), UNSURE, NO),
        (ListValue([Known("read")], open=True), YES, UNSURE),
        (ListValue([Absent()]), NO, YES),
        (ListValue([]), NO, YES),
        (Absent(), NO, YES),
        (OPEN, UNSURE, UNSURE),
        (Unknown("open", parts=("no", OPEN)), NO, NO),
    ],
)
def test_elements_are_asked(value, some, every):
    assert answer(reading(value).any(is_read)) is some
    assert answer(reading(value).all(is_read)) is every


def test_elements_are_told():
    assert told(reading(OPEN).any(is_read)) == (UNSURE, ["`level` cannot be told: nobody knows"])
    assert told(reading(ListValue([], open=True)).any(is_read)) == (UNSURE, ["`level` may have more elements"])
    way = (Step("so"),)
    (fact,) = reading(ListValue([Known("none")], LINE, way, open=True)).any(is_read).outcome().facts
    assert fact == ("`level` may have more elements", LINE, way, "level", "")
    assert told(reading(Absent()).any(is_read)) == (NO, ["`level` is not set"])
    assert told(reading(ListValue([Absent()])).any(is_read)) == (NO, [])
    assert told(~reading(ListValue([])).any(is_read)) == (YES, ["`level` is empty"])
    assert told(reading(ListValue([Known("read")], LINE)).any(is_read)) == (YES, ['`level` is "read"'])


def test_an_element_from_elsewhere_is_told_where_the_list_stands():
    other = Place(Source("prod.tfvars", "read"), 0, 4)
    (fact,) = reading(ListValue([Known("read", other)], LINE)).any(is_read).outcome().facts
    assert (fact.place, fact.trail) == (LINE, (Step('it is "read"', other),))
    (fact,) = reading(ListValue([Known("read")], LINE)).any(is_read).outcome().facts
    assert fact.place == LINE
    lists = choose(Condition("var.x", True), ListValue([Known("read", other)], LINE), Known("none"))
    assert reading(lists).any(is_read).outcome().facts[0].place == other


def test_what_has_too_many_cases_cannot_be_told():
    cases = choose(Condition("var.x", True), Known("read", LINE), Known("none", LINE))
    reason = "it depends on more than 1 combinations of conditions: raise `conditions` in [limits]"
    one, listed = reading(cases), reading(ListValue([cases]))
    with limited(USUAL._replace(conditions=1)):
        for evidence in (one.is_true(), is_read(one), one.is_present(), one.any(is_read)):
            assert told(evidence) == (UNSURE, [reason])
        assert told(listed.any(is_read)) == (UNSURE, [f"`level` cannot be told: {reason}"])


def test_too_many_cases_of_what_is_asked_of_elements_cannot_be_told():
    def asked(one):
        level = "read" if answer(is_read(one)) is YES else "none"
        return Evidence(choose(Condition("earlier", level), yes("so").decision, no("not so").decision))

    cases = choose(Condition("var.x", True), Known("read"), Known("none"))
    with limited(USUAL._replace(conditions=3)):
        found = told(reading(ListValue([cases])).any(asked))
        # What is surely so of another element is so all the same.
        both = reading(ListValue([cases, Known("write")])).any(
            lambda one: yes("sure") if one.value == Known("write") else asked(one)
        )
    assert told(both) == (YES, ["sure"])
    assert found == (
        UNSURE, ["it depends on more than 3 combinations of conditions: raise `conditions` in [limits]"])  # fmt: skip


def test_an_element_knows_its_levels():
    assert answer(reading(ListValue([Known("write")])).any(lambda one: one.at_least("read"))) is YES


def test_further_down():
    below = reading(MapValue({"a": MapValue({"b": Known("x", LINE)}, LINE)}, LINE)).at("a.b")
    assert told(below.equals("x")) == (YES, ['`level.a.b` is "x"'])
    listed = reading(MapValue({"a": ListValue([MapValue({"b": Known("x")})])})).at("a[].b")
    assert listed.label == "level.a.b"
    assert answer(listed.any(lambda one: one.equals("x"))) is YES
