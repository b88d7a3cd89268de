"""Union, intersection and difference of sets."""

from __future__ import annotations

from foureyes.languages.terraform.functions.collections import required_list
from foureyes.languages.terraform.functions.sets import identity, is_told, make_set
from foureyes.languages.terraform.functions.signature import Call, Library
from foureyes.languages.terraform.functions.types import ANY, SetOf, unify
from foureyes.model.value import Leaf, ListValue, Unknown, Value

LIBRARY = Library()


def _sets(leaves: tuple[Leaf, ...]) -> list[tuple[Value, ...]]:
    """The elements of each, all made of one type."""
    lists = [required_list(leaf).items for leaf in leaves]
    alike = iter(unify([item for items in lists for item in items]))
    return [tuple(next(alike) for _ in items) for items in lists]


def _is_open(leaf: Leaf) -> bool:
    return isinstance(leaf, Unknown) or required_list(leaf).open


def _result(call: Call, items: list[Value], *, open: bool = False) -> Value:
    return make_set(ListValue(items, *call.circumstances(), open=open))


@LIBRARY.raw("setunion", SetOf(ANY), rest=SetOf(ANY))
def setunion(call: Call, *sets: Leaf) -> Value:
    told = tuple(leaf for leaf in sets if not isinstance(leaf, Unknown))
    if not told:
        return call.undecided()
    items = [item for items in _sets(told) for item in items]
    return _result(call, items, open=any(_is_open(leaf) for leaf in sets))


@LIBRARY.raw("setintersection", SetOf(ANY), rest=SetOf(ANY))
def setintersection(call: Call, *sets: Leaf) -> Value:
    if any(_is_open(leaf) or not is_told(leaf) for leaf in sets):
        return call.undecided()
    first, *others = _sets(sets)
    names = [{identity(item) for item in other} for other in others]
    return _result(call, [item for item in first if all(identity(item) in one for one in names)])


@LIBRARY.raw("setsubtract", SetOf(ANY), SetOf(ANY))
def setsubtract(call: Call, base: Leaf, removed: Leaf) -> Value:
    if isinstance(base, Unknown) or _is_open(removed) or not is_told(removed) or not is_told(base):
        return call.undecided()
    first, second = _sets((base, removed))
    names = {identity(item) for item in second}
    return _result(call, [item for item in first if identity(item) not in names])
