"""Functions of truth values. What is unknown is told apart by a condition, so that tests correlate."""

from __future__ import annotations

from foureyes.languages.arm.invocation import MANY, Fault, Invocation, builtin, pure
from foureyes.model.decision import choose
from foureyes.model.value import Condition, Known, Leaf, Unknown, Value


def decided(leaf: Leaf, call: Invocation) -> Value:
    """A truth value as a decision; without a name, it stays unknown."""
    if isinstance(leaf, Unknown) and leaf.subject is not None:
        yes, no = (Known(one, call.place, call.trail) for one in (True, False))
        return choose(Condition(leaf.subject, True), yes, no)
    if isinstance(leaf, Unknown):
        return Unknown(leaf.reason, call.place, call.trail, present=True)
    if not isinstance(leaf, Known) or not isinstance(leaf.scalar, bool):
        raise Fault("true or false is expected")
    return leaf


@builtin("not", 1)
def negation(call: Invocation) -> Value:
    (leaf,) = call.leaves
    if isinstance(leaf, Unknown) and leaf.subject is not None:
        yes, no = (Known(one, call.place, call.trail) for one in (True, False))
        return choose(Condition(leaf.subject, True), no, yes)
    truth = decided(leaf, call)
    return Known(not truth.scalar, call.place, call.trail) if isinstance(truth, Known) else truth


def _kleene(call: Invocation, winner: bool) -> Value:
    """`and` (false wins) and `or` (true wins): one decisive argument settles it."""
    open_ones: list[Leaf] = []
    for leaf in call.leaves:
        if isinstance(leaf, Known) and leaf.scalar is winner:
            return Known(winner, call.place, call.trail)
        if isinstance(leaf, Unknown):
            open_ones.append(leaf)
        elif not isinstance(leaf, Known) or not isinstance(leaf.scalar, bool):
            raise Fault("true or false is expected")
    result: Value = Known(not winner, call.place, call.trail)
    unnamed = [leaf for leaf in open_ones if isinstance(leaf, Unknown) and leaf.subject is None]
    if unnamed:
        result = decided(unnamed[0], call)
    for leaf in open_ones:
        if isinstance(leaf, Unknown) and leaf.subject is not None:
            won = Known(winner, call.place, call.trail)
            pair = (won, result) if winner else (result, won)
            result = choose(Condition(leaf.subject, True), *pair)
    return result


@builtin("and", 1, MANY)
def conjunction(call: Invocation) -> Value:
    return _kleene(call, False)


@builtin("or", 1, MANY)
def disjunction(call: Invocation) -> Value:
    return _kleene(call, True)


@pure("true", 0)
def true() -> bool:
    return True


@pure("false", 0)
def false() -> bool:
    return False


@pure("null", 0)
def null() -> None:
    return None


@pure("bool", 1)
def boolean(value: bool | int | str) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and value in (0, 1):
        return value == 1
    if isinstance(value, str) and value.strip().lower() in ("true", "false"):
        return value.strip().lower() == "true"
    raise Fault("neither true nor false")
