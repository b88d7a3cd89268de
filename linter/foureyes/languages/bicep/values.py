"""Expressions of Bicep into those of the template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from foureyes.languages.arm import expression as arm
from foureyes.languages.bicep.chains import Chains
from foureyes.languages.bicep.operators import binary, negative
from foureyes.languages.bicep.scope import Local, Scope
from foureyes.languages.bicep.syntax import (
    Access,
    Array,
    Binary,
    Boolean,
    Call,
    For,
    If,
    Index,
    Integer,
    Interpolated,
    Lambda,
    MethodCall,
    Name,
    NestedAccess,
    Node,
    NonNull,
    Null,
    Object,
    Parenthesized,
    Property,
    Skipped,
    Spread,
    String,
    Ternary,
    Unary,
    Variable,
)

N = TypeVar("N", bound=Node)

LOST = "a part of this could not be read"


class Values(Chains):
    """Lowers expressions of one file; `locals` are the names that hold only here."""

    def __init__(self, scope: Scope, locals: Mapping[str, Local] | None = None) -> None:
        self.scope = scope
        self.locals: Mapping[str, Local] = locals or {}

    def within(self, added: Mapping[str, Local]) -> Values:
        """The same with more local names."""
        return Values(self.scope, {**self.locals, **added})

    def lower(self, node: Node) -> arm.Expression:
        """The expression; never raises."""
        handler = _HANDLERS.get(type(node))
        if handler is None:
            return arm.Unreadable("this is no value", self.scope.place(node))
        return handler(self, node)

    def constant(self, node: String | Integer | Boolean) -> arm.Expression:
        return arm.Constant(node.value, self.scope.place(node))

    def null(self, node: Null) -> arm.Expression:
        return arm.Constant(None, self.scope.place(node))

    def interpolated(self, node: Interpolated) -> arm.Expression:
        place = self.scope.place(node)
        pieces = [node.segments[0].replace("{", "{{").replace("}", "}}")]
        for number, segment in enumerate(node.segments[1:]):
            pieces.append(f"{{{number}}}" + segment.replace("{", "{{").replace("}", "}}"))
        holes = [self.lower(hole) for hole in node.holes]
        return arm.Call("format", [arm.Constant("".join(pieces), place), *holes], place)

    def array(self, node: Array) -> arm.Expression:
        return arm.Array([self._item(item) for item in node.items], self.scope.place(node))

    def _item(self, item: Node) -> arm.Expression:
        if isinstance(item, Spread):
            return arm.Spread(self.lower(item.value), self.scope.place(item))
        if isinstance(item, Skipped):
            return self._lost(item)
        return self.lower(item)

    def _lost(self, item: Skipped) -> arm.Expression:
        """What could not be read may hold anything, so that its holder stays open."""
        place = self.scope.place(item)
        return arm.Spread(arm.Unreadable(LOST, place), place)

    def object(self, node: Object) -> arm.Expression:
        return self.entries(node, node.items)

    def entries(self, node: Node, items: list[Node]) -> arm.Object:
        """Some items of an object. What was lost comes first: it hides nothing that could be read."""
        entries: list[tuple[arm.Expression | None, arm.Expression]] = [
            (None, self._lost(item)) for item in items if isinstance(item, Skipped)
        ]
        for item in items:
            if isinstance(item, Property):
                entries.append((self.key(item.key), self.lower(item.value)))
            elif isinstance(item, Spread):
                entries.append((None, self._item(item)))
        return arm.Object(entries, self.scope.place(node))

    def key(self, key: Name | String | Interpolated) -> arm.Expression:
        if isinstance(key, Interpolated):
            return self.interpolated(key)
        return arm.Constant(key.text if isinstance(key, Name) else key.value, self.scope.place(key))

    def parenthesized(self, node: Parenthesized) -> arm.Expression:
        return self.lower(node.inner)

    def unary(self, node: Unary) -> arm.Expression:
        operand, place = self.lower(node.operand), self.scope.place(node)
        return negative(operand, place) if node.operator == "-" else arm.Call("not", [operand], place)

    def binary(self, node: Binary) -> arm.Expression:
        # Operators lean to the left: a long chain is walked, not recursed into.
        spine = [node]
        while isinstance(spine[-1].left, Binary):
            spine.append(spine[-1].left)
        value = self.lower(spine[-1].left)
        for one in reversed(spine):
            value = binary(one.operator, value, self.lower(one.right), self.scope.place(one))
        return value

    def ternary(self, node: Ternary) -> arm.Expression:
        arguments = [self.lower(node.test), self.lower(node.yes), self.lower(node.no)]
        return arm.Call("if", arguments, self.scope.place(node))

    def lambda_(self, node: Lambda) -> arm.Expression:
        names = [parameter.text for parameter in node.parameters]
        body = self.within({name: Local() for name in names}).lower(node.body)
        return arm.Lambda(names, body, self.scope.place(node))

    def loop(self, node: For) -> arm.Expression:
        inner = self.within(loop_names(node))
        body, condition = node.body, None
        if isinstance(body, If):
            condition = inner.lower(body.condition)
            body = body.body
        return arm.Loop(
            self.lower(node.collection),
            inner.lower(body),
            self.scope.place(node),
            item=node.item.text,
            index=node.index.text if node.index else "",
            condition=condition,
        )

    def skipped(self, node: Skipped) -> arm.Expression:
        return arm.Unreadable(LOST, self.scope.place(node))


def loop_names(node: For) -> dict[str, Local]:
    """The names that hold in the body of a loop."""
    names = [node.item.text, *([node.index.text] if node.index else [])]
    return {name: Local() for name in names}


def _handler(function: Callable[[Values, N], arm.Expression]) -> Callable[[Values, Node], arm.Expression]:
    return function  # type: ignore[return-value]


_HANDLERS: dict[type[Node], Callable[[Values, Node], arm.Expression]] = {
    String: _handler(Values.constant),
    Integer: _handler(Values.constant),
    Boolean: _handler(Values.constant),
    Null: _handler(Values.null),
    Interpolated: _handler(Values.interpolated),
    Array: _handler(Values.array),
    Object: _handler(Values.object),
    Parenthesized: _handler(Values.parenthesized),
    Unary: _handler(Values.unary),
    Binary: _handler(Values.binary),
    Ternary: _handler(Values.ternary),
    Lambda: _handler(Values.lambda_),
    For: _handler(Values.loop),
    Skipped: _handler(Values.skipped),
    Call: _handler(Values.call),
    Variable: _handler(Values.chain),
    Access: _handler(Values.chain),
    Index: _handler(Values.chain),
    NonNull: _handler(Values.chain),
    NestedAccess: _handler(Values.chain),
    MethodCall: _handler(Values.chain),
}
