"""What is inside collections, looked at once however often they are handed around."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foureyes.languages.terraform.functions.failure import Failure
from foureyes.model.decision import Choice, leaves
from foureyes.model.value import Leaf, ListValue, MapValue, Reference, Step, Value

MAX_STEPS = 12
"""Steps of a trail that are worth telling."""

MAX_KEPT = 200_000


class Digest(NamedTuple):
    """Of everything in a collection, however deep: the first sure failure, trails, references and secrecy."""

    held: object
    """Keeps the collection, and thereby its identity, alive."""
    failure: Failure | None
    trail: tuple[Step, ...]
    references: tuple[Reference, ...]
    secret: bool
    size: int
    """How many values there are, shared ones as often as they are used."""


_EMPTY = Digest(None, None, (), (), False, 0)
_KEPT: dict[int, Digest] = {}


def forget() -> None:
    """Let go of what was kept for an evaluation that is over."""
    _KEPT.clear()


def digest(leaf: Leaf) -> Digest:
    """The digest of a collection's inside; copies of it at other places share it."""
    held: object
    inner: Iterable[Value]
    if isinstance(leaf, ListValue):
        held = inner = leaf.items
    elif isinstance(leaf, MapValue):
        held, inner = leaf.entries, leaf.entries.values()
    else:
        return _EMPTY
    if not held:
        return _EMPTY
    found = _KEPT.get(id(held))
    if found is None:
        found = _digested(held, inner)
        if len(_KEPT) >= MAX_KEPT:
            _KEPT.clear()
        _KEPT[id(held)] = found
    return found


def cases(value: Value) -> Iterable[Leaf]:
    """Every leaf of a value."""
    return leaves(value) if isinstance(value, Choice) else (value,)


def _digested(held: object, inner: Iterable[Value]) -> Digest:
    failure: Failure | None = None
    trail: dict[Step, None] = {}
    references: dict[Reference, None] = {}
    secret = False
    count = 0
    for value in inner:
        sure = not isinstance(value, Choice)
        for leaf in cases(value):
            below = digest(leaf)
            count += 1 + below.size
            if sure and failure is None:
                failure = leaf if isinstance(leaf, Failure) else below.failure
            for step in (*leaf.trail, *below.trail):
                trail[step] = None
            for reference in (*leaf.references, *below.references):
                references[reference] = None
            secret = secret or leaf.secret or below.secret
    return Digest(held, failure, tuple(trail)[:MAX_STEPS], tuple(references), secret, count)


def failure_in(value: Value) -> Failure | None:
    """A failure that is sure to happen inside a value, however deep; what hangs on a condition is not sure."""
    if isinstance(value, Choice):
        return None
    return value if isinstance(value, Failure) else digest(value).failure
