"""JSON nodes as expressions, and the ways of looking into them that templates need."""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.languages.arm.expression import (
    Array,
    Call,
    Constant,
    Expression,
    Loop,
    Object,
    Unreadable,
)
from foureyes.languages.arm.strings import Text, read_string
from foureyes.languages.documents.tree import Document, Mapping, Node, Scalar, Sequence
from foureyes.model.place import Place


def entry(mapping: Node | None, name: str) -> Node | None:
    """The value of a key, whatever its case."""
    pair = pair_of(mapping, name)
    return pair[1] if pair is not None else None


def pair_of(mapping: Node | None, name: str) -> tuple[Node, Node] | None:
    """Key and value nodes of a key, whatever its case."""
    if not isinstance(mapping, Mapping):
        return None
    pairs = mapping.effective()
    found = pairs.get(name)
    if found is None:
        folded = name.lower()
        found = next((pair for key, pair in pairs.items() if key.lower() == folded), None)
    return found


def pairs_of(node: Node | None) -> Iterator[tuple[str, Scalar, Node]]:
    """Name, key and value of each entry of an object; of something else, nothing."""
    if isinstance(node, Mapping):
        for name, (key, value) in node.effective().items():
            if isinstance(key, Scalar):
                yield name, key, value


def items_of(node: Node | None) -> list[Node]:
    return node.items if isinstance(node, Sequence) else []


def text_of(node: Node | None) -> str:
    """A string's value; empty for anything else."""
    return node.value if isinstance(node, Scalar) and isinstance(node.value, str) else ""


class Expressions:
    """Turns nodes of one document into expressions. `literal`: strings in brackets are just strings."""

    def __init__(self, document: Document, literal: bool = False) -> None:
        self.document = document
        self.literal = literal

    def place(self, node: Node) -> Place:
        return self.document.place(node)

    def read(self, node: Node | None) -> Expression | None:
        return None if node is None else self.of(node)

    def of(self, node: Node, without: tuple[str, ...] = ()) -> Expression:
        """Any value, the keys of `without` (lower case) left out of an object."""
        place = self.place(node)
        if isinstance(node, Mapping):
            return Object(list(self._entries(node, without)), place)
        if isinstance(node, Sequence):
            return Array([self.of(item) for item in node.items], place)
        if not isinstance(node, Scalar) or node.lost:
            return Unreadable("this part of the file cannot be read", place)
        return self._scalar(node, place)

    def _scalar(self, node: Scalar, place: Place) -> Expression:
        if isinstance(node.value, str) and not self.literal:
            return read_string(Text(node.value, self.document.source, node.start, node.end), place)
        return Constant(node.value, place)

    def _entries(self, node: Mapping, without: tuple[str, ...]) -> Iterator[tuple[Expression, Expression]]:
        for name, key, value in pairs_of(node):
            folded = name.lower()
            if folded in without:
                continue
            if folded == "copy" and not self.literal and _are_copies(value):
                yield from self.copies(value)
            else:
                yield self._scalar(key, self.place(key)), self.of(value)

    def copies(self, node: Node) -> Iterator[tuple[Expression, Expression]]:
        """Property copies: `"copy": [{"name", "count", "input"}]` stands for a property each."""
        for item in items_of(node):
            name = entry(item, "name")
            if name is not None:
                yield Constant(text_of(name), self.place(name)), self.loop(item, text_of(name))

    def loop(self, node: Node, name: str) -> Expression:
        """A copy element as a list."""
        place = self.place(node)
        count, body = entry(node, "count"), entry(node, "input")
        if count is None or body is None:
            return Unreadable("a copy needs `count` and `input`", place)
        return Loop(self.of(count), self.of(body), place, name=name)


def _are_copies(node: Node) -> bool:
    return bool(items_of(node)) and all(
        isinstance(item, Mapping) and entry(item, "name") is not None and entry(item, "count") is not None
        for item in items_of(node)
    )


def joined_names(parent: Expression | None, child: Expression | None) -> Expression | None:
    """The full name of a nested child."""
    if parent is None or child is None:
        return child
    return Call("concat", [parent, Constant("/", child.place), child], child.place)
