"""Functions that pick from or ask about collections."""

from __future__ import annotations

from foureyes.languages.terraform.functions.collections import required_list, required_map
from foureyes.languages.terraform.functions.failure import Failure, Fault, Untellable
from foureyes.languages.terraform.functions.number import add, whole
from foureyes.languages.terraform.functions.sets import identity, is_told
from foureyes.languages.terraform.functions.signature import Call, Library, Nullable, plainly
from foureyes.languages.terraform.functions.types import ANY, BOOL, NUMBER, STRING, ListOf, convert_leaf, unify
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value, equal, lift

LIBRARY = Library()


@LIBRARY.raw("element", ANY, NUMBER)
def element(call: Call, value: Leaf, index: Leaf) -> Value:
    if isinstance(value, Unknown):
        return call.undecided()
    items = required_list(value)
    if items.is_set:
        raise Fault("a set has no order")
    if not isinstance(index, Known):
        return call.undecided()
    at = whole(index.scalar)  # type: ignore[arg-type]
    if items.open:
        return call.undecided()
    if not items.items:
        raise Fault("the list is empty")
    if at < 0 and at % len(items.items):
        raise Untellable("a negative index works in a list but not in a tuple, and which it is cannot be told")
    return items.items[at % len(items.items)]


@LIBRARY.raw("lookup", ANY, STRING, rest=Nullable(ANY))
def lookup(call: Call, value: Leaf, key: Leaf, *default: Leaf) -> Value:
    if len(default) > 1:
        raise Fault("there can be one default")
    if isinstance(value, Unknown) or not isinstance(key, Known):
        return call.undecided()
    found = required_map(value)
    name = str(key.scalar)
    if name in found.entries:
        return found.entries[name]
    if found.open:
        return call.unknown(f"whether there is a “{name}” cannot be told")
    if not default:
        raise Fault(f"there is no “{name}”")
    return default[0]


@LIBRARY.raw("one", ANY)
def one(call: Call, value: Leaf) -> Value:
    if isinstance(value, Unknown):
        return call.undecided()
    items = required_list(value)
    if items.open or (items.is_set and len(items.items) > 1 and not all(is_told(item) for item in items.items)):
        return call.unknown("the number of elements cannot be told")
    if len(items.items) > 1:
        raise Fault("there is more than one element")
    return items.items[0] if items.items else Absent(*call.circumstances())


@LIBRARY.raw("contains", ANY, ANY)
def contains(call: Call, value: Leaf, wanted: Leaf) -> Value:
    if isinstance(value, Unknown):
        return call.undecided()
    items = required_list(value)
    answers: list[Value] = []
    for item in items.items:
        if not isinstance(item, Known) or not isinstance(wanted, Known):
            answers.append(_same(item, wanted))
        elif item.scalar == wanted.scalar and isinstance(item.scalar, bool) == isinstance(wanted.scalar, bool):
            secret = value.secret or item.secret or wanted.secret
            return Known(True, call.context.place, item.trail + wanted.trail, secret=secret)
    if items.open:
        answers.append(call.undecided())
    return lift(lambda leaf: leaf.replace(place=call.context.place), _any(call, answers))


def _same(item: Value, wanted: Leaf) -> Value:
    if isinstance(wanted, ListValue | MapValue) or (isinstance(item, ListValue | MapValue)):
        if is_told(item) and is_told(wanted):
            return Known(identity(item) == identity(wanted))
        return Unknown("a comparison of structures is not followed", present=True)
    return equal(item, wanted)


def _any(call: Call, answers: list[Value]) -> Value:
    """Whether one of the answers is true; asked one after the other, so that their conditions meet."""
    result: Value = call.value(False)
    for answer in answers:
        result = lift(lambda left, right: _or(left, right, call), result, answer)
    return result


def _or(left: Leaf, right: Leaf, call: Call) -> Leaf:
    for leaf in (left, right):
        if isinstance(leaf, Known) and leaf.scalar is True:
            return leaf
    for leaf in (left, right):
        if isinstance(leaf, Unknown):
            return leaf
    return left


def _not(leaf: Leaf) -> Leaf:
    if isinstance(leaf, Known):
        return Known(not leaf.scalar, leaf.place, leaf.trail, leaf.references, leaf.secret)
    return leaf


@LIBRARY.raw("anytrue", ListOf(BOOL))
def anytrue(call: Call, value: Leaf) -> Value:
    if isinstance(value, Unknown):
        return call.undecided()
    items = required_list(value)
    answers: list[Value] = [*items.items, *([call.undecided()] if items.open else [])]
    return _any(call, [lift(_null_is_false, one) for one in answers])


