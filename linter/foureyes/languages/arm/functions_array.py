"""Functions of lists, and those that lists share with texts and objects."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from foureyes.languages.arm.access import at_key
from foureyes.languages.arm.functions_comparison import equality, likeness, same
from foureyes.languages.arm.functions_logical import disjunction
from foureyes.languages.arm.invocation import (
    MANY,
    MAX_ITEMS,
    TOO_LONG,
    Fault,
    Invocation,
    NotKnown,
    as_text,
    builtin,
    is_number,
    is_text,
    native,
    pure,
)
from foureyes.model.value import Absent, Leaf, ListValue, MapValue, Unknown, Value, lift


def listed(items: Any, call: Invocation, unsure: bool = False) -> ListValue:
    return ListValue(items, call.place, call.trail, call.references, call.secret, open=unsure)


def number_of(leaf: Leaf) -> int:
    if not is_number(leaf):
        raise Fault("a whole number is expected")
    return int(leaf.scalar)  # type: ignore[attr-defined]  # it is Known


@builtin("createArray", 0, MANY)
def create_array(call: Invocation) -> Value:
    return listed(call.leaves, call)


@builtin("array", 1)
def array(call: Invocation) -> Value:
    (leaf,) = call.leaves
    if isinstance(leaf, Unknown):
        return call.unknown()
    return leaf if isinstance(leaf, ListValue) else listed([leaf], call)


@builtin("length", 1)
def length(call: Invocation) -> Value:
    (leaf,) = call.leaves
    if isinstance(leaf, Unknown) or getattr(leaf, "open", False):
        return call.unknown()
    if isinstance(leaf, ListValue):
        return call.value(len(leaf.items))
    if isinstance(leaf, MapValue):
        return call.value(len(leaf.entries))
    return call.value(len(as_text(leaf)))


@builtin("empty", 1)
def empty(call: Invocation) -> Value:
    """Null is empty too."""
    (leaf,) = call.leaves
    if isinstance(leaf, Absent):
        return call.value(True)
    if isinstance(leaf, Unknown):
        some = leaf.parts is not None and any(isinstance(part, str) and part for part in leaf.parts)
        return call.value(False) if some else call.unknown()
    if isinstance(leaf, ListValue | MapValue):
        some = bool(leaf.items if isinstance(leaf, ListValue) else leaf.entries)
        return call.unknown() if leaf.open and not some else call.value(not some)
    return call.value(as_text(leaf) == "")


@builtin("contains", 2)
def contains(call: Invocation) -> Value:
    """An element of a list, a key of an object (whatever its case), a part of a text."""
    container, item = call.leaves
    pieces = container.parts or () if isinstance(container, Unknown) and is_text(item) else ()
    if any(isinstance(piece, str) and as_text(item) in piece for piece in pieces):
        return call.value(True)
    if isinstance(container, Unknown) or (isinstance(item, Unknown) and not isinstance(container, ListValue)):
        return call.unknown()
    if isinstance(container, MapValue):
        return _has_key(container, as_text(item), call)
    if isinstance(container, ListValue):
        return _has_item(container, item, call)
    if is_number(item):
        return call.value(str(number_of(item)) in as_text(container))
    return call.value(as_text(item) in as_text(container))


def _has_key(container: MapValue, key: str, call: Invocation) -> Value:
    found = next((one for name, one in container.entries.items() if name.lower() == key.lower()), None)
    if found is None:
        return call.unknown() if container.open else call.value(False)
    if isinstance(found, Unknown) and container.open and not found.present:
        return call.unknown()
    return call.value(True)


def _has_item(container: ListValue, item: Leaf, call: Invocation) -> Value:
    try:
        if not container.open:
            wanted, data = native(item), native(container)
            return call.value(any(same(one, wanted) for one in data))
    except NotKnown:
        pass
    answers = [lift(lambda one: equality(one, item, call), one) for one in container.items]
    if container.open:
        answers.append(call.unknown())
    if not answers:
        return call.value(False)

    def joined(*leaves: Leaf) -> Value:
        return disjunction(Invocation("or", call.place, leaves, call.env))

    return lift(joined, *answers)


def _edge(call: Invocation, at: int) -> Value:
    (leaf,) = call.leaves
    if isinstance(leaf, Unknown) or getattr(leaf, "open", False):
        if isinstance(leaf, Unknown) and leaf.parts and isinstance(leaf.parts[at], str) and leaf.parts[at]:
            return call.value(leaf.parts[at][at])  # type: ignore[index]  # it is a text
        return call.unknown(present=False)
    if isinstance(leaf, ListValue):
        return leaf.items[at] if leaf.items else Absent(call.place, call.trail)
    return call.value(as_text(leaf)[at:][:1])


@builtin("first", 1)
def first(call: Invocation) -> Value:
    return _edge(call, 0)


@builtin("last", 1)
def last(call: Invocation) -> Value:
    return _edge(call, -1)


def _part(call: Invocation, kept: slice) -> Value:
    leaf = call.leaves[0]
    if isinstance(leaf, Unknown) or getattr(leaf, "open", False):
        return call.unknown(references=leaf.references)
    if isinstance(leaf, ListValue):
        return listed(leaf.items[kept], call)
    return call.value(as_text(leaf)[kept])


@builtin("take", 2)
def take(call: Invocation) -> Value:
    leaf, count = call.leaves
    if isinstance(count, Unknown):
        return call.unknown()
    wanted = max(0, number_of(count))
    if isinstance(leaf, Unknown) and leaf.parts and isinstance(leaf.parts[0], str) and wanted <= len(leaf.parts[0]):
        return call.value(leaf.parts[0][:wanted])
    return _part(call, slice(0, wanted))


@builtin("skip", 2)
def skip(call: Invocation) -> Value:
    if isinstance(call.leaves[1], Unknown):
        return call.unknown()
    return _part(call, slice(max(0, number_of(call.leaves[1])), None))


@builtin("flatten", 1)
def flatten(call: Invocation) -> Value:
    """Lists in a list become one list; lists that are unknown leave it open."""
    (leaf,) = call.leaves
    if isinstance(leaf, Unknown):
        return call.unknown()
    if not isinstance(leaf, ListValue):
        raise Fault("a list is expected")

    def build(*inner: Leaf) -> Value:
        if any(not isinstance(one, ListValue | Unknown) for one in inner):
            raise Fault("a list of lists is expected")
        unsure = leaf.open or any(not isinstance(one, ListValue) or one.open for one in inner)
        if sum(len(one.items) for one in inner if isinstance(one, ListValue)) > MAX_ITEMS:
            raise Fault(TOO_LONG)
        return listed([item for one in inner if isinstance(one, ListValue) for item in one.items], call, unsure)

    return lift(build, *leaf.items)


@pure("distinct", 1)
def distinct(items: list[Any]) -> list[Any]:
    kept: dict[Hashable, Any] = {}
    for item in items:
        kept.setdefault(likeness(item), item)
    return list(kept.values())


def _position(container: Any, item: Any, backwards: bool) -> int:
    """Of a text, whatever its case; of a list, the equal element."""
    if isinstance(container, str):
        if not isinstance(item, str):
            raise Fault("a text is looked for in a text")
        folded, wanted = container.lower(), item.lower()
        return folded.rfind(wanted) if backwards else folded.find(wanted)
    found = [at for at, one in enumerate(container) if same(one, item)]
    return (found[-1] if backwards else found[0]) if found else -1


@pure("indexOf", 2)
def index_of(container: Any, item: Any) -> int:
    return _position(container, item, backwards=False)


@pure("lastIndexOf", 2)
def last_index_of(container: Any, item: Any) -> int:
    return _position(container, item, backwards=True)


@builtin("indexFromEnd", 2)
def index_from_end(call: Invocation) -> Value:
    return at_key(call.leaves[0], call.leaves[1], call.env, call.place, from_end=True)


@builtin("tryIndexFromEnd", 2, MANY)
def try_index_from_end(call: Invocation) -> Value:
    value = at_key(call.leaves[0], call.leaves[1], call.env, call.place, safe=True, from_end=True)
    return _followed(value, call.leaves[2:], call)


@builtin("tryGet", 2, MANY)
def try_get(call: Invocation) -> Value:
    return _followed(call.leaves[0], call.leaves[1:], call)


def _followed(value: Value, keys: tuple[Leaf, ...], call: Invocation) -> Value:
    """Key after key; null from where there is nothing."""
    for key in keys:
        value = at_key(value, key, call.env, call.place, safe=True)
    return value


@builtin("any", 1)
def anything(call: Invocation) -> Value:
    return call.leaves[0]
