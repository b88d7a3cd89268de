"""Syntax of Bicep: the common ground of all nodes, and expressions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from foureyes.model.place import Place, Source


class Node:
    """A piece of the tree: `start` inclusive, `end` exclusive, in code points of the source."""

    __slots__ = ("end", "start")

    fields: ClassVar[tuple[str, ...]] = ()
    """What the node holds beside its span, in the order of the text."""

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.start}, {self.end})"

    def place(self, source: Source) -> Place:
        return Place(source, self.start, self.end)

    def __init_subclass__(cls) -> None:
        code = cls.__init__.__code__
        cls.fields = code.co_varnames[3 : code.co_argcount]

    def children(self) -> Iterator[Node]:
        """The nodes directly below, in the order of the text."""
        for field in self.fields:
            value = getattr(self, field)
            if isinstance(value, Node):
                yield value
            elif isinstance(value, list):
                yield from (item for item in value if isinstance(item, Node))


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, a parent before its children, in the order of the text."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(list(current.children())))


class Comment(Node):
    """`// …` or `/* … */`."""

    __slots__ = ()


class Pragma(Node):
    """`#disable-next-line …`: the word after `#` and the codes that it names."""

    __slots__ = ("codes", "word")

    def __init__(self, start: int, end: int, word: str, codes: list[str]) -> None:
        self.start = start
        self.end = end
        self.word = word
        self.codes = codes


class Skipped(Node):
    """Text that could not be read. Whatever holds one is incomplete: what it lacks may be in here.

    `keyword` and `name` tell what was declared there, as far as that was readable.
    """

    __slots__ = ("keyword", "name")

    def __init__(self, start: int, end: int, keyword: str = "", name: str = "") -> None:
        self.start = start
        self.end = end
        self.keyword = keyword
        self.name = name


class Name(Node):
    """A name that is declared here, or the key of a property."""

    __slots__ = ("text",)

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self.text = text


class Variable(Node):
    """A name standing for a symbol: `storage`."""

    __slots__ = ("name",)

    def __init__(self, start: int, end: int, name: str) -> None:
        self.start = start
        self.end = end
        self.name = name


class Integer(Node):
    """A whole number."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: int) -> None:
        self.start = start
        self.end = end
        self.value = value


class Boolean(Node):
    """`true` or `false`."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: bool) -> None:
        self.start = start
        self.end = end
        self.value = value


class Null(Node):
    """`null`."""

    __slots__ = ()


class String(Node):
    """A text without holes, escapes decoded: `'a'`, or between triple quotes."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: str) -> None:
        self.start = start
        self.end = end
        self.value = value


class Interpolated(Node):
    """A text with holes: `'a${b}c'`. There is one segment more than there are holes."""

    __slots__ = ("holes", "segments")

    def __init__(self, start: int, end: int, segments: list[str], holes: list[Node]) -> None:
        self.start = start
        self.end = end
        self.segments = segments
        self.holes = holes


class Property(Node):
    """One `key: value` of an object."""

    __slots__ = ("key", "value")

    def __init__(self, start: int, end: int, key: Name | String | Interpolated, value: Node) -> None:
        self.start = start
        self.end = end
        self.key = key
        self.value = value


