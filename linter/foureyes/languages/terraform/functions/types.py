"""Terraform's types, and the conversions it does between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Union

from foureyes.languages.terraform.functions.digest import cases
from foureyes.languages.terraform.functions.failure import Failure, Fault, Untellable
from foureyes.languages.terraform.functions.number import number_text, parse_number
from foureyes.languages.terraform.functions.sets import make_set
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value, lift


class Primitive:
    """`string`, `number`, `bool`, or `any`: whatever comes, elements of a collection being made alike."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


STRING = Primitive("string")
NUMBER = Primitive("number")
BOOL = Primitive("bool")
ANY = Primitive("any")


class _CollectionOf:
    __slots__ = ("element",)

    def __init__(self, element: Type) -> None:
        self.element = element


class ListOf(_CollectionOf):
    """`list(element)`."""

    __slots__ = ()


class SetOf(_CollectionOf):
    """`set(element)`."""

    __slots__ = ()


class MapOf(_CollectionOf):
    """`map(element)`."""

    __slots__ = ()


class TupleOf:
    """`tuple([…])`."""

    __slots__ = ("elements",)

    def __init__(self, elements: tuple[Type, ...]) -> None:
        self.elements = elements


class ObjectOf:
    """`object({…})`. `optional` names the attributes that may be missing, with their defaults."""

    __slots__ = ("attributes", "optional")

    def __init__(self, attributes: Mapping[str, Type], optional: Mapping[str, Value | None] | None = None) -> None:
        self.attributes = attributes
        self.optional = optional or {}


Type = Union[Primitive, ListOf, SetOf, MapOf, TupleOf, ObjectOf]


def convert(value: Value, type: Type) -> Value:
    """The value as one of the type, a `Failure` where Terraform refuses. Defaults of `optional` are filled in."""
    return lift(lambda leaf: convert_leaf(leaf, type), value)


def convert_leaf(leaf: Leaf, type: Type) -> Leaf:
    """`convert` for a single leaf, whose elements may still be decisions."""
    if type is ANY or isinstance(leaf, Absent | Failure):
        return leaf
    if isinstance(leaf, Unknown):
        return _convert_unknown(leaf, type)
    try:
        return _convert_known(leaf, type)
    except Fault as fault:
        return Failure(str(fault), leaf.place, leaf.trail, leaf.references, leaf.secret)
    except Untellable as reason:
        return Unknown(str(reason), leaf.place, leaf.trail, leaf.references, leaf.secret)


def _convert_unknown(leaf: Unknown, type: Type) -> Leaf:
    is_text = leaf.parts is not None or leaf.document is not None
    if is_text and not isinstance(type, Primitive):
        return Failure("a text is no collection", leaf.place, leaf.trail, leaf.references, leaf.secret)
    return leaf


def _convert_known(leaf: Leaf, type: Type) -> Leaf:
    if isinstance(type, Primitive):
        return _to_primitive(leaf, type)
    if isinstance(type, ListOf | SetOf | TupleOf):
        if not isinstance(leaf, ListValue):
            raise Fault("a list is required")
        return _to_tuple(leaf, type) if isinstance(type, TupleOf) else _to_list(leaf, type)
    if not isinstance(leaf, MapValue):
        raise Fault("a map or object is required")
    return _to_map(leaf, type) if isinstance(type, MapOf) else _to_object(leaf, type)


def _to_primitive(leaf: Leaf, type: Primitive) -> Leaf:
    if not isinstance(leaf, Known):
        raise Fault(f"a {type.name} is required")
    scalar = leaf.scalar
    if type is STRING:
        return leaf if isinstance(scalar, str) else like(leaf, text_of(leaf))
    if type is BOOL:
        if isinstance(scalar, bool):
            return leaf
        if isinstance(scalar, str) and scalar in _TRUTHS:
            return like(leaf, _TRUTHS[scalar])
        raise Fault("a bool is required")
    if isinstance(scalar, bool):
        raise Fault("a number is required")
    return like(leaf, parse_number(scalar)) if isinstance(scalar, str) else leaf


_TRUTHS = {"true": True, "1": True, "false": False, "0": False}


def text_of(known: Known) -> str:
    """A scalar as templates write it."""
    scalar = known.scalar
    if isinstance(scalar, str):
        return scalar
    return ("true" if scalar else "false") if isinstance(scalar, bool) else number_text(scalar)


def like(leaf: Leaf, scalar: str | int | float | bool) -> Known:
    """Another scalar under the same circumstances."""
    return Known(scalar, leaf.place, leaf.trail, leaf.references, leaf.secret)


def _first_failure(values: list[Value]) -> Failure | None:
    return next((value for value in values if isinstance(value, Failure)), None)


def _to_list(leaf: ListValue, type: ListOf | SetOf) -> Leaf:
    items = list(leaf.items)
    items = unify(items) if type.element is ANY else [convert(item, type.element) for item in items]
    failure = _first_failure(items)
    if failure is not None:
        return failure
    new = ListValue(items, leaf.place, leaf.trail, leaf.references, leaf.secret, open=leaf.open)
    return make_set(new) if isinstance(type, SetOf) else new


