"""The names an expression may speak of: `var`, `local`, `module`, resources, `each`, `path` …"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foureyes.languages.terraform.functions.types import STRING
from foureyes.languages.terraform.leaves import Pending, failure
from foureyes.languages.terraform.syntax import GetAttr, Index, Variable
from foureyes.model.place import Place
from foureyes.model.value import Known, Unknown, Value

if TYPE_CHECKING:
    from foureyes.languages.terraform.environment import Environment
    from foureyes.languages.terraform.evaluate import Evaluator
    from foureyes.languages.terraform.scope import Scope

Steps = list[GetAttr | Index]


def referenced(evaluate: Evaluator, root: Variable, steps: Steps, env: Environment, hint: str) -> tuple[Value, int]:
    """The value a name stands for, and how many of the steps behind it belong to the name."""
    place = env.place(root)
    if root.name in env.bindings:
        return env.bindings[root.name], 0
    if env.isolated or env.scope is None:
        return failure(f"`{root.name}` is not known here", place=place), len(steps)
    scope = env.scope
    names = _names(steps)
    if root.name in ("each", "count", "self"):
        return _instance(root.name, place), len(steps)
    if not names:
        return failure(f"`{root.name}` alone names nothing", place=place), len(steps)
    if root.name == "var":
        return scope.variable(names[0]), 1
    if root.name == "local":
        return scope.local(names[0]), 1
    if root.name == "module":
        return scope.outputs(names[0], _output(steps[1:]) or hint, place, env.trying), 1
    if root.name == "path":
        return _path(scope, names[0], place), 1
    if root.name in ("terraform", "tofu"):
        subject = f"terraform.{names[0]}"
        return Pending("it depends on the workspace", STRING, subject=subject, present=True, place=place), 1
    if root.name in ("data", "ephemeral"):
        if len(names) < 2:
            return failure(f"`{root.name}.{names[0]}` alone names nothing", place=place), len(steps)
        return scope.resource(f"{root.name}.{names[0]}.{names[1]}", place), 2
    return scope.resource(f"{root.name}.{names[0]}", place), 1


def _names(steps: Steps) -> list[str]:
    """The attribute names right behind a root."""
    names: list[str] = []
    for step in steps[:2]:
        if not isinstance(step, GetAttr):
            break
        names.append(step.name)
    return names


def _output(steps: Steps) -> str:
    """The output that is asked for: `module.m.output`, `module.m[key].output`."""
    for step in steps[:2]:
        if isinstance(step, GetAttr):
            return step.name
    return ""


def _instance(name: str, place: Place) -> Value:
    if name == "self":
        return Unknown("`self` is known only while it is applied", place)
    return failure(f"there is no `{name}` here", place=place)


def _path(scope: Scope, name: str, place: Place) -> Value:
    if name == "module":
        return Known(scope.session.relative(scope.module.folder), place)
    if name == "root":
        return Known(".", place)
    return Unknown("it depends on where Terraform is run", place, subject=f"path.{name}", present=True)
