"""What a plan says of a resource as values.

An attribute that is known only after apply and for which the configuration has no expression is one that the
provider computes: the configuration does not set it, so the defaults of the settings apply.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from foureyes.languages.documents.tree import Mapping, Sequence
from foureyes.languages.terraform.plan_text import PlacedNode
from foureyes.model.place import Place
from foureyes.model.value import Absent, Known, ListValue, MapValue, Reference, Unknown, Value

AFTER_APPLY = "it is known only after apply"

References = Callable[[Any], tuple[Reference, ...]]
Equals = Callable[[Reference, str], bool]


class Converter:
    """Converts the planned state of one resource."""

    def __init__(self, header: Place, address: str, references: References, equals: Equals) -> None:
        self.header = header
        self.address = address
        self.references = references
        self.equals = equals

    def body(self, after: Any, unknown: Any, sensitive: Any, expressions: Any, node: PlacedNode | None) -> MapValue:
        """The whole resource. `expressions` is None where the plan has no configuration to look into."""
        arguments = None if expressions is None else Arguments(expressions)
        converted = self.mapping(after, unknown, sensitive, arguments, node, "")
        return MapValue(converted.entries, self.header)

    def value(
        self, after: Any, unknown: Any, sensitive: Any, expression: Any, node: PlacedNode | None, path: str
    ) -> Value:
        place = node.place if node is not None else self.header
        secret = sensitive is True
        if secret and node is not None:
            place.hide()
        if unknown is True:
            return self.unknown(expression, place, secret, path)
        if isinstance(after, dict):
            return self.mapping(after, unknown, sensitive, expression, node, path)
        if isinstance(after, list):
            return self.listing(after, unknown, sensitive, expression, node, path)
        if after is None:
            return Absent(place, secret=secret)
        return Known(after, place, references=self.told(after, expression), secret=secret)

    def unknown(self, expression: Any, place: Place, secret: bool, path: str) -> Value:
        if expression is None:
            return Absent(place, secret=secret)
        references = self.references(expression) if expression is not UNTOLD else ()
        return Unknown(AFTER_APPLY, place, (), references, secret, subject=f"{self.address}.{path}")

    def told(self, after: Any, expression: Any) -> tuple[Reference, ...]:
        """The reference of a known text that is just another resource's attribute."""
        if not isinstance(after, str) or not isinstance(expression, dict) or "references" not in expression:
            return ()
        found = self.references(expression)
        return found if len(found) == 1 and self.equals(found[0], after) else ()

    def mapping(
        self, after: Any, unknown: Any, sensitive: Any, expression: Any, node: PlacedNode | None, path: str
    ) -> MapValue:
        mapping = node.node if node is not None and isinstance(node.node, Mapping) else None
        parts = unknown if isinstance(unknown, dict) else {}
        entries: dict[str, Value] = {}
        for key in [*after, *(name for name in parts if name not in after)]:
            inner = mapping.get(key) if mapping is not None else None
            entries[key] = self.value(
                after.get(key),
                parts.get(key, False),
                _part(sensitive, key),
                _expression(expression, key),
                node.at(inner) if node is not None and inner is not None else None,
                f"{path}.{key}" if path else key,
            )
        place = node.place if node is not None else self.header
        return MapValue(entries, place, secret=sensitive is True)

    def listing(
        self, after: list[Any], unknown: Any, sensitive: Any, expression: Any, node: PlacedNode | None, path: str
    ) -> ListValue:
        parts = unknown if isinstance(unknown, list) else []
        nodes = node.node.items if node is not None and isinstance(node.node, Sequence) else []
        items = [
            self.value(
                after[at] if at < len(after) else None,
                parts[at] if at < len(parts) else False,
                _part(sensitive, at),
                _element(expression, at, len(after)),
                node.at(nodes[at]) if node is not None and at < len(nodes) else None,
                f"{path}[{at}]",
            )
            for at in range(max(len(after), len(parts)))
        ]
        place = node.place if node is not None else self.header
        return ListValue(items, place, secret=sensitive is True)


class Arguments(dict[str, Any]):
    """The expressions of a block's arguments, told from the expression of one argument."""


UNTOLD = {"untold": True}
"""Stands for an expression when it cannot be told whether there is one."""


def _part(sensitive: Any, key: str | int) -> Any:
    if isinstance(sensitive, dict):
        return sensitive.get(key, False)
    if isinstance(sensitive, list) and isinstance(key, int):
        return sensitive[key] if key < len(sensitive) else False
    return sensitive


def _is_leaf(expression: Any) -> bool:
    """Whether this is an argument's expression rather than the arguments of a block."""
    if not isinstance(expression, dict) or isinstance(expression, Arguments):
        return False
    return expression is UNTOLD or not expression.keys() - {"constant_value", "references"}


def _expression(expression: Any, key: str) -> Any:
    """The expression of a part: of an argument's value, the argument's own."""
    if expression is None:
        return UNTOLD
    return expression.get(key) if isinstance(expression, dict) and not _is_leaf(expression) else expression


def _element(expression: Any, at: int, count: int) -> Any:
    """The expressions of one block of several."""
    if not isinstance(expression, list):
        return UNTOLD if expression is None else expression
    if len(expression) == count == 1 and isinstance(expression[0], dict):
        return Arguments(expression[0])
    merged = Arguments()
    for block in expression:
        if isinstance(block, dict):
            for key, inner in block.items():
                merged[key] = _both(merged[key], inner) if key in merged else inner
    return merged


def _both(one: Any, other: Any) -> Any:
    """The expressions of two blocks whose order in the plan is not theirs."""
    if isinstance(one, dict) and isinstance(other, dict) and _is_leaf(one) and _is_leaf(other):
        return {"references": [*one.get("references", ()), *other.get("references", ())]}
    return one
