"""One spelling for everything that is hashed or signed: JSON of few types, and values as text."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from foureyes.errors import FoureyesError
from foureyes.model.decision import Choice, Concealed
from foureyes.model.value import Absent, Known, ListValue, MapValue, Unknown, Value, to_text

MAX_BYTES = 1_000_000
MAX_TEXT = 200


class NotCanonical(FoureyesError):
    """Bytes that are not what `dump` would have written."""


def dump(data: object) -> bytes:
    """Sorted keys, ASCII, one form. Only texts, whole numbers, booleans, null, lists and maps."""
    return json.dumps(data, sort_keys=True, ensure_ascii=True, allow_nan=False, indent=1).encode() + b"\n"


def load(data: bytes) -> Any:
    """Read what `dump` wrote; raises `NotCanonical` for anything else, down to the last byte."""
    if len(data) > MAX_BYTES:
        raise NotCanonical(f"larger than {MAX_BYTES:,} bytes")
    try:
        read = json.loads(data.decode("ascii"), parse_float=_refused, parse_constant=_refused)
        same = dump(read) == data
    except (ValueError, RecursionError) as error:
        raise NotCanonical(f"no valid JSON: {error}") from None
    if not same:
        raise NotCanonical("not in the canonical form, or a key stands twice")
    return read


def _refused(text: str) -> object:
    raise ValueError(f"the number {text} is not allowed")


def digest(data: object) -> str:
    return sha256(dump(data)).hexdigest()


def spelled(value: Value) -> str:
    """A value as text: the same text for the same value, secrets masked, long ones as a hash."""
    text = _spelled(value)
    return text if len(text) <= MAX_TEXT else f"sha256:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _spelled(value: Value) -> str:
    if isinstance(value, Choice):
        test = value.test
        equals = "a certain secret" if isinstance(test.equals, Concealed) else test.equals
        return f"{_spelled(value.then)} if {test.subject} is {equals}, else {_spelled(value.otherwise)}"
    if value.secret:
        return "a secret"
    if isinstance(value, Known):
        return to_text(value) or ""
    if isinstance(value, ListValue):
        return f"[{', '.join(map(_spelled, value.items))}{', …' if value.open else ''}]"
    if isinstance(value, MapValue):
        entries = ", ".join(f"{key}: {_spelled(one)}" for key, one in sorted(value.entries.items()))
        return f"{{{entries}{', …' if value.open else ''}}}"
    if isinstance(value, Absent):
        return "not set"
    return f"unknown ({value.subject})" if isinstance(value, Unknown) and value.subject else "unknown"
