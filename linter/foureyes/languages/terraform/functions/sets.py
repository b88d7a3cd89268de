"""Sets: Terraform's order of their elements, and what counts as the same element."""

from __future__ import annotations

import json
from functools import cmp_to_key

from foureyes.languages.terraform.functions.number import compare, number_text
from foureyes.model.decision import Choice
from foureyes.model.value import Absent, Known, ListValue, MapValue, Unknown, Value


def make_set(listed: ListValue) -> ListValue:
    """The list's elements as a set: sorted, each once. What cannot be told stands last, and may be another's twin."""
    known = [item for item in listed.items if is_told(item)]
    untold = [item for item in listed.items if not is_told(item)]
    found: dict[str, Value] = {}
    for item in known:
        found.setdefault(identity(item), item)
    items = sorted(found.values(), key=cmp_to_key(_order))
    return ListValue(
        [*items, *untold], listed.place, listed.trail, listed.references, listed.secret, is_set=True, open=listed.open
    )


def is_told(value: Value) -> bool:
    """Whether everything about the value is known."""
    if isinstance(value, Choice | Unknown):
        return False
    if isinstance(value, ListValue):
        return not value.open and all(is_told(item) for item in value.items)
    if isinstance(value, MapValue):
        return not value.open and all(is_told(item) for item in value.entries.values())
    return True


def identity(value: Value) -> str:
    """A text that two told values share if, and only if, Terraform calls them equal."""
    if isinstance(value, Known):
        scalar = value.scalar
        if isinstance(scalar, str):
            return json.dumps(scalar, ensure_ascii=False)
        return str(scalar) if isinstance(scalar, bool) else number_text(scalar)
    if isinstance(value, ListValue):
        opening = "s[" if value.is_set else "["
        return opening + ",".join(identity(item) for item in value.items) + "]"
    if isinstance(value, MapValue):
        entries = sorted(value.entries.items())
        return "{" + ",".join(f"{json.dumps(key)}:{identity(item)}" for key, item in entries) + "}"
    return "null" if isinstance(value, Absent) else f"?{id(value)}"


def _order(left: Value, right: Value) -> int:
    if isinstance(left, Absent) or isinstance(right, Absent):
        return isinstance(left, Absent) - isinstance(right, Absent)
    if isinstance(left, Known) and isinstance(right, Known):
        a, b = left.scalar, right.scalar
        if isinstance(a, str) or isinstance(b, str):
            return (str(a) > str(b)) - (str(a) < str(b))
        return a - b if isinstance(a, bool) and isinstance(b, bool) else compare(a, b)
    a_hash, b_hash = _hashed(left).encode(), _hashed(right).encode()
    return (a_hash > b_hash) - (a_hash < b_hash)


def _hashed(value: Value) -> str:
    """What cty sorts structures by."""
    if isinstance(value, Known):
        scalar = value.scalar
        if isinstance(scalar, str):
            return quoted(scalar)
        if isinstance(scalar, bool):
            return "T" if scalar else "F"
        return _ten_digits(scalar)
    if isinstance(value, MapValue):
        # Objects and maps are hashed differently; an object is far likelier as an element.
        return "<" + "".join(f"{_hashed(item)};" for _, item in sorted(value.entries.items())) + ">"
    if isinstance(value, ListValue):
        return ("[" if value.is_set else "<") + "".join(f"{_hashed(item)};" for item in value.items) + "]"
    return "~"


def quoted(text: str) -> str:
    """Go's `%q`."""
    escapes = {"\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v"}
    escapes |= {'"': '\\"', "\\": "\\\\"}
    made = "".join(escapes.get(c) or (c if c.isprintable() else _escape(c)) for c in text)
    return f'"{made}"'


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x80 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _ten_digits(number: float) -> str:
    """Go's `%.10g`."""
    return f"{number:.10g}"
