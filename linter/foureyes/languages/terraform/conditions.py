"""`condition ? then : otherwise`, with both outcomes where the condition cannot be told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from foureyes.languages.terraform.functions.failure import Failure
from foureyes.languages.terraform.functions.types import unify
from foureyes.languages.terraform.leaves import Exported, at, behind, merged_trail
from foureyes.languages.terraform.operators import truth
from foureyes.languages.terraform.syntax import Conditional, Expression, ForObject, ForTuple, Literal, Object, Tuple
from foureyes.model.decision import Choice, Condition, choose
from foureyes.model.value import Known, Leaf, ListValue, MapValue, Step, Unknown, Value, lift

if TYPE_CHECKING:
    from foureyes.languages.terraform.environment import Environment
    from foureyes.languages.terraform.evaluate import Evaluator


_KINDS: dict[type[Expression], type[Leaf]] = {
    Literal: Known,
    Tuple: ListValue,
    ForTuple: ListValue,
    Object: MapValue,
    ForObject: MapValue,
}
"""What expressions yield by their very syntax, if not null."""


def conditional(evaluate: Evaluator, node: Conditional, env: Environment) -> Value:
    """The value of a conditional; a chain of them is walked, not recursed into."""
    open: list[tuple[Value, Value, Expression]] = []
    passed: list[Expression] = []
    trail: tuple[Step, ...] = ()
    rest: Expression = node
    result: Value
    while isinstance(rest, Conditional):
        test = truth(evaluate(rest.condition, env), env.place(rest.condition))
        if isinstance(test, Failure):
            rest, result = rest.otherwise, test
            break
        if isinstance(test, Known):
            trail = merged_trail(trail, _told(rest.condition, test, env))
            if test.scalar is True:
                result = _alike(evaluate(rest.then, env), rest.otherwise, evaluate, env)
                break
            passed.append(rest.then)
        else:
            open.append((test, evaluate(rest.then, env), rest.condition))
        rest = rest.otherwise
    else:
        result = evaluate(rest, env)
    for one in passed:
        result = _alike(result, one, evaluate, env)
    for test, then, condition in reversed(open):
        result = either(test, *_unified(then, result), partial(evaluate.question, condition, env))
    return at(behind(result, trail), env.place(node))


def either(test: Value, then: Value, otherwise: Value, question: Callable[[bool], str]) -> Value:
    """Both outcomes under their test; a test without a subject is named by `question`, told whether it is a secret."""

    def pick(leaf: Leaf) -> Value:
        if isinstance(leaf, Failure):
            return leaf
        if isinstance(leaf, Known):
            return then if leaf.scalar is True else otherwise
        if isinstance(leaf, Unknown):
            return choose(Condition(leaf.subject or question(leaf.secret), True), then, otherwise)
        return Failure("a condition must be true or false", leaf.place, leaf.trail)

    return lift(pick, test)


def _told(condition: Expression, test: Known, env: Environment) -> tuple[Step, ...]:
    """The step of the trail that a condition is, if it came from somewhere else."""
    if not test.trail:
        return ()
    words = "true" if test.scalar is True else "false"
    return (Step(f"`{env.words(condition, test.secret)}` is {words}", env.place(condition)), *test.trail)


def _alike(chosen: Value, other: Expression, evaluate: Evaluator, env: Environment) -> Value:
    """The chosen outcome as one of the type that both have in common."""
    if isinstance(chosen, Choice | Exported) or not isinstance(chosen, Known | ListValue | MapValue):
        return chosen
    kind = next(kind for kind in (Known, ListValue, MapValue) if isinstance(chosen, kind))
    if _KINDS.get(type(other), kind) is not kind and getattr(other, "value", other) is not None:
        return Failure("both outcomes of a condition must be of one type", chosen.place, chosen.trail)
    if isinstance(chosen, Known) and isinstance(chosen.scalar, str):
        return chosen
    return _unified(chosen, evaluate(other, env))[0]


def _unified(then: Value, otherwise: Value) -> tuple[Value, Value]:
    if isinstance(then, Exported) or isinstance(otherwise, Exported):
        return then, otherwise
    one, other = unify([then, otherwise])
    if isinstance(one, Failure) or isinstance(other, Failure):
        return then, otherwise
    return one, other
