"""The syntax tree of HCL, in HCL's own words.

`start` and `end` are code-point offsets into the source's text; only the file knows its source.
"""

from __future__ import annotations

from foureyes.errors import UnreadableSource
from foureyes.model.place import Place, Source

Scalar = str | int | float | bool | None


class Node:
    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.start}, {self.end})"


class Comment(Node):
    """`#`, `//` or `/* */`, without the line end."""

    __slots__ = ()


class Expression(Node):
    __slots__ = ()


class Literal(Expression):
    """A number, `true`, `false`, `null`, or a quoted string in which nothing is interpolated."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: Scalar) -> None:
        self.start = start
        self.end = end
        self.value = value


class Variable(Expression):
    """The root of a traversal: `var` in `var.region`."""

    __slots__ = ("name",)

    def __init__(self, start: int, end: int, name: str) -> None:
        self.start = start
        self.end = end
        self.name = name


class GetAttr(Expression):
    """`collection.name`; the name alone begins at `name_start`."""

    __slots__ = ("collection", "name", "name_start")

    def __init__(self, start: int, end: int, collection: Expression, name: str, name_start: int) -> None:
        self.start = start
        self.end = end
        self.collection = collection
        self.name = name
        self.name_start = name_start


class Index(Expression):
    """`collection[key]`, or the legacy `collection.0` with a literal key."""

    __slots__ = ("collection", "key", "legacy")

    def __init__(self, start: int, end: int, collection: Expression, key: Expression, legacy: bool) -> None:
        self.start = start
        self.end = end
        self.collection = collection
        self.key = key
        self.legacy = legacy


class SplatItem(Expression):
    """The element a splat is at: the root of `Splat.each`. Its span is the marker, `[*]` or `.*`."""

    __slots__ = ()


class Splat(Expression):
    """`collection[*]…` (full) or `collection.*…`; `each` is what is taken from every element."""

    __slots__ = ("collection", "each", "full")

    def __init__(self, start: int, end: int, collection: Expression, each: Expression, full: bool) -> None:
        self.start = start
        self.end = end
        self.collection = collection
        self.each = each
        self.full = full


class FunctionCall(Expression):
    """`name(arguments)`; `expand` when the last argument is followed by `...`."""

    __slots__ = ("arguments", "expand", "name", "name_end")

    def __init__(
        self, start: int, end: int, name: str, name_end: int, arguments: list[Expression], expand: bool
    ) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.name_end = name_end
        self.arguments = arguments
        self.expand = expand


class Tuple(Expression):
    __slots__ = ("items",)

    def __init__(self, start: int, end: int, items: list[Expression]) -> None:
        self.start = start
        self.end = end
        self.items = items


class BareKey(Expression):
    """An object key written as a plain word: a string, not a reference."""

    __slots__ = ("name",)

    def __init__(self, start: int, end: int, name: str) -> None:
        self.start = start
        self.end = end
        self.name = name


class ObjectEntry(Node):
    __slots__ = ("key", "value")

    def __init__(self, key: Expression, value: Expression) -> None:
        self.start = key.start
        self.end = value.end
        self.key = key
        self.value = value


class Object(Expression):
    __slots__ = ("entries",)

    def __init__(self, start: int, end: int, entries: list[ObjectEntry]) -> None:
        self.start = start
        self.end = end
        self.entries = entries


class ForTuple(Expression):
    """`[for key_name, value_name in collection : value if condition]`."""

    __slots__ = ("collection", "condition", "key_name", "value", "value_name")

    def __init__(
        self,
        start: int,
        end: int,
        key_name: str | None,
        value_name: str,
        collection: Expression,
        value: Expression,
        condition: Expression | None,
    ) -> None:
        self.start = start
        self.end = end
        self.key_name = key_name
        self.value_name = value_name
        self.collection = collection
        self.value = value
        self.condition = condition


class ForObject(Expression):
    """`{for key_name, value_name in collection : key => value... if condition}`; `group` is the `...`."""

    __slots__ = ("collection", "condition", "group", "key", "key_name", "value", "value_name")

    def __init__(
        self,
        start: int,
        end: int,
        key_name: str | None,
        value_name: str,
        collection: Expression,
        key: Expression,
        value: Expression,
        condition: Expression | None,
        group: bool,
    ) -> None:
        self.start = start
        self.end = end
        self.key_name = key_name
        self.value_name = value_name
        self.collection = collection
        self.key = key
        self.value = value
        self.condition = condition
        self.group = group


class Conditional(Expression):
    __slots__ = ("condition", "otherwise", "then")

    def __init__(self, start: int, end: int, condition: Expression, then: Expression, otherwise: Expression) -> None:
        self.start = start
        self.end = end
        self.condition = condition
        self.then = then
        self.otherwise = otherwise


class Unary(Expression):
    __slots__ = ("operand", "operator")

    def __init__(self, start: int, end: int, operator: str, operand: Expression) -> None:
        self.start = start
        self.end = end
        self.operator = operator
        self.operand = operand


class Binary(Expression):
    __slots__ = ("left", "operator", "right")

    def __init__(self, start: int, end: int, operator: str, left: Expression, right: Expression) -> None:
        self.start = start
        self.end = end
        self.operator = operator
        self.left = left
        self.right = right


class Parentheses(Expression):
    __slots__ = ("expression",)

    def __init__(self, start: int, end: int, expression: Expression) -> None:
        self.start = start
        self.end = end
        self.expression = expression


class Text(Node):
    """Literal text of a template: decoded, trimmed by its neighbours' `~`, its indentation flushed."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: str) -> None:
        self.start = start
        self.end = end
        self.value = value


