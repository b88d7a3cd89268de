"""Input variables: what is given, else the default, else unknown but of a declared type and domain."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from foureyes.languages.terraform.declaration import Declaration
from foureyes.languages.terraform.domains import domain_of
from foureyes.languages.terraform.environment import Environment
from foureyes.languages.terraform.functions.types import ANY, NUMBER, STRING, Type, convert
from foureyes.languages.terraform.inputs import read_raw
from foureyes.languages.terraform.leaves import Pending, merged_trail
from foureyes.languages.terraform.type_expressions import type_of
from foureyes.model.decision import choose
from foureyes.model.value import Absent, Known, Leaf, Step, Unknown, Value, asked, concealed, lift, shown

if TYPE_CHECKING:
    from foureyes.languages.terraform.scope import Scope


def variable_value(scope: Scope, name: str, declaration: Declaration) -> Value:
    """The value of an input variable in a module instance."""
    type = declared_type(scope, declaration)
    value = _given(scope, name, declaration, type)
    default = _default(scope, name, declaration)
    if value is None:
        value = default if default is not None else _open(scope, name, declaration, type)
    elif default is not None and declaration.literal("nullable") is False:
        filled = default
        value = lift(lambda leaf: filled if isinstance(leaf, Absent) else leaf, value)
    value = lift(lambda leaf: typed(leaf, type), convert(value, type))
    return concealed(value) if is_sensitive(declaration) else value


def is_sensitive(declaration: Declaration) -> bool:
    """Whether what is declared is never to be printed."""
    return declaration.literal("sensitive") is True


def declared_type(scope: Scope, declaration: Declaration) -> Type:
    """The type a variable is declared with."""
    types = scope.session.types
    if id(declaration) not in types:
        argument = declaration.arguments.get("type")
        if argument is None:
            types[id(declaration)] = ANY
        else:
            env = Environment(scope, argument.source, {})
            types[id(declaration)] = type_of(argument.value, lambda one: scope.session.evaluate(one, env))
    return types[id(declaration)]


def told(value: Value, words: Callable[[Leaf], str]) -> Value:
    """The value with a step on its trail that says where it was set."""

    def step(leaf: Leaf) -> Leaf:
        first = Step(words(leaf), leaf.place)
        return leaf.replace(trail=merged_trail((first,), leaf.trail))  # type: ignore[no-any-return]

    return lift(step, value)


def _given(scope: Scope, name: str, declaration: Declaration, type: Type) -> Value | None:
    if scope.parent is None:
        given = scope.session.given.get(name, scope.session.given.get(""))
        if given is None:
            return None
        has_type = "type" in declaration.arguments
        raw = given.raw and isinstance(given.value, Known)
        value = read_raw(str(given.value.scalar), type if has_type else None) if raw else given.value  # type: ignore[union-attr]
        value = concealed(value) if is_sensitive(declaration) else value
        return told(value, lambda leaf: f"`var.{name}` is {shown(leaf)} in {given.source}")
    passed = scope.passed(name)
    if passed is None:
        return None
    passed = concealed(passed) if is_sensitive(declaration) else passed
    return told(passed, lambda leaf: f"`var.{name}` is {shown(leaf)} in the call of {scope.address}")


def _default(scope: Scope, name: str, declaration: Declaration) -> Value | None:
    argument = declaration.arguments.get("default")
    if argument is None:
        return None
    value = scope.session.evaluate(argument.value, Environment(scope, argument.source, {}))
    value = concealed(value) if is_sensitive(declaration) else value
    return told(value, lambda leaf: f"`var.{name}` defaults to {shown(leaf)}")


def _open(scope: Scope, name: str, declaration: Declaration, type: Type) -> Value:
    """A variable without a value: one of those its validation admits, or unknown."""
    subject = scope.qualified(f"var.{name}")
    reason = f"the variable `{name}` has no value"
    not_null = declaration.literal("nullable") is False
    unknown = Pending(reason, type, subject=subject, present=not_null, place=declaration.header)
    admitted = domain_of(name, [block.body for block, _ in declaration.blocks if block.type == "validation"])
    if admitted is None:
        return unknown
    leaves: list[Leaf] = []
    for literal in admitted:
        leaf = convert(Known(literal) if literal is not None else Absent(), type)
        if isinstance(leaf, Known):
            step = Step(f"`var.{name}` has no value, but may only be one of {len(admitted)}", declaration.header)
            leaves.append(leaf.replace(trail=(step,), place=declaration.header))
        elif isinstance(leaf, Absent):
            leaves.append(leaf)
        else:
            return unknown
    result: Value = leaves[-1]
    for leaf in reversed(leaves[:-1]):
        if not isinstance(leaf, Known):
            return unknown
        result = choose(asked(subject, leaf.scalar, is_sensitive(declaration)), leaf, result)
    return result


def typed(leaf: Leaf, type: Type) -> Leaf:
    """An unknown with the type it now surely has. A conversion gives it another subject: it may read differently."""
    if not (isinstance(leaf, Unknown) and leaf.__class__ in (Unknown, Pending)) or type is ANY:
        return leaf
    if leaf.parts is not None or leaf.document is not None or getattr(leaf, "type", None) == type:
        return leaf
    subject = leaf.subject
    if subject is not None and type in (STRING, NUMBER):
        subject = f"to{type.name}({subject})"
    new = Pending(leaf.reason, type, subject=subject, present=leaf.present)
    return new.replace(  # type: ignore[no-any-return]
        place=leaf.place, trail=leaf.trail, references=leaf.references, secret=leaf.secret
    )
