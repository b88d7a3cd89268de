"""Terraform's JSON syntax to the syntax tree of HCL.

JSON does not say what is a block and what is an argument. At the top level Terraform's own schema tells; inside of
resources an object becomes a block where only a block makes sense (`dynamic`, `lifecycle`, …, or something with a
`dynamic` in it) and an argument otherwise: rules step into a map and into a list of one block alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.languages.documents.json import read_json
from foureyes.languages.documents.tree import Document, Mapping, Node, Scalar, Sequence
from foureyes.languages.terraform.json_expressions import JsonExpressions
from foureyes.languages.terraform.syntax import Attribute, Block, Body, Comment, File, Label
from foureyes.model.place import Source

_LABELS = {
    "resource": 2, "data": 2, "ephemeral": 2, "provider": 1, "variable": 1, "output": 1, "module": 1, "check": 1,
    "locals": 0, "terraform": 0, "moved": 0, "import": 0, "removed": 0,
}  # fmt: skip
"""How many labels each top-level block has."""

_INNER = {"dynamic": 1, "provisioner": 1, "lifecycle": 0, "connection": 0, "content": 0, "timeouts": 0}
_NESTED: dict[str, dict[str, int]] = {
    "resource": _INNER,
    "data": _INNER,
    "ephemeral": _INNER,
    "provider": {"dynamic": 1},
    "dynamic": _INNER,
    "content": _INNER,
    "lifecycle": {"precondition": 0, "postcondition": 0},
    "provisioner": {"connection": 0},
    "variable": {"validation": 0},
    "output": {"precondition": 0},
    "check": {"data": 2, "assert": 0},
    "terraform": {"required_providers": 0, "backend": 1, "cloud": 0, "provider_meta": 1},
    "cloud": {"workspaces": 0},
    "removed": {"lifecycle": 0, "provisioner": 1},
}
"""Blocks inside of blocks, with the number of their labels."""

_SCHEMA_FREE = ("resource", "data", "ephemeral", "dynamic", "content", "provider")
"""Where the provider's schema decides what is a block."""


def parse_json(source: Source) -> File:
    """The file's tree, with an error for everything that cannot be read; never raises on bad syntax."""
    document = read_json(source)
    reader = _Reader(document)
    body = reader.top()
    comments = [Comment(span.start, span.end) for span in document.comments]
    return File(source, body, comments, reader.expressions.errors)


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.expressions = JsonExpressions(document)

    def fail(self, message: str, node: Node, remedy: str = "") -> None:
        self.document.fail(message, node.start, node.end, remedy)

    def top(self) -> Body:
        body = Body(0, len(self.document.source.text), {}, [])
        root = self.document.root
        for mapping in self.objects(root) if root is not None else ():
            for key, value in mapping.entries:
                if not isinstance(key, Scalar) or key.name == "//":
                    continue
                if key.name in _LABELS:
                    body.blocks += self.blocks(key.name, key, value, _LABELS[key.name], [])
                else:
                    self.fail(f"“{key.name}” is no block of Terraform", key)
        return body

    def objects(self, node: Node) -> Iterator[Mapping]:
        """An object, or the objects of an array."""
        for one in node.items if isinstance(node, Sequence) else [node]:
            if isinstance(one, Mapping):
                yield one
            elif not (isinstance(one, Scalar) and (one.lost or one.value is None)):
                self.fail("an object is expected here", one)

    def blocks(self, type: str, key: Scalar, value: Node, labels: int, found: list[Label]) -> Iterator[Block]:
        """The blocks below a key, after as many labels as the type has."""
        for mapping in self.objects(value):
            if labels == 0:
                yield self.block(type, key, mapping, found)
                continue
            for name, inner in mapping.entries:
                if isinstance(name, Scalar) and name.name != "//":
                    label = Label(name.start, name.end, name.name)
                    yield from self.blocks(type, name, inner, labels - 1, [*found, label])

    def block(self, type: str, key: Scalar, mapping: Mapping, labels: list[Label], name: str = "") -> Block:
        """A block of a type; `name` is what it is called, where that is the provider's business."""
        body = Body(mapping.start + 1, mapping.end, {}, [])
        known = _NESTED.get(type, {})
        for inner, value in mapping.entries:
            if not isinstance(inner, Scalar) or inner.name == "//":
                continue
            if inner.name in known and isinstance(value, Mapping | Sequence):
                body.blocks += self.blocks(inner.name, inner, value, known[inner.name], [])
            elif type in _SCHEMA_FREE and _holds_dynamic(value):
                body.blocks += [self.block("content", inner, one, [], inner.name) for one in self.objects(value)]
            else:
                self.attribute(type, inner, value, body)
        return Block(key.start, mapping.end, name or type, key.end, labels, mapping.start + 1, body)

    def attribute(self, type: str, name: Scalar, value: Node, body: Body) -> None:
        if name.name in body.attributes:
            line = self.document.source.position(body.attributes[name.name].start)[0]
            self.fail(f"“{name.name}” is already set on line {line}", name, "set it once")
            return
        expression = self.expressions.argument(type, name.name, value)
        body.attributes[name.name] = Attribute(name.start, max(value.end, name.end), name.name, name.end, expression)


def _holds_dynamic(value: Node) -> bool:
    """Whether an object is surely a block, because it, or one inside of it, has dynamic blocks."""
    pending = [value]
    while pending:
        node = pending.pop()
        if isinstance(node, Sequence):
            pending += node.items
        elif isinstance(node, Mapping):
            for key, inner in node.entries:
                if isinstance(key, Scalar) and key.name == "dynamic" and _is_dynamic(inner):
                    return True
                pending.append(inner)
    return False


def _is_dynamic(node: Node) -> bool:
    inner = [value for _, value in node.entries] if isinstance(node, Mapping) else []
    bodies = [one for value in inner for one in (value.items if isinstance(value, Sequence) else [value])]
    return bool(bodies) and all(isinstance(one, Mapping) and one.get("for_each") is not None for one in bodies)
