"""What a result takes over from the operands it was made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foureyes.model.decision import leaves
from foureyes.model.place import Place
from foureyes.model.value import Leaf, ListValue, MapValue, Reference, Step, Value

MAX_STEPS = 12
"""Steps of a trail that are worth telling."""


class Circumstances(NamedTuple):
    """The first parameters of every leaf."""

    place: Place | None
    trail: tuple[Step, ...]
    references: tuple[Reference, ...]
    secret: bool


def gather(values: Iterable[Value], place: Place | None, *, deep: bool = False) -> Circumstances:
    """The union of what the values carry, inner values included if `deep`, at the place of the result."""
    trail: dict[Step, None] = {}
    references: dict[Reference, None] = {}
    secret = False
    pending = list(values)[::-1]
    while pending:
        for leaf in leaves(pending.pop()):
            trail.update(dict.fromkeys(leaf.trail))
            references.update(dict.fromkeys(leaf.references))
            secret = secret or leaf.secret
            if deep:
                pending += _inner(leaf)
    return Circumstances(place, tuple(trail)[:MAX_STEPS], tuple(references), secret)


def _inner(leaf: Leaf) -> list[Value]:
    if isinstance(leaf, ListValue):
        return list(leaf.items)[::-1]
    return list(leaf.entries.values())[::-1] if isinstance(leaf, MapValue) else []