def _to_tuple(leaf: ListValue, type: TupleOf) -> Leaf:
    if leaf.open:
        return Unknown("the number of elements cannot be told", leaf.place, leaf.trail, leaf.references)
    if len(leaf.items) != len(type.elements):
        raise Fault(f"a tuple of {len(type.elements)} elements is required")
    items = [convert(item, one) for item, one in zip(leaf.items, type.elements, strict=True)]
    failure = _first_failure(items)
    return failure or ListValue(items, leaf.place, leaf.trail, leaf.references, leaf.secret)


def _to_map(leaf: MapValue, type: MapOf) -> Leaf:
    values = list(leaf.entries.values())
    values = unify(values) if type.element is ANY else [convert(value, type.element) for value in values]
    failure = _first_failure(values)
    if failure is not None:
        return failure
    entries = dict(zip(leaf.entries, values, strict=True))
    return MapValue(entries, leaf.place, leaf.trail, leaf.references, leaf.secret, open=leaf.open)


def _to_object(leaf: MapValue, type: ObjectOf) -> Leaf:
    entries: dict[str, Value] = {}
    for name, attribute in type.attributes.items():
        value = leaf.get(name)
        if name in type.optional:
            value = _with_default(value, type.optional[name])
        elif name not in leaf.entries and not leaf.open:
            raise Fault(f"the attribute “{name}” is required")
        entries[name] = convert(value, attribute)
    failure = _first_failure(list(entries.values()))
    return failure or MapValue(entries, leaf.place, leaf.trail, leaf.references, leaf.secret)


def _with_default(value: Value, default: Value | None) -> Value:
    if default is None:
        return value
    filled = default
    return lift(lambda leaf: filled if isinstance(leaf, Absent) else leaf, value)


# Making elements alike


def unify(values: list[Value]) -> list[Value]:
    """The values as ones of a single type, as elements of a list are; failures where there is none."""
    shapes = {shape for value in values for shape in _shapes(value)}
    if len(shapes) <= 1 and not shapes & {"list", "map"}:
        return values
    if shapes <= {"string", "number", "bool"}:
        if "string" in shapes:
            return [convert(value, STRING) for value in values]
        return [Failure("all elements must be of one type") for _ in values]
    if shapes == {"list"}:
        return _unify_lists(values)
    if shapes == {"map"}:
        return _unify_maps(values)
    return [Failure("all elements must be of one type") for _ in values]


def _shapes(value: Value) -> set[str]:
    """What a value may be; nothing for null and for what cannot be told."""
    found = {_shape(leaf) for leaf in cases(value)}
    return {shape for shape in found if shape}


def _shape(leaf: Leaf) -> str:
    if isinstance(leaf, Known):
        return "bool" if isinstance(leaf.scalar, bool) else "string" if isinstance(leaf.scalar, str) else "number"
    if isinstance(leaf, ListValue | MapValue):
        return "list" if isinstance(leaf, ListValue) else "map"
    is_text = isinstance(leaf, Unknown) and (leaf.parts is not None or leaf.document is not None)
    return "string" if is_text else ""


def _unify_lists(values: list[Value]) -> list[Value]:
    given = [value for value in values if isinstance(value, ListValue)]
    if len(given) != sum(1 for value in values if not isinstance(value, Absent | Unknown)):
        return values
    lengths = {len(leaf.items) for leaf in given}
    if len(lengths) == 1:
        columns = [unify([leaf.items[at] for leaf in given]) for at in range(lengths.pop())]
        rows = [[column[number] for column in columns] for number in range(len(given))]
    else:
        alike = iter(unify([item for leaf in given for item in leaf.items]))
        rows = [[next(alike) for _ in leaf.items] for leaf in given]
    made = iter(zip(given, rows, strict=True))
    return [_relisted(*next(made)) if isinstance(value, ListValue) else value for value in values]


def _relisted(leaf: ListValue, items: list[Value]) -> Leaf:
    failure = _first_failure(items)
    if failure is not None:
        return failure
    return ListValue(items, leaf.place, leaf.trail, leaf.references, leaf.secret, is_set=leaf.is_set, open=leaf.open)


def _unify_maps(values: list[Value]) -> list[Value]:
    given = [value for value in values if isinstance(value, MapValue)]
    if len(given) != sum(1 for value in values if not isinstance(value, Absent | Unknown)):
        return values
    keys = {key for leaf in given for key in leaf.entries}
    rows: list[dict[str, Value]] = [{} for _ in given]
    if all(keys == leaf.entries.keys() for leaf in given):
        for key in keys:
            for row, value in zip(rows, unify([leaf.entries[key] for leaf in given]), strict=True):
                row[key] = value
    else:
        alike = iter(unify([value for leaf in given for value in leaf.entries.values()]))
        for row, leaf in zip(rows, given, strict=True):
            row.update((key, next(alike)) for key in leaf.entries)
    made = iter(zip(given, rows, strict=True))
    return [_remapped(*next(made)) if isinstance(value, MapValue) else value for value in values]


def _remapped(leaf: MapValue, row: dict[str, Value]) -> Leaf:
    failure = _first_failure(list(row.values()))
    if failure is not None:
        return failure
    entries = {key: row[key] for key in leaf.entries}
    return MapValue(entries, leaf.place, leaf.trail, leaf.references, leaf.secret, open=leaf.open)
