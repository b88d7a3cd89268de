"""Conditions: `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not`, `Condition`, and `Fn::If` that asks them."""

from __future__ import annotations

from collections.abc import Callable

from foureyes.languages.cloudformation.expression import Call, Evaluator, call_of
from foureyes.languages.cloudformation.selection import FALSE, TRUE, select
from foureyes.languages.cloudformation.texts import MAX_TRAIL, as_text, circumstances
from foureyes.languages.documents.tree import Mapping, Node, Scalar
from foureyes.model.decision import Condition, choose, leaves
from foureyes.model.place import Place
from foureyes.model.value import (
    Choice,
    Known,
    Leaf,
    ListValue,
    MapValue,
    Step,
    Unknown,
    Value,
    compared,
    equal,
    lift,
    too_many_cases,
)


def condition_call(node: Node) -> Call | None:
    """A call where a condition is expected, `{"Condition": name}` included."""
    if isinstance(node, Mapping) and node.tag is None:
        entries = node.effective()
        if len(entries) == 1 and "Condition" in entries:
            return Call("Condition", entries["Condition"][1], False)
    return call_of(node)


def truth(evaluator: Evaluator, node: Node) -> Value:
    """What a node says where a condition is expected."""
    call = condition_call(node)
    if call is None:
        return lift(_boolean, evaluator.value(node))
    return lift(_boolean, evaluator.call(call, node))


def _boolean(leaf: Leaf) -> Leaf:
    if isinstance(leaf, Unknown) or (isinstance(leaf, Known) and isinstance(leaf.scalar, bool)):
        return leaf
    if isinstance(leaf, Known) and str(leaf.scalar).lower() in ("true", "false"):
        return Known(str(leaf.scalar).lower() == "true", leaf.place, leaf.trail)
    return Unknown("it is neither true nor false", leaf.place, leaf.trail)


def settled(value: Value, subject: str) -> Value:
    """A condition in which nothing is unknown any more: what was is a test on its own name."""

    def ask(leaf: Leaf) -> Value:
        if isinstance(leaf, Unknown):
            return choose(Condition(subject, True), TRUE, FALSE, too_many_cases)
        return TRUE if isinstance(leaf, Known) and leaf.scalar is True else FALSE

    found = value if isinstance(value, Known) else lift(ask, value)
    if any(isinstance(leaf, Unknown) for leaf in leaves(found)):  # more cases than are followed
        return Choice(Condition(subject, True), TRUE, FALSE)
    return found


def equals(evaluator: Evaluator, call: Call, place: Place) -> Value:
    operands = call.items()
    if operands is None or len(operands) != 2:
        return Unknown("`Fn::Equals` compares two values", place)
    left, right = (evaluator.value(one) for one in operands)
    return same(left, right, place)


def same(left: Value, right: Value, place: Place) -> Value:
    """Whether two values are the same, compared as texts."""
    return lift(lambda one, other: _same(as_text(one), as_text(other), place), left, right)


def _same(left: Leaf, right: Leaf, place: Place) -> Value:
    compared(left, right)
    if plain(left) and plain(right):
        trail, _, _ = circumstances([left, right])
        return Known(_bare(left) == _bare(right), place, trail)
    return equal(left, right)


def plain(value: Value) -> bool:
    """Whether a value is known through and through."""
    if isinstance(value, ListValue):
        return not value.open and all(plain(item) for item in value.items)
    if isinstance(value, MapValue):
        return not value.open and all(plain(item) for item in value.entries.values())
    return isinstance(value, Known)


def _bare(value: Value) -> object:
    if isinstance(value, ListValue):
        return [_bare(item) for item in value.items]
    if isinstance(value, MapValue):
        return {name: _bare(item) for name, item in value.entries.items()}
    text = as_text(value) if isinstance(value, Known) else value
    return text.scalar if isinstance(text, Known) else None


def both(left: Value, right: Value) -> Value:
    """And, as far as it can be told."""
    if _is_settled(left) and _is_settled(right):
        return select(left, right, left if isinstance(left, Leaf) else FALSE)
    return lift(lambda one, other: _kleene(one, other, False), left, right)


def either(left: Value, right: Value) -> Value:
    """Or, as far as it can be told."""
    if _is_settled(left) and _is_settled(right):
        return select(left, left if isinstance(left, Leaf) else TRUE, right)
    return lift(lambda one, other: _kleene(one, other, True), left, right)


def _is_settled(value: Value) -> bool:
    return all(isinstance(leaf, Known) for leaf in leaves(value))


def _kleene(left: Leaf, right: Leaf, decisive: bool) -> Leaf:
    for leaf in (left, right):
        if isinstance(leaf, Known) and leaf.scalar is decisive:
            return leaf
    for leaf in (left, right):
        if isinstance(leaf, Unknown):
            return leaf
    trail, _, _ = circumstances([left, right])
    return Known(not decisive, left.place or right.place, trail)


def folded(join: Callable[[Value, Value], Value], name: str) -> Callable[[Evaluator, Call, Place], Value]:
    """`Fn::And` and `Fn::Or`: operands taken pair by pair, which keeps decisions small."""

    def function(evaluator: Evaluator, call: Call, place: Place) -> Value:
        operands = call.items()
        if not operands:
            return Unknown(f"`{name}` takes a list of conditions", place)
        result = truth(evaluator, operands[0])
        for one in operands[1:]:
            result = join(result, truth(evaluator, one))
        return result

    return function


def negated(evaluator: Evaluator, call: Call, place: Place) -> Value:
    operands = call.items()
    if operands is None or len(operands) != 1:
        return Unknown("`Fn::Not` takes a list of one condition", place)
    return lift(_opposite, truth(evaluator, operands[0]))


def _opposite(leaf: Leaf) -> Leaf:
    return Known(not leaf.scalar, leaf.place, leaf.trail) if isinstance(leaf, Known) else leaf


def named(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Condition: name`: another condition."""
    name = call.text()
    if name is None:
        return Unknown("the name of a condition is no text", place)
    return evaluator.stack.condition(name, place)


def choice(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::If`: one of two values."""
    operands = call.items()
    if operands is None or len(operands) != 3:
        return Unknown("`Fn::If` takes a condition and two values", place)
    first = operands[0]
    name = first.name if isinstance(first, Scalar) and first.tag is None else ""
    test = evaluator.stack.condition(name, place) if name else truth(evaluator, first)
    then, otherwise = evaluator.value(operands[1]), evaluator.value(operands[2])
    if isinstance(test, Known) and name:
        holds = test.scalar is True
        step = Step(f"condition `{name}` is {'true' if holds else 'false'}", evaluator.stack.condition_place(name))
        trail = (step, *test.trail)
        chosen = then if holds else otherwise
        return lift(lambda one: one.replace(trail=(*trail, *one.trail)[:MAX_TRAIL]), chosen)
    chosen = select(test, then, otherwise)
    return chosen.replace(place=place) if isinstance(chosen, Unknown) and isinstance(test, Unknown) else chosen
