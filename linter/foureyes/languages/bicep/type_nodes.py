"""Syntax of Bicep: types. Literal types are the nodes of the literals themselves."""

from __future__ import annotations

from foureyes.languages.bicep.expression_nodes import Decorator, Interpolated, Name, Node, String


class TypeName(Node):
    """A type by its name: `string`, `myType`."""

    __slots__ = ("name",)

    def __init__(self, start: int, end: int, name: str) -> None:
        self.start = start
        self.end = end
        self.name = name


class GenericType(Node):
    """`name<…>` or `base.name<…>`: `resourceInput<'…@…'>`."""

    __slots__ = ("arguments", "base", "name", "name_start")

    def __init__(
        self, start: int, end: int, base: Node | None, name: str, name_start: int, arguments: list[Node]
    ) -> None:
        self.start = start
        self.end = end
        self.base = base
        self.name = name
        self.name_start = name_start
        self.arguments = arguments


class ResourceType(Node):
    """`resource 'type@version'` in the place of a type."""

    __slots__ = ("type",)

    def __init__(self, start: int, end: int, type: String | Interpolated | None) -> None:
        self.start = start
        self.end = end
        self.type = type


class PropertyType(Node):
    """One `key: type` of an object type."""

    __slots__ = ("decorators", "key", "type")

    def __init__(
        self, start: int, end: int, decorators: list[Decorator], key: Name | String | Interpolated, type: Node
    ) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.key = key
        self.type = type


class AdditionalType(Node):
    """`*: type`: what further properties of an object may be."""

    __slots__ = ("decorators", "type")

    def __init__(self, start: int, end: int, decorators: list[Decorator], type: Node) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.type = type


class ObjectType(Node):
    """`{ … }`. Items are PropertyType, AdditionalType and Skipped."""

    __slots__ = ("items",)

    def __init__(self, start: int, end: int, items: list[Node]) -> None:
        self.start = start
        self.end = end
        self.items = items


class TupleItem(Node):
    """One member of a tuple type."""

    __slots__ = ("decorators", "type")

    def __init__(self, start: int, end: int, decorators: list[Decorator], type: Node) -> None:
        self.start = start
        self.end = end
        self.decorators = decorators
        self.type = type


class TupleType(Node):
    """`[ … ]`. Items are TupleItem and Skipped."""

    __slots__ = ("items",)

    def __init__(self, start: int, end: int, items: list[Node]) -> None:
        self.start = start
        self.end = end
        self.items = items


class ArrayType(Node):
    """`item[]`."""

    __slots__ = ("item",)

    def __init__(self, start: int, end: int, item: Node) -> None:
        self.start = start
        self.end = end
        self.item = item


class UnionType(Node):
    """`'a' | 'b'`."""

    __slots__ = ("members",)

    def __init__(self, start: int, end: int, members: list[Node]) -> None:
        self.start = start
        self.end = end
        self.members = members


class NullableType(Node):
    """`inner?`."""

    __slots__ = ("inner",)

    def __init__(self, start: int, end: int, inner: Node) -> None:
        self.start = start
        self.end = end
        self.inner = inner


class NonNullType(Node):
    """`inner!`."""

    __slots__ = ("inner",)

    def __init__(self, start: int, end: int, inner: Node) -> None:
        self.start = start
        self.end = end
        self.inner = inner


class AnyProperty(Node):
    """`base.*`: the type of further properties."""

    __slots__ = ("base",)

    def __init__(self, start: int, end: int, base: Node) -> None:
        self.start = start
        self.end = end
        self.base = base


class AnyItem(Node):
    """`base[*]`: the type of the items."""

    __slots__ = ("base",)

    def __init__(self, start: int, end: int, base: Node) -> None:
        self.start = start
        self.end = end
        self.base = base
