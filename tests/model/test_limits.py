"""Limits in force, and what is said where one is reached."""

import sys

import pytest

from foureyes.model.limits import (
    FRAMES,
    UNBOUNDED,
    USUAL,
    Reached,
    bounds,
    limited,
    limits,
    limits_from,
    reach,
    too_many_conditions,
)
from foureyes.model.place import Place, Source

HERE = Place(Source("main.tf", "a"), 0, 1)


def test_limits_hold_inside_of_a_block_only():
    stack = sys.getrecursionlimit()
    deep = USUAL._replace(nesting=900)
    with limited(deep) as outer:
        assert limits() is deep
        assert sys.getrecursionlimit() == max(stack, 900 * FRAMES)
        with limited(USUAL) as inner:
            assert limits() is USUAL
            for place in (None, HERE, HERE):
                reach("modules", "too much", place)
        assert limits() is deep
    assert limits() is USUAL
    assert sys.getrecursionlimit() == stack
    told = "raise `modules` in [limits]"
    assert list(inner) == [Reached("too much", None, told), Reached("too much", HERE, told)]
    assert not outer


def test_there_is_room_on_the_stack_for_the_usual_nesting():
    with limited(USUAL):
        assert sys.getrecursionlimit() >= USUAL.nesting * FRAMES


def test_what_is_reached_outside_is_said_and_not_noted():
    assert reach("modules", "too much", None) == "too much: raise `modules` in [limits]"


def test_the_number_of_conditions_is_told():
    with limited(USUAL._replace(conditions=12_345)):
        assert too_many_conditions() == (
            "it depends on more than 12,345 combinations of conditions: raise `conditions` in [limits]"
        )


@pytest.mark.parametrize(
    ("name", "expected"),
    [("seconds", (0, UNBOUNDED)), ("nesting", (1, 1_000)), ("modules", (1, UNBOUNDED))],
)
def test_bounds(name, expected):
    assert bounds(name) == expected


def test_limits_are_whole_numbers_but_for_sizes_and_time():
    found = limits_from({"file_size": 1.5, "seconds": 0.5, "modules": 7.0})
    assert found == USUAL._replace(file_size=1_500_000, seconds=0.5, modules=7)
    assert isinstance(found.modules, int)
    assert isinstance(limits_from({"file_size": 2.0}).file_size, int)
    assert limits_from({}) == USUAL
