"""Module declarations and the arguments they pass."""

from __future__ import annotations

from foureyes.languages.arm import expression as arm
from foureyes.languages.arm.template import ModuleDeclaration
from foureyes.languages.bicep.resources import header, listed, opened, property_of, scope_of
from foureyes.languages.bicep.syntax import Interpolated, Module, Name, Node, Object, Property, Skipped, Spread
from foureyes.languages.bicep.values import Values


def module(statement: Module, values: Values) -> ModuleDeclaration | None:
    """The declaration, its template still to be found; None for one whose body is none."""
    body = opened(statement.body, values)
    if body is None:
        values.scope.lowering.lost(f"module {statement.name.text}", statement)
        return None
    values = body.values
    name, depends = property_of(body.object, "name"), property_of(body.object, "dependsOn")
    return ModuleDeclaration(
        symbol=statement.name.text,
        name=values.lower(name) if name else None,
        template=None,
        arguments=_plain(property_of(body.object, "params"), values),
        place=header(statement, statement.name, statement.path.end, values),
        span=values.scope.place(statement),
        condition=body.condition,
        loop=body.loop,
        rest=_rest(body.object, values),
        scope=scope_of(body.object, values),
        depends_on=listed(depends, values),
    )


def path_of(statement: Module) -> str | None:
    """The path as written; None for one that only evaluation could tell."""
    return None if isinstance(statement.path, Interpolated) else statement.path.value


def _plain(params: Node | None, values: Values) -> dict[str, arm.Expression]:
    """The arguments written one by one, unless a spread may replace them."""
    if not isinstance(params, Object) or any(isinstance(item, Spread) for item in params.items):
        return {}
    return {
        (item.key.text if isinstance(item.key, Name) else item.key.value).lower(): values.lower(item.value)
        for item in params.items
        if isinstance(item, Property) and not isinstance(item.key, Interpolated)
    }


def _rest(body: Object, values: Values) -> arm.Expression | None:
    """The arguments that are not written one by one, and those that could not be read."""
    params = property_of(body, "params")
    if params is None:
        lost = [item for item in body.items if isinstance(item, Skipped)]
        return values.entries(body, list[Node](lost)) if lost else None
    if isinstance(params, Object) and all(
        isinstance(item, Property) and not isinstance(item.key, Interpolated) for item in params.items
    ):
        return None
    return values.lower(params)
