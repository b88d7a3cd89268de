"""Plain data alike: what tells doubles apart says the same as comparing two by two, whatever the data."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from foureyes.languages.arm.functions_array import distinct
from foureyes.languages.arm.functions_comparison import likeness, same

SCALARS = st.sampled_from([None, True, False, 0, 1, 1.0, 2, "", "1", "a", "A", "true"])
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abA"), inner, max_size=3)
)


@given(DATA, DATA)
def test_likeness_is_equality(left: Any, right: Any) -> None:
    assert (likeness(left) == likeness(right)) == same(left, right)


@given(st.lists(DATA, max_size=8))
def test_of_doubles_the_first_is_kept(items: list[Any]) -> None:
    kept = distinct(items)
    firsts = [one for at, one in enumerate(items) if not any(same(one, before) for before in items[:at])]
    assert len(kept) == len(firsts)
    assert all(type(one) is type(other) and same(one, other) for one, other in zip(kept, firsts, strict=True))
