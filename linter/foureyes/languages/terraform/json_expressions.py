"""Values of Terraform's JSON syntax as expressions: strings are templates, everything else is what it is."""

from __future__ import annotations

import re
from bisect import bisect_right

from foureyes.errors import UnreadableSource
from foureyes.languages.documents.tree import Document, Mapping, Node, Scalar, Sequence
from foureyes.languages.terraform.parser import parse_expression, parse_template
from foureyes.languages.terraform.syntax import (
    BareKey,
    Expression,
    Literal,
    Object,
    ObjectEntry,
    Template,
    Text,
    Tuple,
    Variable,
)
from foureyes.languages.terraform.syntax import Node as SyntaxNode
from foureyes.model.place import Place, Source

_WORD = re.compile(r"[A-Za-z_][\w-]*\Z")
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_PLAIN = {("variable", "default"), ("variable", "description"), ("module", "source"), ("module", "version")}
"""Arguments whose strings are no templates."""
_CODE = {("variable", "type"), ("moved", "from"), ("moved", "to"), ("import", "to"), ("removed", "from")}
"""Arguments whose strings are expressions."""


class JsonExpressions:
    """Reads the values of one document; mistakes are noted in `errors`."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.errors = document.errors

    def argument(self, block: str, name: str, value: Node) -> Expression:
        """The value of an argument of a block."""
        if isinstance(value, Scalar) and isinstance(value.value, str):
            if (block, name) in _CODE:
                return self.code(value, value.value)
            if block == "dynamic" and name == "iterator":
                return Variable(value.start, value.end, value.value)
        return self.expression(value, templates=(block, name) not in _PLAIN)

    def expression(self, node: Node, templates: bool = True) -> Expression:
        if isinstance(node, Sequence):
            return Tuple(node.start, node.end, [self.expression(item, templates) for item in node.items])
        if isinstance(node, Mapping):
            return self.object(node, templates)
        value = node.value
        if isinstance(value, str) and templates and ("${" in value or "%{" in value):
            return self.template(node, value)
        return Literal(node.start, node.end, value)

    def object(self, node: Mapping, templates: bool) -> Object:
        entries: list[ObjectEntry] = []
        for key, value in node.entries:
            if isinstance(key, Scalar):
                name: Expression = BareKey(key.start, key.end, key.name)
                if not _WORD.match(key.name):
                    name = self.expression(key, templates)
                entries.append(ObjectEntry(name, self.expression(value, templates)))
        return Object(node.start, node.end, entries)

    def template(self, node: Node, text: str) -> Expression:
        try:
            template = parse_template(Source(self.document.source.path, text))
        except UnreadableSource as error:
            return self.unreadable(node, text, error)
        self.moved(template, node, text)
        template.start, template.end = node.start, node.end
        if all(isinstance(part, Text) for part in template.parts):
            literal = "".join(part.value for part in template.parts if isinstance(part, Text))
            return Literal(node.start, node.end, literal)
        return template

    def code(self, node: Node, text: str) -> Expression:
        """A string that holds an expression."""
        try:
            expression = parse_expression(Source(self.document.source.path, text))
        except UnreadableSource as error:
            return self.unreadable(node, text, error)
        self.moved(expression, node, text)
        return expression

    def unreadable(self, node: Node, text: str, error: UnreadableSource) -> Expression:
        offsets = _Offsets(self.document.source.text, node)
        start, end = (error.place.start, error.place.end) if error.place else (0, len(text))
        place = Place(self.document.source, offsets(start), max(offsets(end), offsets(start)))
        self.errors.append(UnreadableSource(error.message, place=place, remedy=error.remedy))
        return Template(node.start, node.end, [], False)

    def moved(self, root: SyntaxNode, node: Node, text: str) -> None:
        """Give everything in a tree read from a string the place it has in the file."""
        offsets = _Offsets(self.document.source.text, node)
        pending: list[SyntaxNode] = [root]
        while pending:
            one = pending.pop()
            one.start, one.end = offsets(one.start), offsets(one.end)
            for slot in _slots(one):
                inner = getattr(one, slot)
                if slot in ("name_start", "name_end"):
                    setattr(one, slot, offsets(inner))
                elif isinstance(inner, list):
                    pending += [part for part in inner if isinstance(part, SyntaxNode)]
                elif isinstance(inner, SyntaxNode):
                    pending.append(inner)


def _slots(node: SyntaxNode) -> tuple[str, ...]:
    slots: tuple[str, ...] | str = getattr(type(node), "__slots__", ())
    return (slots,) if isinstance(slots, str) else slots


class _Offsets:
    """Where in the file a position in a decoded string is."""

    def __init__(self, source: str, node: Node) -> None:
        self.base = node.start + 1
        self.decoded: list[int] = []
        self.shift: list[int] = []
        total = 0
        for match in _ESCAPE.finditer(source, node.start + 1, max(node.end - 1, node.start + 1)):
            at = match.start() - self.base - total
            total += len(match[0]) - 1
            self.decoded.append(at + 1)
            self.shift.append(total)

    def __call__(self, offset: int) -> int:
        index = bisect_right(self.decoded, offset) - 1
        return self.base + offset + (self.shift[index] if index >= 0 else 0)
