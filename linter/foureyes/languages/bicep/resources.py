"""Resource declarations: nested, conditional, in loops, existing."""

from __future__ import annotations

from typing import NamedTuple

from foureyes.languages.arm import expression as arm
from foureyes.languages.arm.template import Iteration, ResourceDeclaration
from foureyes.languages.bicep.scope import Local, nested_resources
from foureyes.languages.bicep.syntax import (
    Array,
    For,
    If,
    Interpolated,
    Name,
    Node,
    Object,
    Property,
    Resource,
    Skipped,
    Spread,
    Statement,
)
from foureyes.languages.bicep.values import Values, loop_names
from foureyes.model.place import Place

_APART = frozenset(("parent", "scope", "dependsOn"))
"""Properties that say how a resource stands to others, not what it is."""

MAX_NESTING = 30
"""Resources inside resources; Azure has no type with more segments."""


class Body(NamedTuple):
    """What is declared, out of its loop and condition."""

    values: Values
    object: Object
    loop: Iteration | None
    condition: arm.Expression | None


def opened(body: Node, values: Values) -> Body | None:
    """The object of a resource's or module's body; None for a body that is none."""
    loop = condition = None
    if isinstance(body, For):
        loop = Iteration(
            values.lower(body.collection), item=body.item.text, index=body.index.text if body.index else ""
        )
        values = values.within(loop_names(body))
        body = body.body
    if isinstance(body, If):
        condition = values.lower(body.condition)
        body = body.body
    return Body(values, body, loop, condition) if isinstance(body, Object) else None


def property_of(body: Object, name: str) -> Node | None:
    """The value of a property by its name."""
    for item in body.items:
        if isinstance(item, Property) and isinstance(item.key, Name) and item.key.text == name:
            return item.value
    return None


def listed(node: Node | None, values: Values) -> tuple[arm.Expression, ...]:
    """The items of `dependsOn`; one expression for all where they are not written one by one."""
    if node is None:
        return ()
    if isinstance(node, Array) and not any(isinstance(item, Spread | Skipped) for item in node.items):
        return tuple(values.lower(item) for item in node.items)
    return (values.lower(node),)


def scope_of(body: Object, values: Values) -> arm.Expression | None:
    """Where it is deployed to, if that is not where the file itself is."""
    written = property_of(body, "scope")
    if written is None:
        return None
    found = values.lower(written)
    own = values.scope.lowering.template.scope.lower()
    if isinstance(found, arm.Call) and found.name == own and not found.arguments:
        return None
    return found


def header(statement: Statement, name: Name, end: int, values: Values) -> Place:
    """From the keyword of a declaration to its type."""
    start = statement.decorators[-1].end if statement.decorators else statement.start
    text = values.scope.source.text
    keyword = max(text.rfind("resource", start, name.start), text.rfind("module", start, name.start), start)
    return Place(values.scope.source, keyword, end)


class _Outer(NamedTuple):
    """The resource around a nested one."""

    symbol: str
    type: str
    version: str
    body: Body
    statement: Resource


def resources(statement: Resource, values: Values) -> list[ResourceDeclaration]:
    """A resource and all that are declared inside of it."""
    found: list[ResourceDeclaration] = []
    _add(statement, values, None, found)
    return found


def _add(statement: Resource, values: Values, outer: _Outer | None, found: list[ResourceDeclaration]) -> None:
    symbol = f"{outer.symbol}::{statement.name.text}" if outer else statement.name.text
    children = nested_resources(statement)
    values = values.within({name: Local(f"{symbol}::{name}", node) for name, node in children.items()})
    body = opened(statement.body, values)
    written, _, version = _type(statement).partition("@")
    if body is None or not written:
        values.scope.lowering.lost(f"resource {symbol}", statement)
        return
    type = f"{outer.type}/{written}" if outer else written
    body = _inherited(body, outer)
    declaration = _declared(statement, symbol, body)
    if declaration.name is not None:
        values.scope.lowering.names[symbol] = declaration.name
    if declaration.condition is not None:
        values.scope.lowering.conditions[symbol] = declaration.condition
    declaration.type = type
    version = version or (outer.version if outer else "")
    declaration.api_version = arm.Constant(version, values.scope.place(statement.type)) if version else None
    if outer:
        declaration.parent = _parent(outer, declaration.place)
    found.append(declaration)
    inner = _Outer(symbol, type, version, body, statement)
    if symbol.count("::") >= MAX_NESTING:
        values.scope.lowering.lost(f"what is nested in resource {symbol}", statement)
        return
    for child in children.values():
        _add(child, body.values, inner, found)


def _type(statement: Resource) -> str:
    return "" if isinstance(statement.type, Interpolated) else statement.type.value.removeprefix("az:")


def _inherited(body: Body, outer: _Outer | None) -> Body:
    """A nested resource exists where the one around it does, and once for each of its instances."""
    if outer is None:
        return body
    conditions = [one for one in (outer.body.condition, body.condition) if one is not None]
    if isinstance(outer.statement.body, For):
        conditions = [body.condition] if body.condition else []
    condition = conditions[0] if conditions else None
    if len(conditions) == 2:
        condition = arm.Call("and", list(conditions), conditions[1].place)
    return body._replace(loop=body.loop or outer.body.loop, condition=condition)


def _parent(outer: _Outer, place: Place) -> arm.Expression:
    loop = outer.body.loop
    if loop is None:
        return arm.SymbolReference(outer.symbol, place)
    if not loop.index:
        loop.index = f"index of {outer.symbol}"
    return arm.SymbolReference(outer.symbol, place, arm.Name(loop.index, place))


def _declared(statement: Resource, symbol: str, body: Body) -> ResourceDeclaration:
    values, scope = body.values, body.values.scope
    name, parent = property_of(body.object, "name"), property_of(body.object, "parent")
    kept = [
        item
        for item in body.object.items
        if not (isinstance(item, Property) and isinstance(item.key, Name) and item.key.text in _APART)
    ]
    depends = property_of(body.object, "dependsOn")
    return ResourceDeclaration(
        symbol=symbol,
        type="",
        api_version=None,
        name=values.lower(name) if name else None,
        body=values.entries(body.object, kept),
        place=header(statement, statement.name, statement.type.end, values),
        span=scope.place(statement),
        condition=body.condition,
        loop=body.loop,
        existing=statement.existing,
        parent=values.lower(parent) if parent else None,
        scope=scope_of(body.object, values),
        depends_on=listed(depends, values),
    )
