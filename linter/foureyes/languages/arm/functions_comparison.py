"""Comparisons. Texts are equal only with the same case; their order is that of words, not of codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from typing import Any

from foureyes.languages.arm.canonical import canonical
from foureyes.languages.arm.invocation import Fault, Invocation, NotKnown, builtin, native, pure
from foureyes.model.decision import choose
from foureyes.model.value import Absent, Condition, Known, Leaf, ListValue, MapValue, Unknown, Value, equal

_PLAIN = re.compile(r"[A-Za-z0-9]*").fullmatch


def same(left: Any, right: Any) -> bool:
    """Deep equality of plain data: 1 is 1.0, but neither true nor '1'."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(one, right[key]) for key, one in left.items())
    return bool(left == right)


def likeness(data: Any) -> Hashable:
    """What plain data share if, and only if, they are the same."""
    if isinstance(data, list):
        return "list", tuple(map(likeness, data))
    if isinstance(data, dict):
        return "object", frozenset((key, likeness(one)) for key, one in data.items())
    return isinstance(data, bool), data


def equality(left: Leaf, right: Leaf, call: Invocation) -> Value:
    """Whether two leaves are equal, as far as can be told."""
    null = next((one for one in (left, right) if isinstance(one, Absent)), None)
    other = right if null is left else left
    if null is not None and isinstance(other, Unknown):
        return _is_null(other, call)
    if isinstance(left, ListValue | MapValue) or isinstance(right, ListValue | MapValue):
        return _structures(left, right, call)
    if call.secret and any(isinstance(one, Unknown) and not one.secret for one in (left, right)):
        return call.unknown()  # a condition would tell the secret
    result = equal(left, right)
    if isinstance(result, Known):
        return result.replace(place=call.place)  # type: ignore[no-any-return]
    if isinstance(result, Unknown):
        return call.unknown()
    return result


def _is_null(leaf: Unknown, call: Invocation) -> Value:
    if leaf.present:
        return Known(False, call.place, call.trail)
    if leaf.subject is None:
        return call.unknown()
    yes, no = (Known(one, call.place, call.trail) for one in (True, False))
    return choose(Condition(leaf.subject, None), yes, no)


def _structures(left: Leaf, right: Leaf, call: Invocation) -> Value:
    try:
        return Known(same(native(left), native(right)), call.place, call.trail)
    except NotKnown:
        pass
    texts = canonical(left), canonical(right)
    if texts[0] is not None and texts[0] == texts[1]:
        return Known(True, call.place, call.trail)
    if _surely_differ(left, right):
        return Known(False, call.place, call.trail)
    return call.unknown()


def _surely_differ(left: Leaf, right: Leaf) -> bool:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return False
    if isinstance(left, ListValue) and isinstance(right, ListValue):
        return len(left.items) != len(right.items) and not left.open and not right.open
    return not (isinstance(left, MapValue) and isinstance(right, MapValue))


@builtin("equals", 2)
def equals(call: Invocation) -> Value:
    return equality(call.leaves[0], call.leaves[1], call)


def _word_order(text: str) -> tuple[str, str]:
    """A sort key: by letters first, small before capital letters where those are the same."""
    return text.lower(), text.swapcase()


def in_order(left: Any, right: Any) -> int:
    """Negative, zero or positive as left is before, at or after right."""
    if isinstance(left, str) and isinstance(right, str):
        if left == right:
            return 0
        if not _PLAIN(left) or not _PLAIN(right):
            raise Fault("the order of such texts is not told")
        return -1 if _word_order(left) < _word_order(right) else 1
    for one in (left, right):
        if isinstance(one, bool) or not isinstance(one, int | float):
            raise Fault("two numbers or two texts are expected")
    return int(left > right) - int(left < right)


def _ordering(name: str, wanted: Callable[[int], bool]) -> None:
    def compare(left: Any, right: Any) -> bool:
        return wanted(in_order(left, right))

    pure(name, 2)(compare)


_ordering("less", lambda order: order < 0)
_ordering("lessOrEquals", lambda order: order <= 0)
_ordering("greater", lambda order: order > 0)
_ordering("greaterOrEquals", lambda order: order >= 0)
