"""Marks of values: the same for what does the same."""

import re
from itertools import combinations

from foureyes.model.decision import Condition, choose
from foureyes.model.imprint import imprint
from foureyes.model.place import Place, Source
from foureyes.model.value import Absent, Known, ListValue, MapValue, Reference, Step, Unknown

HERE = Place(Source("main.tf", "a"), 0, 1)
OPEN = Unknown("nobody knows")
DIFFERENT = [
    Known("a"),
    Known("b"),
    Known(1),
    Known("1"),
    Known(True),
    Absent(),
    ListValue([]),
    ListValue([], open=True),
    ListValue([Known("a")]),
    ListValue([Known("a"), Known("b")]),
    ListValue([Known("b"), Known("a")]),
    ListValue([ListValue([Known("a")]), Known("b")]),
    MapValue({}),
    MapValue({}, open=True),
    MapValue({"a": Known("a")}),
    MapValue({"a": Known("b")}),
    MapValue({"b": Known("a")}),
    MapValue({"a": Known("a"), "b": Known("b")}),
    MapValue({"a": Known("b"), "b": Known("a")}),
    OPEN,
    Unknown("?", subject="var.x"),
    Unknown("?", subject="var.y"),
    Unknown("?", parts=("a", OPEN)),
    Unknown("?", parts=("b", OPEN)),
    Unknown("?", parts=(OPEN, "a")),
    Unknown("?", document=MapValue({"a": Known("a")})),
    Unknown("?", document=MapValue({"a": Known("b")})),
    choose(Condition("var.x", "a"), Known(1), Known(2)),
    choose(Condition("var.x", "a"), Known(2), Known(1)),
    choose(Condition("var.x", "b"), Known(1), Known(2)),
]


def test_what_differs_has_another_mark():
    for one, other in combinations(DIFFERENT, 2):
        assert imprint(one) != imprint(other)


def test_what_stands_beside_a_collection_counts():
    cases = choose(Condition("var.x", "a"), Known(1), Known(2))
    for first in (cases, ListValue([Known(1)]), MapValue({"a": Known(1)}), Unknown("?", parts=("a", OPEN))):
        assert imprint(ListValue([first, Known("a")])) != imprint(ListValue([first, Known("b")]))


def test_a_mark_is_short():
    assert re.fullmatch("[0-9a-f]{12}", imprint(MapValue({"a": Known("a" * 999)})))


def test_what_is_the_same_has_the_same_mark_wherever_it_comes_from():
    assert imprint(Known("a", HERE, (Step("so"),), (Reference("b"),), True)) == imprint(Known("a"))
    assert imprint(Unknown("why", HERE, subject="var.x")) == imprint(Unknown("?", subject="var.x"))
    one, other = {"a": Known(1), "b": Known(2)}, {"b": Known(2), "a": Known(1)}
    assert imprint(MapValue(one)) == imprint(MapValue(other))


def test_what_only_says_how_something_is_called_does_not_count():
    def described(text):
        return MapValue({"a": ListValue([MapValue({"b": Known(1), "Tags": Known(text)})]), "description": Known(text),
                         "labels": Known(text)})  # fmt: skip

    assert imprint(described("one")) == imprint(described("two"))
    assert imprint(described("one")) == imprint(MapValue({"a": ListValue([MapValue({"b": Known(1)})])}))


def test_odd_letters_have_a_mark_too():
    assert imprint(Known("\ud800")) != imprint(Known("\ud801"))
