"""Records behave as data classes do."""

from __future__ import annotations

import pytest

from foureyes.model.record import Record, field, replace


class Pair(Record):
    left: int
    right: str = "r"
    more: list[int] = field(factory=list)


def test_fields_by_position_name_and_default() -> None:
    pair = Pair(1, more=[2])
    assert (pair.left, pair.right, pair.more) == (1, "r", [2])


def test_made_defaults_are_not_shared() -> None:
    one, other = Pair(1), Pair(1)
    one.more.append(3)
    assert other.more == []


def test_equality_is_that_of_class_and_fields() -> None:
    class Other(Record):
        left: int
        right: str = "r"
        more: list[int] = field(factory=list)

    assert Pair(1) == Pair(1)
    assert Pair(1) != Pair(2)
    assert Pair(1) != Other(1)


def test_a_copy_with_changes_leaves_the_first_alone() -> None:
    pair = Pair(1)
    assert replace(pair, right="x") == Pair(1, "x")
    assert pair == Pair(1)


def test_it_tells_its_fields() -> None:
    assert repr(Pair(1)) == "Pair(left=1, right='r', more=[])"


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), ((1, "r", [], 4), {}), ((1,), {"left": 2}), ((1,), {"wrong": 2})]
)
def test_wrong_fields_are_refused(given: tuple[object, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Pair(*given, **named)
    with pytest.raises(TypeError):
        replace(Pair(1), wrong=1)


@pytest.mark.parametrize(
    ("given", "named", "told"),
    [
        ((), {}, "Pair needs left"),
        ((1, "r", [], 4), {}, "Pair has 3 fields, 4 were given"),
        ((1,), {"left": 2}, "Pair has no field left, or was given it twice"),
    ],
)
def test_what_is_wrong_is_told(given: tuple[object, ...], named: dict[str, object], told: str) -> None:
    with pytest.raises(TypeError, match=f"^{told}$"):
        Pair(*given, **named)


def test_a_class_may_be_made_anywhere() -> None:
    class Late(Record):
        one: int
        many: dict[str, int] = field(factory=dict)

    first, second = Late(1), Late(1)
    first.many["a"] = 2
    assert (first.many, second.many) == ({"a": 2}, {})


def test_there_are_no_other_attributes_and_no_hash() -> None:
    with pytest.raises(AttributeError):
        Pair(1).other = 2  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        hash(Pair(1))
