"""Values that stand for inputs nobody gave: what their types still say about them."""

from __future__ import annotations

from foureyes.languages.arm.scope import Session
from foureyes.languages.arm.template import Shape
from foureyes.model.decision import choose
from foureyes.model.value import Condition, Known, Leaf, MapValue, Unknown, Value, concealed, lift

MAX_DOMAIN = 40
"""Allowed values that are followed one by one; of longer lists only equality is."""


def standing_for(shape: Shape, unknown: Unknown, session: Session) -> Value:
    """The unknown input as far as its type tells: one of the allowed values, surely set, secret."""
    named: Unknown = unknown.replace(secret=unknown.secret or shape.secure)
    named.present = unknown.present or not shape.nullable
    subject = named.subject
    if subject is None:
        return named
    session.shapes[subject] = shape
    if not shape.allowed or len(shape.allowed) > MAX_DOMAIN or shape.nullable or named.secret:
        return named
    value: Value = _known(shape.allowed[-1], named)
    for scalar in reversed(shape.allowed[:-1]):
        value = choose(Condition(subject, scalar), _known(scalar, named), value)
    return value


def _known(scalar: str | int | float | bool, unknown: Unknown) -> Leaf:
    return Known(scalar, unknown.place, unknown.trail, secret=unknown.secret)


def without_secrets(value: Value, shape: Shape) -> Value:
    """The value with what its type calls a secret hidden, at any depth."""
    if shape.secure:
        return concealed(value)
    if not any(map(_has_secrets, shape.properties.values())):
        return value
    inner = {name.lower(): one for name, one in shape.properties.items()}

    def hide(leaf: Leaf) -> Leaf:
        if not isinstance(leaf, MapValue):
            return leaf
        entries = {key: without_secrets(one, inner.get(key.lower(), Shape())) for key, one in leaf.entries.items()}
        return MapValue(entries, leaf.place, leaf.trail, leaf.references, leaf.secret, open=leaf.open)

    return lift(hide, value)


def _has_secrets(shape: Shape) -> bool:
    return shape.secure or any(map(_has_secrets, shape.properties.values()))