@LIBRARY.raw("alltrue", ListOf(BOOL))
def alltrue(call: Call, value: Leaf) -> Value:
    if isinstance(value, Unknown):
        return call.undecided()
    items = required_list(value)
    answers: list[Value] = [*items.items, *([call.undecided()] if items.open else [])]
    return lift(_not, _any(call, [lift(lambda leaf: _not(_null_is_false(leaf)), one) for one in answers]))


def _null_is_false(leaf: Leaf) -> Leaf:
    return Known(False, leaf.place, leaf.trail) if isinstance(leaf, Absent) else leaf


@LIBRARY.raw("index", ANY, ANY)
def index(call: Call, value: Leaf, wanted: Leaf) -> Value:
    if isinstance(value, Unknown):
        return call.undecided()
    items = required_list(value)
    if items.is_set or (not items.items and not items.open):
        raise Fault("an empty list or a set has no index" if items.is_set else "the list is empty")
    if not is_told(wanted) or items.open:
        return call.undecided()
    for at, item in enumerate(items.items):
        if not is_told(item):
            return call.unknown("which element it is cannot be told")
        if identity(item) == identity(wanted):
            return call.value(at)
    raise Fault("the element is not in the list")


@LIBRARY.raw("matchkeys", ListOf(ANY), ListOf(ANY), ListOf(ANY))
def matchkeys(call: Call, values: Leaf, keys: Leaf, wanted: Leaf) -> Value:
    lists = (values, keys, wanted)
    if any(isinstance(leaf, Unknown) or required_list(leaf).open for leaf in lists):
        return call.undecided()
    found, labels, set_ = (required_list(leaf).items for leaf in lists)
    if len(found) != len(labels):
        raise Fault("there must be as many values as keys")
    if not all(is_told(item) for item in (*labels, *set_)):
        return call.undecided()
    alike = unify([*labels, *set_])
    if any(isinstance(label, Failure) for label in alike):
        raise Fault("the keys and what is searched are of different types")
    names = {identity(item) for item in alike[len(labels) :]}
    picked = [item for item, label in zip(found, alike, strict=False) if identity(label) in names]
    return ListValue(picked, *call.circumstances())


@LIBRARY.raw("coalesce", rest=Nullable(ANY))
def coalesce(call: Call, *values: Leaf) -> Value:
    if not values:
        raise Fault("at least one argument is needed")
    return _first(call, _made_alike(values), _is_something, "every argument is null or an empty text")


@LIBRARY.raw("coalescelist", rest=ANY)
def coalescelist(call: Call, *lists: Leaf) -> Value:
    if not lists:
        raise Fault("at least one list is needed")
    return _first(call, list(lists), _has_elements, "every list is empty")


def _made_alike(values: tuple[Leaf, ...]) -> list[Leaf]:
    alike = unify(list(values))
    if any(isinstance(new, Failure) for new in alike):
        raise Fault("the arguments are of different types")
    return [new if isinstance(new, Leaf) else old for old, new in zip(values, alike, strict=True)]


def _is_something(leaf: Leaf) -> bool | None:
    if isinstance(leaf, Unknown):
        return True if _is_certainly_text(leaf) else None
    return not isinstance(leaf, Absent) and not (isinstance(leaf, Known) and leaf.scalar == "")


def _is_certainly_text(leaf: Unknown) -> bool:
    return leaf.document is not None or any(isinstance(part, str) and part for part in leaf.parts or ())


def _has_elements(leaf: Leaf) -> bool | None:
    if isinstance(leaf, Unknown):
        return None
    items = required_list(leaf)
    if items.open:
        # An element whose presence hangs on a condition is absent where there is none.
        return True if any(isinstance(item, Leaf) and not isinstance(item, Absent) for item in items.items) else None
    return bool(items.items)


def _first(call: Call, values: list[Leaf], test: object, otherwise: str) -> Value:
    """The first that passes; where one is undecided, any of those from it on."""
    for number, leaf in enumerate(values):
        passes = test(leaf)  # type: ignore[operator]
        if passes:
            return leaf
        if passes is None:
            rest = values[number + 1 :]
            if all(test(one) is False for one in rest):  # type: ignore[operator]
                return leaf
            return call.undecided()
    raise Fault(otherwise)


@LIBRARY.raw("sum", ANY)
def sum_(call: Call, value: Leaf) -> Value:
    if isinstance(value, Unknown):
        return call.undecided()
    items = required_list(value)
    if not items.items and not items.open:
        raise Fault("the list is empty")

    def total(numbers: list[int | float | None]) -> int | float:
        result: int | float = 0
        for number in numbers:
            if number is None:
                raise Fault("an element is null")
            result = add(result, number)
        return result

    numbers = convert_leaf(items, ListOf(NUMBER))
    if isinstance(numbers, Failure):
        return numbers
    return plainly(total, Call(call.name, (numbers,), call.context))
