"""Functions that build and rearrange lists and maps. Elements keep their places; half-known ones stay so."""

from __future__ import annotations

from itertools import product

from foureyes.languages.terraform.functions.failure import Fault
from foureyes.languages.terraform.functions.graphemes import graphemes
from foureyes.languages.terraform.functions.number import whole
from foureyes.languages.terraform.functions.sets import identity, is_told
from foureyes.languages.terraform.functions.signature import Call, Library, Nullable, plainly
from foureyes.languages.terraform.functions.types import ANY, NUMBER, STRING, ListOf, MapOf, unify
from foureyes.model.decision import Choice
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value, lift

LIBRARY = Library()

MAX_PRODUCT = 100_000
"""Elements of a `setproduct` that are followed."""


def listed(call: Call, items: list[Value], *, open: bool = False) -> ListValue:
    """A list as the result of a call."""
    return ListValue(items, *call.circumstances(), open=open)


def mapped(call: Call, entries: dict[str, Value], *, open: bool = False) -> MapValue:
    """A map as the result of a call."""
    return MapValue(entries, *call.circumstances(), open=open)


def required_list(leaf: Leaf) -> ListValue:
    if not isinstance(leaf, ListValue):
        raise Fault("a list is required")
    return leaf


def required_map(leaf: Leaf) -> MapValue:
    if not isinstance(leaf, MapValue):
        raise Fault("a map or object is required")
    return leaf


@LIBRARY.raw("length", ANY)
def length(call: Call, value: Leaf) -> Value:
    if isinstance(value, Known):
        if not isinstance(value.scalar, str):
            raise Fault("a text, list or map is required")
        return call.value(len(graphemes(value.scalar)))
    if isinstance(value, ListValue):
        may_shrink = value.is_set and len(value.items) > 1 and not all(is_told(item) for item in value.items)
        return _count(call, len(value.items), value.open or may_shrink)
    if isinstance(value, MapValue):
        return _count(call, len(value.entries), value.open)
    return call.undecided()


def _count(call: Call, count: int, unsure: bool) -> Value:
    return call.unknown("the number of elements cannot be told", present=True) if unsure else call.value(count)


@LIBRARY.raw("concat", ANY, rest=ANY)
def concat(call: Call, *lists: Leaf) -> Value:
    items: list[Value] = []
    is_open = False
    if any(isinstance(one, ListValue) and one.is_set for one in lists):
        raise Fault("a set must be made a list first")
    for one in lists:
        if isinstance(one, Unknown):
            is_open = True
            continue
        items += required_list(one).items
        is_open = is_open or required_list(one).open
    if is_open and not items:
        return call.undecided()
    return listed(call, items, open=is_open)


@LIBRARY.raw("flatten", ANY)
def flatten(call: Call, value: Leaf) -> Value:
    if isinstance(value, Unknown):
        return call.undecided()
    items, is_open = _flat(required_list(value))
    return listed(call, items, open=is_open)


def _flat(value: ListValue) -> tuple[list[Value], bool]:
    items: list[Value] = []
    is_open = value.open
    for item in value.items:
        if isinstance(item, ListValue):
            inner, inner_open = _flat(item)
            items += inner
            is_open = is_open or inner_open
        elif isinstance(item, Choice):
            spread = _spread(item)
            items += spread[0]
            is_open = is_open or spread[1]
        elif isinstance(item, Unknown) and item.parts is None and item.document is None:
            items.append(item)
            is_open = is_open or not _is_scalar_for_sure(item)
        else:
            items.append(item)
    return items, is_open


def _is_scalar_for_sure(item: Unknown) -> bool:
    """Whether an unknown is no list that would be flattened. An id or name of a resource is none."""
    return any(reference.attribute in ("id", "arn", "name", "self_link") for reference in item.references)


def _spread(item: Choice[Leaf]) -> tuple[list[Value], bool]:
    """A conditional element: as it is if it never is a list, else its elements, absent where it is another list."""
    longest = 0
    lists = False
    is_open = False

    def look(leaf: Leaf) -> Leaf:
        nonlocal longest, lists, is_open
        if isinstance(leaf, ListValue):
            inner, inner_open = _flat(leaf)
            lists, longest, is_open = True, max(longest, len(inner)), is_open or inner_open
            is_open = is_open or any(isinstance(one, Choice) for one in inner)
        elif isinstance(leaf, Unknown):
            is_open = True
        return leaf

    lift(look, item)
    if not lists:
        return [item], is_open
    # How many elements there are depends on the condition, so an element may be null here where there is none.
    return [lift(lambda leaf, at=at: _nth(leaf, at), item) for at in range(longest)], True


def _nth(leaf: Leaf, at: int) -> Value:
    if isinstance(leaf, ListValue):
        items = _flat(leaf)[0]
        return items[at] if at < len(items) else Absent(leaf.place, leaf.trail)
    return leaf if at == 0 or isinstance(leaf, Unknown) else Absent(leaf.place, leaf.trail)


@LIBRARY.raw("distinct", ListOf(ANY))
def distinct(call: Call, value: Leaf) -> Value:
    if isinstance(value, Unknown):
        return call.undecided()
    items = required_list(value).items
    found: dict[str, Value] = {}
    for item in items:
        found.setdefault(identity(item), item)
    return listed(call, list(found.values()), open=required_list(value).open)