class Interpolation(Node):
    """`${ expression }`."""

    __slots__ = ("expression",)

    def __init__(self, start: int, end: int, expression: Expression) -> None:
        self.start = start
        self.end = end
        self.expression = expression


class IfDirective(Node):
    """`%{ if condition }then%{ else }otherwise%{ endif }`."""

    __slots__ = ("condition", "otherwise", "then")

    def __init__(self, start: int, end: int, condition: Expression) -> None:
        self.start = start
        self.end = end
        self.condition = condition
        self.then: list[Part] = []
        self.otherwise: list[Part] | None = None


class ForDirective(Node):
    """`%{ for key_name, value_name in collection }body%{ endfor }`."""

    __slots__ = ("body", "collection", "key_name", "value_name")

    def __init__(self, start: int, end: int, key_name: str | None, value_name: str, collection: Expression) -> None:
        self.start = start
        self.end = end
        self.key_name = key_name
        self.value_name = value_name
        self.collection = collection
        self.body: list[Part] = []


Part = Text | Interpolation | IfDirective | ForDirective


class Template(Expression):
    """A quoted string with something interpolated, a heredoc, or a whole text read as a template."""

    __slots__ = ("heredoc", "parts")

    def __init__(self, start: int, end: int, parts: list[Part], heredoc: bool) -> None:
        self.start = start
        self.end = end
        self.parts = parts
        self.heredoc = heredoc

    @property
    def wrapped(self) -> Expression | None:
        """The expression of `"${expression}"`, which keeps its type; None for every other template."""
        if len(self.parts) == 1 and isinstance(self.parts[0], Interpolation):
            return self.parts[0].expression
        return None


class Attribute(Node):
    """`name = value`; the name ends at `name_end`."""

    __slots__ = ("name", "name_end", "value")

    def __init__(self, start: int, end: int, name: str, name_end: int, value: Expression) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.name_end = name_end
        self.value = value


class Label(Node):
    """A label of a block; its span includes the quotes if there are any."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: str) -> None:
        self.start = start
        self.end = end
        self.value = value


class Body(Node):
    """What is between the braces of a block, or a whole file. The first attribute of a name counts."""

    __slots__ = ("attributes", "blocks")

    def __init__(self, start: int, end: int, attributes: dict[str, Attribute], blocks: list[Block]) -> None:
        self.start = start
        self.end = end
        self.attributes = attributes
        self.blocks = blocks

    @property
    def items(self) -> list[Attribute | Block]:
        """Attributes and blocks as they stand in the file."""
        return sorted([*self.attributes.values(), *self.blocks], key=lambda item: item.start)


class Block(Node):
    """`type "label" { body }`; `header_end` is just after the opening brace."""

    __slots__ = ("body", "header_end", "labels", "type", "type_end")

    def __init__(
        self, start: int, end: int, type: str, type_end: int, labels: list[Label], header_end: int, body: Body
    ) -> None:
        self.start = start
        self.end = end
        self.type = type
        self.type_end = type_end
        self.labels = labels
        self.header_end = header_end
        self.body = body


class File(Node):
    """A file as far as it could be read; `errors` says what could not."""

    __slots__ = ("body", "comments", "errors", "source")

    def __init__(self, source: Source, body: Body, comments: list[Comment], errors: list[UnreadableSource]) -> None:
        self.start = 0
        self.end = len(source.text)
        self.source = source
        self.body = body
        self.comments = comments
        self.errors = errors

    def place(self, node: Node) -> Place:
        return Place(self.source, node.start, node.end)
