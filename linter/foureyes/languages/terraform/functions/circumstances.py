"""What a result takes over from the operands it was made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from foureyes.languages.terraform.functions.digest import MAX_STEPS, cases, digest
from foureyes.model.place import Place
from foureyes.model.value import Reference, Step, Value


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
    for value in values:
        for leaf in cases(value):
            for one in (leaf, digest(leaf)) if deep else (leaf,):
                if one.trail:
                    trail.update(dict.fromkeys(one.trail))
                if one.references:
                    references.update(dict.fromkeys(one.references))
                secret = secret or one.secret
    return Circumstances(place, tuple(trail)[:MAX_STEPS], tuple(references), secret)
