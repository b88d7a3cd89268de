"""A declared resource: its nodes, the loops it stands in, whether it exists."""

from __future__ import annotations

from foureyes.languages.cloudformation.expression import Evaluator
from foureyes.languages.documents.tree import Mapping, Node, Scalar
from foureyes.model.place import Place
from foureyes.model.record import Record
from foureyes.model.value import Value


class Declaration(Record):
    """One resource of a template, not evaluated."""

    name: str
    """The logical id."""
    key: Node
    node: Mapping
    evaluator: Evaluator
    turned: Value
    """Whether the loops it stands in make it."""
    properties: Node | None

    def __init__(self, name: str, key: Node, node: Mapping, evaluator: Evaluator, turned: Value) -> None:
        super().__init__(name, key, node, evaluator, turned, node.get("Properties"))

    @property
    def type(self) -> str:
        node = self.node.get("Type")
        plain = isinstance(node, Scalar) and node.tag is None and isinstance(node.value, str)
        return str(node.value) if node is not None and plain else ""

    @property
    def place(self) -> Place:
        return self.evaluator.place(self.key)

    @property
    def span(self) -> Place:
        """From the logical id to the end of the declaration; just the id where an alias stands for the rest."""
        end = self.node.end if self.node.start >= self.key.end else self.key.end
        return Place(self.evaluator.source, self.key.start, end)

    def property(self, name: str | None) -> Node | None:
        """The node of a property as it is written."""
        return self.properties.get(name) if name and isinstance(self.properties, Mapping) else None

    def value(self, name: str) -> Value | None:
        """The value of a property; None where it is not written."""
        node = self.property(name)
        return None if node is None else self.evaluator.value(node)