class Spread(Node):
    """`...value` in an object or an array."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: Node) -> None:
        self.start = start
        self.end = end
        self.value = value


class Object(Node):
    """`{ … }`. Items are Property, Spread, nested Resource and, where something was unreadable, Skipped."""

    __slots__ = ("items",)

    def __init__(self, start: int, end: int, items: list[Node]) -> None:
        self.start = start
        self.end = end
        self.items = items


class Array(Node):
    """`[ … ]`. Items are expressions, Spread and, where something was unreadable, Skipped."""

    __slots__ = ("items",)

    def __init__(self, start: int, end: int, items: list[Node]) -> None:
        self.start = start
        self.end = end
        self.items = items


class Parenthesized(Node):
    """`(inner)`, of an expression or of a type."""

    __slots__ = ("inner",)

    def __init__(self, start: int, end: int, inner: Node) -> None:
        self.start = start
        self.end = end
        self.inner = inner


class Unary(Node):
    """`!a` or `-a`, of an expression or of a type."""

    __slots__ = ("operand", "operator")

    def __init__(self, start: int, end: int, operator: str, operand: Node) -> None:
        self.start = start
        self.end = end
        self.operator = operator
        self.operand = operand


class Binary(Node):
    """`a + b`."""

    __slots__ = ("left", "operator", "right")

    def __init__(self, start: int, end: int, left: Node, operator: str, right: Node) -> None:
        self.start = start
        self.end = end
        self.left = left
        self.operator = operator
        self.right = right


class Ternary(Node):
    """`test ? yes : no`."""

    __slots__ = ("no", "test", "yes")

    def __init__(self, start: int, end: int, test: Node, yes: Node, no: Node) -> None:
        self.start = start
        self.end = end
        self.test = test
        self.yes = yes
        self.no = no


class Call(Node):
    """`name(…)`; the name starts where the node does."""

    __slots__ = ("arguments", "name")

    def __init__(self, start: int, end: int, name: str, arguments: list[Node]) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.arguments = arguments


class MethodCall(Node):
    """`base.name(…)`: a function of a namespace, a resource or a module."""

    __slots__ = ("arguments", "base", "name", "name_start")

    def __init__(self, start: int, end: int, base: Node, name: str, name_start: int, arguments: list[Node]) -> None:
        self.start = start
        self.end = end
        self.base = base
        self.name = name
        self.name_start = name_start
        self.arguments = arguments


class Access(Node):
    """`base.name`, or `base.?name` when safe; also of a type."""

    __slots__ = ("base", "name", "safe")

    def __init__(self, start: int, end: int, base: Node, name: str, safe: bool) -> None:
        self.start = start
        self.end = end
        self.base = base
        self.name = name
        self.safe = safe


class NestedAccess(Node):
    """`base::name`: a resource declared inside another."""

    __slots__ = ("base", "name")

    def __init__(self, start: int, end: int, base: Node, name: str) -> None:
        self.start = start
        self.end = end
        self.base = base
        self.name = name


class Index(Node):
    """`base[index]`, `base[?index]`, `base[^index]`; also of a type."""

    __slots__ = ("base", "from_end", "index", "safe")

    def __init__(self, start: int, end: int, base: Node, index: Node, safe: bool, from_end: bool) -> None:
        self.start = start
        self.end = end
        self.base = base
        self.index = index
        self.safe = safe
        self.from_end = from_end


class NonNull(Node):
    """`operand!`."""

    __slots__ = ("operand",)

    def __init__(self, start: int, end: int, operand: Node) -> None:
        self.start = start
        self.end = end
        self.operand = operand


class Lambda(Node):
    """`x => body` (bare) or `(x, y) => body`."""

    __slots__ = ("bare", "body", "parameters")

    def __init__(self, start: int, end: int, parameters: list[Name], bare: bool, body: Node) -> None:
        self.start = start
        self.end = end
        self.parameters = parameters
        self.bare = bare
        self.body = body


class For(Node):
    """`[for item in collection: body]`, or `[for (item, index) in …]`."""

    __slots__ = ("body", "collection", "index", "item")

    def __init__(self, start: int, end: int, item: Name, index: Name | None, collection: Node, body: Node) -> None:
        self.start = start
        self.end = end
        self.item = item
        self.index = index
        self.collection = collection
        self.body = body


class If(Node):
    """`if (condition) { … }`, the body of a resource or module."""

    __slots__ = ("body", "condition")

    def __init__(self, start: int, end: int, condition: Parenthesized, body: Object) -> None:
        self.start = start
        self.end = end
        self.condition = condition
        self.body = body


class Decorator(Node):
    """`@name`, `@name(…)`, `@namespace.name(…)`: the expression after the `@`."""

    __slots__ = ("expression",)

    def __init__(self, start: int, end: int, expression: Node) -> None:
        self.start = start
        self.end = end
        self.expression = expression
