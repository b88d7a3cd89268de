"""Types of parameters, with references into `definitions` resolved."""

from __future__ import annotations

from typing import Final

from foureyes.languages.arm.nodes import entry, items_of, pairs_of, text_of
from foureyes.languages.arm.template import Shape
from foureyes.languages.documents.tree import Node, Scalar

MAX_DEPTH: Final = 6
"""Levels of a type that are resolved; recursive types end somewhere."""

_REFERENCE: Final = "#/definitions/"


class Shapes:
    """The types of one template."""

    def __init__(self, definitions: Node | None) -> None:
        self.definitions = definitions

    def of(self, node: Node | None, depth: int = 0) -> Shape:
        """What a parameter, a property or a definition says of its values."""
        if node is None or depth > MAX_DEPTH:
            return Shape()
        base = self._referred(node, depth)
        written = text_of(entry(node, "type")).lower()
        shape = Shape(
            type={"securestring": "string", "secureobject": "object"}.get(written, written) or base.type,
            allowed=_allowed(entry(node, "allowedValues")) or base.allowed,
            nullable=_is_true(entry(node, "nullable")) or base.nullable,
            secure=written.startswith("secure") or base.secure,
            properties=base.properties,
            closed=base.closed,
        )
        if shape.type not in ("string", "int", "bool"):
            shape.allowed = None
        properties = entry(node, "properties")
        if properties is not None:
            shape.properties = {name: self.of(inner, depth + 1) for name, _, inner in pairs_of(properties)}
            shape.closed = _is_false(entry(node, "additionalProperties"))
        return shape

    def _referred(self, node: Node, depth: int) -> Shape:
        target = text_of(entry(node, "$ref"))
        if not target.startswith(_REFERENCE):
            return Shape()
        return self.of(entry(self.definitions, target.removeprefix(_REFERENCE)), depth + 1)


def _allowed(node: Node | None) -> tuple[str | int | float | bool, ...] | None:
    values = [item.value if isinstance(item, Scalar) else None for item in items_of(node)]
    scalars = tuple(value for value in values if value is not None)
    return scalars if scalars and len(scalars) == len(values) else None


def _is_true(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.value is True


def _is_false(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.value is False
