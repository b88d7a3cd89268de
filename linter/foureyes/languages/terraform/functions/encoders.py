"""JSON as Terraform writes it, of known data or with gaps where something is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from foureyes.languages.terraform.functions.number import number_text
from foureyes.model.decision import Choice
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value

_SPECIAL = re.compile('[\x00-\x1f"\\\\<>&\u2028\u2029]')
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f"}


def json_string(text: str) -> str:
    """A text in quotes; what is special in HTML is escaped too."""
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _escaped(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}"


def json_text(data: Any) -> str:
    """Known data as JSON, keys in order."""
    if data is None:
        return "null"
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, str):
        return json_string(data)
    if isinstance(data, list):
        return f"[{','.join(json_text(item) for item in data)}]"
    if isinstance(data, dict):
        return f"{{{','.join(f'{json_string(key)}:{json_text(data[key])}' for key in sorted(data))}}}"
    return number_text(data)


def json_parts(value: Value) -> Iterator[str | Unknown]:
    """A value as JSON in pieces, with a gap for each part that is not known."""
    if isinstance(value, Choice):
        yield Unknown("it depends on a condition", present=True)
    elif isinstance(value, ListValue):
        yield from _list_parts(value)
    elif isinstance(value, MapValue):
        yield from _map_parts(value)
    elif isinstance(value, Known):
        yield json_text(value.scalar)
    elif isinstance(value, Absent):
        yield "null"
    else:
        yield _gap(value)


def _gap(leaf: Leaf) -> Unknown:
    reason = leaf.reason if isinstance(leaf, Unknown) else "it cannot be told"
    return Unknown(reason, leaf.place, leaf.trail, leaf.references, leaf.secret, present=True)


def _list_parts(value: ListValue) -> Iterator[str | Unknown]:
    yield "["
    for number, item in enumerate(value.items):
        if number:
            yield ","
        yield from json_parts(item)
    if value.open:
        yield _gap(value)
    yield "]"


def _map_parts(value: MapValue) -> Iterator[str | Unknown]:
    yield "{"
    for number, key in enumerate(sorted(value.entries)):
        if value.open:
            yield _gap(value)
        elif number:
            yield ","
        yield f"{json_string(key)}:"
        yield from json_parts(value.entries[key])
    if value.open:
        yield _gap(value)
    yield "}"
