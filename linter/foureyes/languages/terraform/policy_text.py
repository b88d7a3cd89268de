"""The text in which the provider renders a policy document."""

from __future__ import annotations

from foureyes.languages.terraform.functions.encoders import json_string, json_text
from foureyes.languages.terraform.functions.sets import is_told
from foureyes.model.value import Known, ListValue, MapValue, Value

_ORDER = (
    "Version", "Id", "Statement", "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal",
    "NotPrincipal", "Condition",
)  # fmt: skip


def policy_text(document: Value, *, minified: bool = False) -> str | None:
    """The text of a document that is known as a whole; None where a part, or the order of one, cannot be told."""
    if not is_told(document) or _has_sets(document):
        return None
    return _written(document, "" if minified else "\n", " " if not minified else "")


def _has_sets(value: Value) -> bool:
    if isinstance(value, ListValue):
        return value.is_set or any(_has_sets(item) for item in value.items)
    return isinstance(value, MapValue) and any(_has_sets(item) for item in value.entries.values())


def _written(value: Value, margin: str, space: str) -> str:
    """A value; `margin` is the line break and indentation it stands at, empty for all on one line."""
    inner = f"{margin}  " if margin else ""
    if isinstance(value, ListValue):
        parts = [_written(item, inner, space) for item in value.items]
        return _bracketed("[", parts, "]", margin, inner)
    if isinstance(value, MapValue):
        keys = sorted(value.entries, key=lambda key: (_ORDER.index(key) if key in _ORDER else len(_ORDER), key))
        parts = [f"{json_string(key)}:{space}{_written(value.entries[key], inner, space)}" for key in keys]
        return _bracketed("{", parts, "}", margin, inner)
    return json_text(value.scalar if isinstance(value, Known) else None)


def _bracketed(opening: str, parts: list[str], closing: str, margin: str, inner: str) -> str:
    if not parts:
        return opening + closing
    return opening + inner + f",{inner}".join(parts) + margin + closing
