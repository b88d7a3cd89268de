"""A mark of a value: the same for the same, however it is written and wherever it comes from."""

from __future__ import annotations

from foureyes.model.decision import Choice
from foureyes.model.hashing import blake2b
from foureyes.model.value import Known, ListValue, MapValue, Unknown, Value

HARMLESS = frozenset({"description", "labels", "tags"})
"""What says how something is called or for whom it is, not what it does."""


def imprint(value: Value) -> str:
    """A hash of a value, its secrets too. Tags, labels and descriptions are left out, at any depth."""
    told: list[str] = []
    waiting: list[Value | str] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            told.append(repr(one))
        elif isinstance(one, Choice):
            told.append(f"if {one.test.order!r}")
            waiting += [one.otherwise, one.then]
        elif isinstance(one, ListValue):
            told.append(f"list {len(one.items)} {one.open}")
            waiting += reversed(one.items)
        elif isinstance(one, MapValue):
            names = sorted(name for name in one.entries if name.lower() not in HARMLESS)
            told.append(f"map {names!r} {one.open}")
            waiting += [one.entries[name] for name in reversed(names)]
        elif isinstance(one, Unknown):
            told.append(f"unknown {one.subject!r} {len(one.parts or ())}")
            waiting += [*reversed(one.parts or ())] if one.document is None else [one.document]
        else:
            told.append(repr(one.scalar) if isinstance(one, Known) else "nothing")
    return blake2b("\n".join(told).encode(), digest_size=6).hexdigest()
