"""Functions of objects, and the unions and intersections of lists and objects."""

from __future__ import annotations

from typing import Any

from foureyes.languages.arm.canonical import canonical
from foureyes.languages.arm.functions_array import distinct, listed
from foureyes.languages.arm.functions_comparison import likeness, same
from foureyes.languages.arm.invocation import (
    MANY,
    TOO_LONG,
    Fault,
    Invocation,
    NotKnown,
    as_text,
    builtin,
    is_text,
    native,
)
from foureyes.model.place import Place
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value, lift

MAX_OBJECTS = 2_000
"""Objects that are laid over each other at once. An expression of a template has at most 24,576 letters."""


class _Spelling:
    """How an object spells its keys, whose case does not matter."""

    def __init__(self, entries: dict[str, Value]) -> None:
        self.entries = entries
        self._folded: dict[str, str] | None = None

    def __call__(self, key: str) -> str:
        """The key as the object has it, or gets it now."""
        if key in self.entries:
            return key
        if self._folded is None:
            self._folded = {}
            for one in self.entries:
                self._folded.setdefault(one.lower(), one)
        return self._folded.setdefault(key.lower(), key)


def overlaid(base: MapValue, over: Leaf, place: Place) -> MapValue:
    """The entries of `over` on those of `base`, not merged deeper. What is unknown may replace any of them."""
    if isinstance(over, Absent):
        return base
    if not isinstance(over, MapValue):
        return _doubtful(base, over, place)
    entries = dict(base.entries)
    if over.open:
        entries = dict(_doubtful(base, over, place).entries)
    spelled = _Spelling(entries)
    for key, value in over.entries.items():
        entries[spelled(key)] = value
    return MapValue(entries, place, base.trail, open=base.open or over.open)


def _doubtful(base: MapValue, over: Leaf, place: Place) -> MapValue:
    reason = over.reason if isinstance(over, Unknown) else "an object laid over it is not known in whole"
    entries: dict[str, Value] = {key: Unknown(reason, place, over.trail) for key in base.entries}
    return MapValue(entries, place, base.trail, open=True)


def deeply(base: Value, over: Value, place: Place) -> Value:
    """The union of two values at the same key: objects merged, anything else replaced."""

    def merge(left: Leaf, right: Leaf) -> Value:
        if isinstance(left, MapValue) and isinstance(right, MapValue):
            return merged(left, right, place)
        if isinstance(right, Absent) and not isinstance(left, Absent):
            return Unknown("whether null replaces a value in a union is not told", place, right.trail)
        if isinstance(right, Unknown) and not right.present and isinstance(left, MapValue):
            return Unknown(right.reason, place, right.trail)
        return right

    return lift(merge, base, over)


def merged(base: MapValue, over: MapValue, place: Place) -> MapValue:
    entries = dict(base.entries)
    if over.open:
        entries = dict(_doubtful(base, over, place).entries)
    spelled = _Spelling(entries)
    for key, value in over.entries.items():
        own = spelled(key)
        entries[own] = deeply(entries[own], value, place) if own in base.entries else value
    return MapValue(entries, place, (*base.trail, *over.trail)[:12], open=base.open or over.open)


@builtin("union", 1, MANY)
def union(call: Invocation) -> Value:
    """Lists without doubles, objects merged in depth."""
    leaves = call.leaves
    if any(isinstance(leaf, ListValue) for leaf in leaves):
        return _union_of_lists(call)
    if not any(isinstance(leaf, MapValue) for leaf in leaves):
        return call.unknown()
    if len(leaves) > MAX_OBJECTS:
        raise Fault(TOO_LONG)
    result = MapValue({}, call.place)
    for leaf in leaves:
        if isinstance(leaf, MapValue):
            result = merged(result, leaf, call.place)
        elif isinstance(leaf, Unknown):
            result = _doubtful(result, leaf, call.place)
        else:
            raise Fault("only objects can be united with objects")
    return MapValue(result.entries, call.place, call.trail, call.references, call.secret, open=result.open)


