"""Canonical texts: by which names are compared, and unknown things are known to be the same."""

from __future__ import annotations

import json
from collections.abc import Iterable

from foureyes.model.decision import leaves
from foureyes.model.hashing import sha256
from foureyes.model.value import Absent, Choice, Known, Leaf, ListValue, MapValue, Unknown, Value, to_text

INDEX_OF = "index of "
"""Before the name of the item that stands for all of a loop: its number."""

OUTPUTS_OF = "outputs of "
"""Before the name of a deployment that is not read, where Bicep asks for its outputs."""

MAX_LENGTH = 400
"""Longer texts are cut and told apart by a hash."""


def canonical(value: Value) -> str | None:
    """The value as an expression; equal texts mean equal values. None where nothing names it.

    These texts come to be read by people, so what is known of a secret is not told by them.
    """
    if isinstance(value, Choice):
        return _alternatives(value)
    if value.secret and not isinstance(value, Unknown):
        return None
    if isinstance(value, Known):
        return repr(value.scalar) if isinstance(value.scalar, str) else to_text(value)
    if isinstance(value, Absent):
        return "null"
    if isinstance(value, Unknown):
        return value.subject
    if isinstance(value, ListValue) and not value.open:
        items = _all(canonical(one) for one in value.items)
        return None if items is None else f"[{', '.join(items)}]"
    if isinstance(value, MapValue) and not value.open:
        entries = _all(canonical(one) for one in value.entries.values())
        if entries is None:
            return None
        pairs = (f"{json.dumps(key)}: {text}" for key, text in zip(value.entries, entries, strict=True))
        return f"{{{', '.join(pairs)}}}"
    return None


def _all(texts: Iterable[str | None]) -> list[str] | None:
    found: list[str] = []
    for text in texts:
        if text is None:
            return None
        found.append(text)
    return found


def _alternatives(value: Choice[Leaf]) -> str | None:
    then, otherwise = canonical(value.then), canonical(value.otherwise)
    if then is None or otherwise is None:
        return None
    return f"if({value.test.subject} == {value.test.equals!r}, {then}, {otherwise})"


def call_text(name: str, arguments: Iterable[Value]) -> str | None:
    """The canonical text of a pure call. What a secret is held against is not told either."""
    arguments = tuple(arguments)
    if any(_is_secret(one) for one in arguments) and any(isinstance(one, Known) for one in arguments):
        return None
    texts = _all(canonical(one) for one in arguments)
    return None if texts is None else shortened(f"{name}({', '.join(texts)})")


def _is_secret(value: Value) -> bool:
    return any(leaf.secret for leaf in leaves(value))


def shortened(text: str) -> str:
    """The text, or its beginning and a hash of the whole."""
    if len(text) <= MAX_LENGTH:
        return text
    return f"{text[:80]}…{sha256(text.encode()).hexdigest()[:16]}"


def name_text(value: Value) -> str | None:
    """A text with `{subject}` for what is unknown in it; None where an unknown has no subject."""
    if isinstance(value, Choice):
        text = _alternatives(value)
        return None if text is None else f"{{{shortened(text)}}}"
    if isinstance(value, Known):
        return (to_text(value) or "").replace("{", "{{").replace("}", "}}")
    if isinstance(value, Unknown):
        return parts_text(value.parts) if value.parts is not None else _braced(value.subject)
    return None


def _braced(subject: str | None) -> str | None:
    return None if subject is None else f"{{{subject}}}"


def parts_text(parts: Iterable[str | Unknown]) -> str | None:
    """The canonical text of a text with gaps."""
    texts = _all(one.replace("{", "{{").replace("}", "}}") if isinstance(one, str) else name_text(one) for one in parts)
    return None if texts is None else "".join(texts)
