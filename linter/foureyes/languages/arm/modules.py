"""Entering a nested or linked deployment, or a Bicep module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foureyes.languages.arm.canonical import canonical, name_text, shortened
from foureyes.languages.arm.instances import Instance, both, called
from foureyes.languages.arm.invocation import hoist
from foureyes.languages.arm.parameters import as_argument
from foureyes.languages.arm.template import ModuleDeclaration
from foureyes.model.value import Choice, MapValue, Step, Unknown, Value, lift

_GROUPS = "microsoft.resources/resourcegroups/"
_MANAGEMENT = "microsoft.management/managementgroups/"

if TYPE_CHECKING:
    from foureyes.languages.arm.deployment import Deployment


def entered_module(declaration: ModuleDeclaration, instance: Instance, parent: Deployment) -> Deployment:
    """The deployment inside another: its own parameters, or, with outer scope, those around it."""
    from foureyes.languages.arm.deployment import Deployment

    assert declaration.template is not None
    path = f"{label(instance)}{instance.index}"
    exists = both(parent.exists, instance.exists, instance.env, declaration.place)
    return Deployment(
        declaration.template,
        parent.session,
        _arguments(declaration, instance, path),
        path=f"{parent.prefix}{path}",
        scope_text=_scope(declaration, instance, parent),
        outer=None if declaration.inner_scope else instance.env,
        exists=exists if declaration.condition is not None or declaration.loop is not None else parent.exists,
        trail=(Step(f"it is deployed by `{path}`", declaration.place), *parent.trail),
        level=parent.level + 1,
    )


def passed(declaration: ModuleDeclaration, instance: Instance) -> Value:
    """What is passed to a deployment that is not read, with where it would be read from."""
    env = instance.env
    entries = {name: env.evaluate(one) for name, one in declaration.arguments.items()}
    further = {"rest": declaration.rest, "link": declaration.link, "scope": declaration.scope}
    entries |= {f" {name}": env.evaluate(one) for name, one in further.items() if one is not None}
    return MapValue({**entries, " exists": instance.exists})


def label(instance: Instance) -> str:
    """What people call a module: its symbol, its name, or the text of that."""
    declaration = instance.declaration
    return declaration.symbol or called(declaration.name, instance.name) or "deployment"


def _arguments(declaration: ModuleDeclaration, instance: Instance, path: str) -> dict[str, Value]:
    env = instance.env
    found: dict[str, Value] = {}
    if declaration.rest is not None:
        rest = env.evaluate(declaration.rest)
        names = {} if declaration.template is None else declaration.template.parameters
        if isinstance(rest, MapValue):
            found = {key.lower(): value for key, value in rest.entries.items()}
        if not isinstance(rest, MapValue) or rest.open:
            reason = "which arguments are given cannot be told"
            found = {**{name: Unknown(reason, declaration.rest.place) for name in names}, **found}
    found.update({name.lower(): env.evaluate(one) for name, one in declaration.arguments.items()})
    declared = {} if declaration.template is None else declaration.template.parameters
    return {name: as_argument(name, value, declared.get(name), call=path) for name, value in found.items()}


def _scope(declaration: ModuleDeclaration, instance: Instance, parent: Deployment) -> str:
    if declaration.scope is None or not declaration.inner_scope:
        return parent.scope_text
    text = scope_text(instance.env.evaluate(declaration.scope))
    return f"@{parent.session.unique() if text is None else shortened(text.lower())}"


def scope_text(value: Value) -> str | None:
    """The canonical text of a scope: as a call in Bicep, as properties of the deployment in JSON."""
    value = lift(hoist, value)
    if isinstance(value, Choice):
        then, otherwise = scope_text(value.then), scope_text(value.otherwise)
        known = then is not None and otherwise is not None
        return f"if({value.test.subject} == {value.test.equals!r}, {then}, {otherwise})" if known else None
    if not isinstance(value, MapValue):
        reference = value.references[0].target if isinstance(value, Unknown) and value.references else ""
        if reference.startswith(_GROUPS):
            return f"resourcegroup({_name_as_value(reference.removeprefix(_GROUPS))})"
        return _own_subscription(canonical(value))
    parts = {key.lower(): canonical(one) for key, one in value.entries.items()}
    if None in parts.values():
        return None
    subscription, group, scope = (parts.get(key) for key in ("subscriptionid", "resourcegroup", "scope"))
    if scope is not None:
        above = name_text(value.find("scope")) or scope
        if above.lower().startswith(_MANAGEMENT):
            return f"managementgroup({_name_as_value(above[len(_MANAGEMENT) :])})"
        return "tenant()" if above == "/" else f"scope({scope})"
    if group is None:
        return _own_subscription(f"subscription({subscription})")
    return f"resourcegroup({group})" if subscription is None else f"resourcegroup({subscription}, {group})"


def _name_as_value(name: str) -> str:
    """The canonical text of the value that a name in an identity was made from."""
    if "{" not in name:
        return repr(name)
    return name[1:-1] if name[0] == "{" and name[-1] == "}" and name.count("{") == 1 else name


def _own_subscription(text: str | None) -> str | None:
    return "subscription()" if text == "subscription(subscription().subscriptionId)" else text