def _union_of_lists(call: Invocation) -> Value:
    items: list[Value] = []
    texts: set[str] = set()
    unsure, all_plain = False, True
    for leaf in call.leaves:
        if not isinstance(leaf, ListValue | Unknown):
            raise Fault("only lists can be united with lists")
        unsure = unsure or not isinstance(leaf, ListValue) or leaf.open
        for item in leaf.items if isinstance(leaf, ListValue) else ():
            text = canonical(item)
            if text is not None and text in texts:
                continue
            # What cannot be compared may be a double: how many there are is then open.
            plain = _plain(item)
            unsure = unsure or (bool(items) and not plain) or (plain and not all_plain)
            all_plain = all_plain and plain
            items.append(item)
            if text is not None:
                texts.add(text)
    return listed(items, call, unsure)


def _plain(item: Value) -> bool:
    try:
        native(item)
    except NotKnown:
        return False
    return True


@builtin("intersection", 1, MANY)
def intersection(call: Invocation) -> Value:
    try:
        data = [native(leaf) for leaf in call.leaves]
    except NotKnown:
        return call.unknown()
    result = data[0]
    for other in data[1:]:
        result = _common(result, other)
    return call.value(distinct(result) if isinstance(result, list) else result)


def _common(left: Any, right: Any) -> Any:
    if isinstance(left, list) and isinstance(right, list):
        others = set(map(likeness, right))
        return [item for item in left if likeness(item) in others]
    if isinstance(left, dict) and isinstance(right, dict):
        return {key: one for key, one in left.items() if key in right and same(one, right[key])}
    raise Fault("lists, or objects, are expected")


@builtin("shallowMerge", 1)
def shallow_merge(call: Invocation) -> Value:
    (leaf,) = call.leaves
    if isinstance(leaf, Unknown):
        return call.unknown()
    if not isinstance(leaf, ListValue):
        raise Fault("a list of objects is expected")
    if len(leaf.items) > MAX_OBJECTS:
        raise Fault(TOO_LONG)

    def build(*objects: Leaf) -> Value:
        result = MapValue({}, call.place, open=leaf.open)
        for one in objects:
            result = overlaid(result, one, call.place)
        return result

    return lift(build, *leaf.items)


@builtin("createObject", 0, MANY)
def create_object(call: Invocation) -> Value:
    if len(call.leaves) % 2:
        raise Fault("a key has no value")
    entries: dict[str, Value] = {}
    unsure = False
    for key, value in zip(call.leaves[::2], call.leaves[1::2], strict=True):
        if is_text(key):
            entries[as_text(key)] = value
        elif isinstance(key, Unknown):
            unsure = True
        else:
            raise Fault("a key is no text")
    return MapValue(entries, call.place, call.trail, open=unsure)


def _sorted_entries(leaf: MapValue) -> list[tuple[str, Value]]:
    return sorted(leaf.entries.items(), key=lambda entry: (entry[0].lower(), entry[0]))


@builtin("items", 1)
def items(call: Invocation) -> Value:
    """`{key, value}` of each entry, by key."""
    (leaf,) = call.leaves
    if isinstance(leaf, Unknown):
        return call.unknown()
    if not isinstance(leaf, MapValue):
        raise Fault("an object is expected")
    made = [
        MapValue({"key": Known(key, call.place), "value": value}, call.place) for key, value in _sorted_entries(leaf)
    ]
    return listed(made, call, leaf.open)


@builtin("objectKeys", 1)
def object_keys(call: Invocation) -> Value:
    (leaf,) = call.leaves
    if isinstance(leaf, Unknown):
        return call.unknown()
    if not isinstance(leaf, MapValue):
        raise Fault("an object is expected")
    return listed([Known(key, call.place) for key, _ in _sorted_entries(leaf)], call, leaf.open)
