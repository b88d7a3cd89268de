"""Evaluating expressions: one function per kind of node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from foureyes.errors import TooLarge
from foureyes.languages.arm.access import at_key
from foureyes.languages.arm.expression import (
    Access,
    Array,
    Call,
    Constant,
    Deferred,
    Expression,
    Lambda,
    Loop,
    Name,
    Object,
    Spread,
    SymbolReference,
    Unreadable,
)
from foureyes.languages.arm.functions_object import overlaid
from foureyes.languages.arm.identity import spoken_of
from foureyes.languages.arm.invocation import Builtin, Fault, Invocation, weighed, weight
from foureyes.languages.arm.library import FUNCTIONS, SPECIAL
from foureyes.languages.arm.loops import looped
from foureyes.languages.arm.scope import FURTHER, Env
from foureyes.model.decision import TooMany
from foureyes.model.limits import reach
from foureyes.model.resource import Gap
from foureyes.model.value import (
    Absent,
    Choice,
    Known,
    Leaf,
    ListValue,
    MapValue,
    Unknown,
    Value,
    compared,
    lift,
    to_text,
    too_many_cases,
)


def evaluate(expression: Expression, env: Env) -> Value:
    """The value of any expression. Never raises for what the text says."""
    session = env.session
    session.steps += 1
    if session.steps > session.limits.steps or session.depth >= session.limits.nesting + FURTHER:
        return Unknown(session.exhausted(expression.place), expression.place)
    session.depth += 1
    try:
        return _NODES[type(expression)](expression, env)
    except Fault as fault:
        return Unknown(str(fault), expression.place)
    except TooLarge as large:
        return Unknown(str(large), expression.place)
    except TooMany:
        return too_many_cases()
    finally:
        session.depth -= 1


def _constant(node: Constant, env: Env) -> Value:
    scalar = node.scalar
    if scalar is None:
        return Absent(node.place)
    return Known(scalar, node.place, (), spoken_of(scalar) if isinstance(scalar, str) else ())


def _array(node: Array, env: Env) -> Value:
    if not any(isinstance(item, Spread) for item in node.items):
        return weighed(ListValue([evaluate(item, env) for item in node.items], node.place), env.session)
    spreads = [evaluate(item.value, env) for item in node.items if isinstance(item, Spread)]
    plain = [evaluate(item, env) for item in node.items if not isinstance(item, Spread)]

    def build(*leaves: Leaf) -> Leaf:
        several, single = iter(leaves), iter(plain)
        items: list[Value] = []
        unsure = False
        for item in node.items:
            if not isinstance(item, Spread):
                items.append(next(single))
                continue
            leaf = next(several)
            if isinstance(leaf, ListValue):
                items += leaf.items
                unsure = unsure or leaf.open
            elif not isinstance(leaf, Absent):
                unsure = True
        return ListValue(items, node.place, open=unsure)

    return lift(build, *spreads)


def _object(node: Object, env: Env) -> Value:
    """Entries in order; a spread's replace what was there before."""
    if all(isinstance(key, Constant) for key, _ in node.entries):
        constant = {str(key.scalar): evaluate(one, env) for key, one in node.entries if isinstance(key, Constant)}
        return weighed(MapValue(constant, node.place), env.session)
    decided = [
        evaluate(value.value if isinstance(value, Spread) else key or value, env)
        for key, value in node.entries
        if not isinstance(key, Constant)
    ]
    values = [None if isinstance(value, Spread) else evaluate(value, env) for _, value in node.entries]

    def build(*leaves: Leaf) -> Leaf:
        waiting = iter(leaves)
        result = MapValue({}, node.place)
        for (key, _), value in zip(node.entries, values, strict=True):
            leaf = None if isinstance(key, Constant) else next(waiting)
            if value is None and leaf is not None:
                result = overlaid(result, leaf, node.place)
            elif value is not None:
                text = str(key.scalar) if isinstance(key, Constant) else to_text(leaf) if leaf is not None else None
                single = MapValue({} if text is None else {text: value}, node.place, open=text is None)
                result = overlaid(result, single, node.place)
        return result

    return lift(build, *decided)


def _loop(node: Loop, env: Env) -> Value:
    return looped(node, env)


def _spread(node: Spread, env: Env) -> Value:
    return evaluate(node.value, env)


def _lambda(node: Lambda, env: Env) -> Value:
    return Unknown("a lambda is no value", node.place)


def _name(node: Name, env: Env) -> Value:
    found = env.names.get(node.name)
    if found is None:
        return Unknown(f"`{node.name}` is not declared here", node.place)
    return lift(lambda leaf: leaf.replace(place=leaf.place or node.place), found)


