"""Type expressions."""

from __future__ import annotations

from collections.abc import Callable

from foureyes.languages.bicep.cursor import LONGEST_CHAIN
from foureyes.languages.bicep.expressions import Expressions
from foureyes.languages.bicep.literals import STARTS_TEXT
from foureyes.languages.bicep.syntax import (
    Access,
    AdditionalType,
    AnyItem,
    AnyProperty,
    ArrayType,
    Call,
    Decorator,
    GenericType,
    Index,
    MethodCall,
    Node,
    NonNullType,
    NullableType,
    ObjectType,
    Parenthesized,
    PropertyType,
    ResourceType,
    TupleItem,
    TupleType,
    TypeName,
    Unary,
    UnionType,
    Variable,
)


class TypeExpressions(Expressions):
    """Reads types; each method starts at the next token and steps over what it read."""

    def type(self, *, name_optional: bool = False) -> Node:
        """A type, or `resource 'type@version'`; an output may leave that type's name out."""
        at = self.at
        if self.word() != "resource" or self.kinds[at + 1] == "<":
            return self.type_expression()
        self.at = at + 1
        if name_optional and self.kinds[at + 1] not in STARTS_TEXT:
            return ResourceType(self.starts[at], self.ends[at], None)
        name = self.string("a resource type in quotes")
        return ResourceType(self.starts[at], name.end, name)

    def _pipe_follows(self) -> bool:
        at, kinds = self.at, self.kinds
        return kinds[at] == "|" or (kinds[at] == "newline" and kinds[at + 1] == "|")

    def type_expression(self) -> Node:
        start = -1
        if self._pipe_follows():
            self.skip_newline()
            start = self.starts[self.at]
            self.at += 1
        member = self._suffixed()
        if start < 0 and not self._pipe_follows():
            return member
        members = [member]
        while self._pipe_follows():
            self.skip_newline()
            self.at += 1
            members.append(self._suffixed())
        return UnionType(start if start >= 0 else member.start, members[-1].end, members)

    def _suffixed(self) -> Node:
        """A type with `?` or `!` after it, or a sign before."""
        at, kind = self.at, self.kinds[self.at]
        if kind == "!" or kind == "-":
            self.at = at + 1
            operand = self._member_type()
            node: Node = Unary(self.starts[at], operand.end, kind, operand)
        else:
            node = self._member_type()
        count = 0
        while (kind := self.kinds[self.at]) in ("?", "!"):
            count = self._count(count)
            end = self.ends[self.at]
            self.at += 1
            node = NullableType(node.start, end, node) if kind == "?" else NonNullType(node.start, end, node)
        return node

    def _count(self, count: int) -> int:
        if count >= LONGEST_CHAIN:
            self.refuse(f"more than {LONGEST_CHAIN} accesses follow each other", "give parts a name with type")
        return count + 1

    def _member_type(self) -> Node:
        handler = _PRIMARY_TYPE.get(self.kinds[self.at])
        if handler is None:
            self.fail("a type")
        base = handler(self)
        count = 0
        while (kind := self.kinds[self.at]) in (".", "["):
            count = self._count(count)
            base = self._type_dot(base) if kind == "." else self._type_index(base)
        return base

    def _type_dot(self, base: Node) -> Node:
        self.at += 1
        if self.kinds[self.at] == "*":
            self.at += 1
            return AnyProperty(base.start, self.ends[self.at - 1], base)
        name = self.name("the name of a property or type")
        if self.kinds[self.at] != "<":
            return Access(base.start, name.end, base, name.text, False)
        arguments, end = self._type_arguments()
        return GenericType(base.start, end, base, name.text, name.start, arguments)

    def _type_index(self, base: Node) -> Node:
        self.at += 1
        kind = self.kinds[self.at]
        if kind == "]":
            self.at += 1
            return ArrayType(base.start, self.ends[self.at - 1], base)
        if kind == "*":
            self.at += 1
            return AnyItem(base.start, self.expect("]", "after *"), base)
        before, self.literals_allowed = self.literals_allowed, False
        self.deeper()
        index = self.expression()
        self.depth -= 1
        self.literals_allowed = before
        return Index(base.start, self.expect("]", "after the index"), base, index, False, False)

    def _type_arguments(self) -> tuple[list[Node], int]:
        """`<…>` after the name of a type, and where it ends."""
        self.at += 1
        self.deeper()
        self.skip_newline()
        arguments: list[Node] = []
        while self.kinds[self.at] != ">" or arguments:
            arguments.append(self.type_expression())
            self.skip_newline()
            if self.kinds[self.at] == ">":
                break
            self.expect(",", "between types, or > after them")
            self.skip_newline()
        self.depth -= 1
        self.at += 1
        return arguments, self.ends[self.at - 1]

    def _type_name(self) -> Node:
        name = self.name("a type")
        if self.kinds[self.at] != "<":
            return TypeName(name.start, name.end, name.text)
        arguments, end = self._type_arguments()
        return GenericType(name.start, end, None, name.text, name.start, arguments)

    def _type_parenthesis(self) -> Node:
        start = self.starts[self.at]
        self.at += 1
        self.deeper()
        inner = self.type_expression()
        self.depth -= 1
        return Parenthesized(start, self.expect(")", "after the type"), inner)

    def _object_type(self) -> Node:
        start = self.starts[self.at]
        items, end = self.items("}", self._property_type, "property")
        return ObjectType(start, end, items)

    def _property_type(self) -> Node:
        start = self.starts[self.at]
        decorators = self.decorators()
        if self.kinds[self.at] == "*":
            self.at += 1
            self.expect(":", "after *")
            others = self.type_expression()
            return AdditionalType(start, others.end, decorators, others)
        key = self.key("the name of a property, or * for all others")
        self.expect(":", "after the name of the property")
        type_ = self.type_expression()
        return PropertyType(start, type_.end, decorators, key, type_)

    def _tuple_type(self) -> Node:
        start = self.starts[self.at]
        items, end = self.items("]", self._tuple_item, "item")
        return TupleType(start, end, items)

    def _tuple_item(self) -> Node:
        start = self.starts[self.at]
        decorators = self.decorators()
        type_ = self.type_expression()
        return TupleItem(start, type_.end, decorators, type_)

    def decorators(self) -> list[Decorator]:
        decorators = []
        while self.kinds[self.at] == "@":
            start = self.starts[self.at]
            self.at += 1
            expression = self._decorator_expression()
            decorators.append(Decorator(start, expression.end, expression))
            if self.kinds[self.at] != "newline":
                self.fail("the end of the line after a decorator")
            self.at += 1
        return decorators

    def _decorator_expression(self) -> Node:
        name = self.name("the name of a decorator")
        node: Node = Variable(name.start, name.end, name.text)
        if self.kinds[self.at] == "(":
            arguments, end = self.arguments()
            node = Call(name.start, end, name.text, arguments)
        count = 0
        while self.kinds[self.at] == ".":
            count = self._count(count)
            self.at += 1
            name = self.name("the name of a decorator")
            if self.kinds[self.at] == "(":
                arguments, end = self.arguments()
                node = MethodCall(node.start, end, node, name.text, name.start, arguments)
            else:
                node = Access(node.start, name.end, node, name.text, False)
        return node


_PRIMARY_TYPE: dict[str, Callable[[TypeExpressions], Node]] = {
    "text": TypeExpressions._text,
    "escaped": TypeExpressions._text,
    "multiline": TypeExpressions._text,
    "left": TypeExpressions._left,
    "integer": TypeExpressions._integer,
    "true": TypeExpressions._constant,
    "false": TypeExpressions._constant,
    "null": TypeExpressions._constant,
    "name": TypeExpressions._type_name,
    "{": TypeExpressions._object_type,
    "[": TypeExpressions._tuple_type,
    "(": TypeExpressions._type_parenthesis,
}