@LIBRARY.raw("reverse", ANY)
def reverse(call: Call, value: Leaf) -> Value:
    if isinstance(value, Unknown) or (isinstance(value, ListValue) and value.open):
        return call.undecided()
    return listed(call, list(required_list(value).items)[::-1])


@LIBRARY.raw("slice", ANY, NUMBER, NUMBER)
def slice_(call: Call, value: Leaf, start: Leaf, end: Leaf) -> Value:
    if not isinstance(start, Known) or not isinstance(end, Known) or isinstance(value, Unknown):
        return call.undecided()
    items = required_list(value)
    if items.is_set:
        raise Fault("a set has no order to slice by")
    first, behind = whole(start.scalar), whole(end.scalar)  # type: ignore[arg-type]
    if first < 0 or behind < first:
        raise Fault("the indexes lie outside of the list")
    if items.open:
        return call.undecided()
    if behind > len(items.items):
        raise Fault("the end index lies behind the list")
    return listed(call, list(items.items[first:behind]))


@LIBRARY.raw("chunklist", ListOf(ANY), NUMBER)
def chunklist(call: Call, value: Leaf, size: Leaf) -> Value:
    if not isinstance(size, Known) or not isinstance(value, ListValue) or value.open:
        return call.undecided()
    count = whole(size.scalar)  # type: ignore[arg-type]
    if count < 0:
        raise Fault("the size must not be negative")
    items = list(value.items)
    step = count or max(len(items), 1)
    return listed(call, [listed(call, items[at : at + step]) for at in range(0, len(items), step)])


@LIBRARY.raw("merge", rest=Nullable(ANY))
def merge(call: Call, *maps: Leaf) -> Value:
    entries: dict[str, Value] = {}
    is_open = False
    for one in maps:
        if isinstance(one, Unknown):
            entries = {key: _perhaps_replaced(value, one) for key, value in entries.items()}
            is_open = True
        elif not isinstance(one, Absent):
            if required_map(one).open:
                entries = {
                    key: value if key in required_map(one).entries else _perhaps_replaced(value, one)
                    for key, value in entries.items()
                }
            entries |= required_map(one).entries
            is_open = is_open or required_map(one).open
    if is_open and not entries:
        return call.undecided()
    return mapped(call, entries, open=is_open)


def _perhaps_replaced(value: Value, later: Leaf) -> Unknown:
    reason = later.reason if isinstance(later, Unknown) else "a map merged over it may replace it"
    place = value.place if isinstance(value, Leaf) else later.place
    return Unknown(reason, place, later.trail, later.references)


@LIBRARY.raw("keys", ANY)
def keys(call: Call, value: Leaf) -> Value:
    if isinstance(value, Unknown):
        return call.undecided()
    found = required_map(value)
    return listed(call, [Known(key, *call.circumstances()) for key in sorted(found.entries)], open=found.open)


@LIBRARY.raw("values", ANY)
def values(call: Call, value: Leaf) -> Value:
    if isinstance(value, Unknown):
        return call.undecided()
    found = required_map(value)
    return listed(call, [found.entries[key] for key in sorted(found.entries)], open=found.open)


@LIBRARY.raw("zipmap", ListOf(STRING), ANY)
def zipmap(call: Call, names: Leaf, values: Leaf) -> Value:
    if isinstance(names, Unknown) or isinstance(values, Unknown):
        return call.undecided()
    labels, found = required_list(names), required_list(values)
    if labels.open or found.open:
        return call.undecided()
    if len(labels.items) != len(found.items):
        raise Fault("there must be as many keys as values")
    entries: dict[str, Value] = {}
    is_open = False
    for label, item in zip(labels.items, found.items, strict=True):
        if isinstance(label, Known):
            entries[str(label.scalar)] = item
        elif isinstance(label, Absent):
            raise Fault("a key is null")
        else:
            is_open = True
    if is_open:
        cause = Unknown("a key that cannot be told may be the same")
        entries = {key: _perhaps_replaced(item, cause) for key, item in entries.items()}
    return mapped(call, entries, open=is_open)


@LIBRARY.raw("transpose", MapOf(ListOf(STRING)))
def transpose(call: Call, value: Leaf) -> Value:
    def transposed(data: dict[str, list[str | None]]) -> dict[str, list[str]]:
        made: dict[str, list[str]] = {}
        for key in sorted(data):
            for item in data[key]:
                if item is None:
                    raise Fault("a value is null")
                made.setdefault(item, []).append(key)
        return {key: sorted(made[key]) for key in sorted(made)}

    return plainly(transposed, call)


@LIBRARY.raw("setproduct", rest=ANY)
def setproduct(call: Call, *given: Leaf) -> Value:
    if len(given) < 2:
        raise Fault("at least two sets are needed")
    if any(isinstance(one, Unknown) or required_list(one).open for one in given):
        return call.undecided()
    columns = [unify(list(required_list(one).items)) for one in given]
    count = 1
    for column in columns:
        count *= len(column)
    if count > MAX_PRODUCT:
        return call.unknown("it has too many elements to be followed")
    rows = [listed(call, list(row)) for row in product(*columns)]
    is_set = all(required_list(one).is_set for one in given)
    return ListValue(rows, *call.circumstances(), is_set=is_set)
