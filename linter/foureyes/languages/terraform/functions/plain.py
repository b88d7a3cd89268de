"""Values as Python data and back: text, numbers, booleans, None, lists, dictionaries, sets as `SetData`."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from foureyes.languages.terraform.functions.circumstances import Circumstances
from foureyes.languages.terraform.functions.sets import make_set
from foureyes.model.decision import Choice, leaves
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Value, lift


class SetData(list[Any]):
    """A set's elements; their order does not matter."""


def to_python(value: Value) -> Any:
    """The data of a value without decisions; `NotImplemented` if a part of it is not known."""
    if isinstance(value, Known):
        return value.scalar
    if isinstance(value, Absent):
        return None
    if isinstance(value, ListValue) and not value.open:
        items = [to_python(item) for item in value.items]
        if any(item is NotImplemented for item in items):
            return NotImplemented
        return SetData(items) if value.is_set else items
    if isinstance(value, MapValue) and not value.open:
        entries = {key: to_python(item) for key, item in value.entries.items()}
        return NotImplemented if any(item is NotImplemented for item in entries.values()) else entries
    return NotImplemented


def to_value(data: Any, circumstances: Circumstances) -> Value:
    """Python data as a value; text is normalised as Terraform does."""
    if data is None:
        return Absent(*circumstances)
    if isinstance(data, str):
        return Known(data if data.isascii() else unicodedata.normalize("NFC", data), *circumstances)
    if isinstance(data, dict):
        return MapValue({key: to_value(item, circumstances) for key, item in data.items()}, *circumstances)
    if isinstance(data, list):
        listed = ListValue([to_value(item, circumstances) for item in data], *circumstances)
        return make_set(listed) if isinstance(data, SetData) else listed
    return Known(data, *circumstances)


def settled(function: Callable[..., Value], values: tuple[Leaf, ...]) -> Value:
    """The function of the values with every decision deep inside them settled, case by case."""
    choices: dict[int, Choice[Leaf]] = {}
    for value in values:
        _collect(value, choices)
    if not choices:
        return function(*values)

    def ask(*chosen: Leaf) -> Value:
        picked = dict(zip(choices, chosen, strict=True))
        return settled(function, tuple(_settle(value, picked) for value in values))

    return lift(ask, *choices.values())


def _collect(value: Value, choices: dict[int, Choice[Leaf]]) -> None:
    if isinstance(value, Choice):
        choices[id(value)] = value
    elif isinstance(value, ListValue):
        for item in value.items:
            _collect(item, choices)
    elif isinstance(value, MapValue):
        for item in value.entries.values():
            _collect(item, choices)


def _settle(value: Value, picked: dict[int, Leaf]) -> Leaf:
    if isinstance(value, Choice):
        return picked[id(value)]
    if isinstance(value, ListValue):
        new: Leaf = ListValue([_settle(item, picked) for item in value.items], is_set=value.is_set, open=value.open)
    elif isinstance(value, MapValue):
        new = MapValue({key: _settle(item, picked) for key, item in value.entries.items()}, open=value.open)
    else:
        return value
    return new.replace(place=value.place, trail=value.trail, references=value.references, secret=value.secret)  # type: ignore[no-any-return]


def is_secret(value: Value) -> bool:
    """Whether the value itself is marked secret in one of its cases."""
    return any(leaf.secret for leaf in leaves(value))
