"""Functions that decide themselves what to evaluate: parameters and variables, conditionals, indexes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from foureyes.languages.arm.expression import Call
from foureyes.languages.arm.scope import Env
from foureyes.model.decision import choose, leaves
from foureyes.model.place import Place
from foureyes.model.value import Absent, Condition, Known, Leaf, Unknown, Value, branch, lift

Special = Callable[[Call, Env], Value]
SPECIAL: Final[dict[str, Special]] = {}


def special(name: str) -> Callable[[Special], Special]:
    """Register a function that evaluates its arguments itself."""

    def register(function: Special) -> Special:
        SPECIAL[name.lower()] = function
        return function

    return register


def _named(call: Call, env: Env) -> str | Unknown:
    """The name that is a call's only argument."""
    if len(call.arguments) != 1:
        return Unknown(f"`{call.name}` takes one name", call.place)
    value = env.evaluate(call.arguments[0])
    if isinstance(value, Known) and isinstance(value.scalar, str):
        return value.scalar
    return Unknown(f"which of the {call.name} is meant cannot be told", call.place)


@special("parameters")
def parameters(call: Call, env: Env) -> Value:
    name = _named(call, env)
    if isinstance(name, Unknown):
        return name
    if env.arguments is not None:
        found = env.arguments.get(name.lower())
        if found is not None:
            return lift(lambda leaf: leaf.replace(place=call.place), found)
    return env.frame.parameter(name, call.place)


@special("variables")
def variables(call: Call, env: Env) -> Value:
    name = _named(call, env)
    return name if isinstance(name, Unknown) else env.frame.variable(name, call.place)


@special("if")
def conditional(call: Call, env: Env) -> Value:
    """Only the branch that is needed; both, each with its condition, where the test is open."""
    if len(call.arguments) != 3:
        return Unknown("`if` takes three arguments", call.place)
    test = env.evaluate(call.arguments[0])
    then, otherwise = call.arguments[1:]
    if isinstance(test, Known) and isinstance(test.scalar, bool):
        chosen = env.evaluate(then if test.scalar else otherwise)
        if not test.trail:
            return chosen
        return lift(lambda leaf: leaf.replace(trail=(*leaf.trail, *test.trail)[:12]), chosen)
    text = f"{asked_text(test, call.arguments[0].place)} {env.session.unique()}"
    return branch(test, env.evaluate(then), env.evaluate(otherwise), text)


def asked_text(test: Value, place: Place) -> str:
    """A test as it is written, cut; of one that asks about a secret no literal is told."""
    secret = any(leaf.secret for leaf in leaves(test))
    return (place.without_literals() if secret else place.text)[:60]


@special("coalesce")
def coalesce(call: Call, env: Env) -> Value:
    """The first that is not null; what may be null is told apart by a condition."""
    result: Value = Absent(call.place)
    for argument in reversed(call.arguments):
        value = env.evaluate(argument)
        result = lift(lambda leaf, rest=result: _or_else(leaf, rest), value)
    return result


def _or_else(leaf: Leaf, rest: Value) -> Value:
    if isinstance(leaf, Absent):
        return rest
    if not isinstance(leaf, Unknown) or leaf.present:
        return leaf
    if leaf.subject is None:
        return Unknown(leaf.reason, leaf.place, leaf.trail, leaf.references, leaf.secret)
    present = Unknown(
        leaf.reason, leaf.place, leaf.trail, leaf.references, leaf.secret, subject=leaf.subject, present=True
    )
    return choose(Condition(leaf.subject, None), rest, present)


@special("copyindex")
def copy_index(call: Call, env: Env) -> Value:
    """The loop's index, by the loop's name or of the innermost resource loop, plus an offset."""
    values = [env.evaluate(argument) for argument in call.arguments]
    name, offset = "", 0
    for value in values:
        if isinstance(value, Known) and isinstance(value.scalar, str):
            name = value.scalar.lower()
        elif isinstance(value, Known) and isinstance(value.scalar, int):
            offset = value.scalar
        else:
            return Unknown("which loop is meant cannot be told", call.place)
    found = env.copies.get(name)
    if found is None:
        found = next(iter(env.copies.values())) if not name and len(env.copies) == 1 else None
    if found is None:
        return Unknown(f"there is no loop {name or 'around'} here", call.place)

    def shifted(leaf: Leaf) -> Leaf:
        if isinstance(leaf, Known):
            return Known(int(leaf.scalar) + offset, call.place, leaf.trail)
        if isinstance(leaf, Unknown) and offset and leaf.subject is not None:
            subject = f"add({leaf.subject}, {offset})"
            return Unknown(leaf.reason, call.place, leaf.trail, subject=subject, present=True)
        return leaf

    return lift(shifted, found)