def _symbol(node: SymbolReference, env: Env) -> Value:
    index = None if node.index is None else evaluate(node.index, env)
    return env.frame.symbol(node.symbol, index, node.place)


def _unreadable(node: Unreadable, env: Env) -> Value:
    if node.limit:
        return Unknown(reach(node.limit, node.reason, node.place), node.place)
    return Unknown(node.reason, node.place)


def _access(node: Access, env: Env) -> Value:
    key = evaluate(node.key, env)
    base = node.base
    if isinstance(base, SymbolReference) and isinstance(key, Known):
        index = None if base.index is None else evaluate(base.index, env)
        return env.frame.member(base.symbol, index, str(key.scalar), node.place)
    value = evaluate(base, env)
    return at_key(value, key, env, node.place, safe=node.safe, from_end=node.from_end, holder=env.name_of(base))


def _call(node: Call, env: Env) -> Value:
    special = SPECIAL.get(node.name)
    declared = env.frame.function(node.name)
    if declared is not None:
        values = [evaluate(argument, env) for argument in node.arguments]
        if len(values) != len(declared.parameters):
            return Unknown(f"`{node.name}` takes {len(declared.parameters)} arguments", node.place)
        inside = env.inside(dict(zip(declared.parameters, values, strict=True)))
        return lift(lambda leaf: leaf.replace(place=node.place), evaluate(declared.body, inside))
    if special is not None:
        return special(node, env)
    found = FUNCTIONS.get(node.name)
    if found is None and node.name.startswith("list"):
        found = FUNCTIONS["list*"]
    if found is None:
        env.session.unknown_functions[node.name] = env.session.unknown_functions.get(node.name, 0) + 1
        env.session.note_gap(Gap(f"the function `{node.name}` is not known", node.place))
        return Unknown(f"the function `{node.name}` is not known", node.place)
    return _built_in(node, found, env)


_ASKING = frozenset(("contains", "endswith", "equals", "indexof", "lastindexof", "startswith"))
"""Functions that compare their arguments."""


_QUICK = frozenset(("array", "coalesce", "createarray", "empty", "first", "last", "length", "tryget"))
"""Functions that look at one element, or none."""
ELEMENTS = 4
"""Elements that others go through in the time of a step."""


def _size(leaf: Leaf, env: Env) -> int:
    return (
        len(leaf.scalar) // 100
        if isinstance(leaf, Known) and isinstance(leaf.scalar, str)
        else weight(leaf, env.session)
    )


def _built_in(node: Call, found: Builtin, env: Env) -> Value:
    if not found.minimum <= len(node.arguments) <= found.maximum:
        return Unknown(f"`{node.name}` does not take {len(node.arguments)} arguments", node.place)
    values = [evaluate(argument, env) for argument in node.arguments]

    def apply(*leaves: Leaf) -> Value:
        call = Invocation(node.name, node.place, leaves, env)
        if node.name in _ASKING:
            compared(*leaves)
        if node.name not in _QUICK:
            env.session.steps += sum(_size(leaf, env) for leaf in leaves) // ELEMENTS
        try:
            return _weighed(found.call(call), env)
        except Fault as fault:
            return Unknown(f"`{node.name}` fails: {fault}", node.place, call.trail, call.references, call.secret)
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError):
            null = any(isinstance(leaf, Absent) for leaf in leaves)
            reason = f"`{node.name}` cannot be given {'null' if null else 'these arguments'}"
            return Unknown(reason, node.place, call.trail, call.references, call.secret)

    if any(isinstance(value, Choice) for value in values):
        return lift(apply, *values)
    return apply(*values)  # type: ignore[arg-type]  # none of them is a choice


def _weighed(value: Value, env: Env) -> Value:
    """Large results count as many steps: a small template must not fill the memory."""
    if isinstance(value, ListValue):
        env.session.steps += len(value.items)
        weighed(value, env.session)
    elif isinstance(value, MapValue):
        weighed(value, env.session)
    elif isinstance(value, Known) and isinstance(value.scalar, str):
        env.session.steps += len(value.scalar) // 100
    elif isinstance(value, Unknown) and value.parts is not None:
        env.session.steps += len(value.parts)
    return value


def _deferred(node: Deferred, env: Env) -> Value:
    return evaluate(node.parsed, env)


_NODES: dict[type[Expression], Callable[[Any, Env], Value]] = {
    Constant: _constant,
    Deferred: _deferred,
    Array: _array,
    Object: _object,
    Loop: _loop,
    Spread: _spread,
    Call: _call,
    Access: _access,
    Lambda: _lambda,
    Name: _name,
    SymbolReference: _symbol,
    Unreadable: _unreadable,
}
