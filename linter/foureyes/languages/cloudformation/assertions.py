"""`Rules`: assertions about parameters, without which CloudFormation creates or updates nothing.

They narrow the parameters that have a set of possible values. What cannot be told of an assertion is taken to hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from foureyes.languages.cloudformation import conditions
from foureyes.languages.cloudformation.expression import Call, Evaluator, call_of
from foureyes.languages.cloudformation.selection import FALSE, TRUE, select
from foureyes.languages.cloudformation.texts import as_text
from foureyes.languages.documents.tree import Mapping, Node, Scalar, Sequence
from foureyes.model.decision import Condition, choose
from foureyes.model.place import Place
from foureyes.model.value import Known, Leaf, ListValue, Unknown, Value, lift, never, too_many_cases

if TYPE_CHECKING:
    from foureyes.languages.cloudformation.parameters import Parameter
    from foureyes.languages.cloudformation.stack import Stack

MAX_ASSERTIONS = 100


class Assertion(NamedTuple):
    """What must hold, and when."""

    only_if: Node | None
    must: Node
    names: frozenset[str]
    """The parameters that it speaks of."""


def assertions(stack: Stack) -> list[Assertion]:
    """The assertions of a template that can be read."""
    found: list[Assertion] = []
    for _, node in stack.template.section("Rules").values():
        only_if = node.get("RuleCondition") if isinstance(node, Mapping) else None
        listed = node.get("Assertions") if isinstance(node, Mapping) else None
        for one in listed.items if isinstance(listed, Sequence) else ():
            must = one.get("Assert") if isinstance(one, Mapping) else None
            if must is not None:
                names = frozenset(_named(must) | (_named(only_if) if only_if is not None else set()))
                found.append(Assertion(only_if, must, names))
    return found[:MAX_ASSERTIONS]


def _named(node: Node) -> set[str]:
    """The names that an expression refers to."""
    names: set[str] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        call = call_of(one)
        name = call.text() if call is not None and call.name in ("Ref", "Condition") else None
        if name is not None:
            names.add(name)
        elif isinstance(one, Mapping):
            waiting += [value for _, value in one.effective().values()]
        elif isinstance(one, Sequence):
            waiting += one.items
    return names


def narrow(stack: Stack, free: dict[str, Parameter], defaulted: dict[str, Parameter]) -> None:
    """Narrow the parameters of a stack that nothing is given for.

    `defaulted`: those that have a default. Where an assertion refuses the defaults it speaks of, nothing is deployed
    with all of them: somebody has to give others.
    """
    every = assertions(stack)
    refused = {name for one in every if _fails(Evaluator(stack, {}), one) for name in one.names if name in defaulted}
    for name in refused:
        stack.parameters[name] = defaulted[name].without(stack.prefix + name)
    for name, parameter in {**free, **{name: defaulted[name] for name in sorted(refused)}}.items():
        about = [one for one in every if name in one.names]
        if about:
            value = _narrowed(stack, name, parameter, about)
            if value is not None:
                stack.parameters[name] = value


def _narrowed(stack: Stack, name: str, parameter: Parameter, about: list[Assertion]) -> Value | None:
    """One of the values that pass, each where it passes; None where nothing is known of the parameter."""
    candidates = parameter.candidates() or _listed(stack, name, parameter, about)
    if not candidates:
        return None
    passing = [(text, place, _pass(stack, name, text, place, about)) for text, place in candidates]
    passing = [one for one in passing if not never(one[2])]
    if not passing:
        return None
    subject = stack.prefix + name
    text, place, _ = passing[-1]
    value: Value = parameter.allowed_value(text, place)
    for text, place, passes in passing:  # the value of last resort is one that passes, wherever one does
        value = select(passes, parameter.allowed_value(text, place), value)
    for text, place, passes in reversed(passing):
        chosen = choose(Condition(subject, text), passes, FALSE, too_many_cases)
        value = select(chosen, parameter.allowed_value(text, place), value)
    return value


def _pass(stack: Stack, name: str, text: str, place: Place, about: list[Assertion]) -> Value:
    """Whether the assertions hold with that value."""
    evaluator = Evaluator(stack, {name: Known(text, place)})
    result: Value = TRUE
    for one in about:
        result = conditions.both(result, lift(_or_true, _holds(evaluator, one)))
    return result


def _holds(evaluator: Evaluator, one: Assertion) -> Value:
    holds = conditions.truth(evaluator, one.must)
    if one.only_if is None:
        return holds
    return lift(_implied, conditions.truth(evaluator, one.only_if), holds)


def _fails(evaluator: Evaluator, one: Assertion) -> bool:
    """Whether an assertion surely does not hold."""
    holds = _holds(evaluator, one)
    return never(holds)


def _implied(needed: Leaf, holds: Leaf) -> Leaf:
    if isinstance(needed, Known) and needed.scalar is True:
        return holds
    return TRUE


def _or_true(leaf: Leaf) -> Leaf:
    return FALSE if never(leaf) else TRUE


def _listed(stack: Stack, name: str, parameter: Parameter, about: list[Assertion]) -> list[tuple[str, Place]]:
    """The values that an assertion without a condition lists for a parameter."""
    evaluator = Evaluator(stack, {})
    for one in about:
        call = call_of(one.must)
        operands = call.items() if call is not None and one.only_if is None else None
        if call is None or operands is None or len(operands) != 2 or parameter.is_list or parameter.secret:
            continue
        if call.name == "Fn::Contains" and _is_ref(operands[1], name):
            listed = evaluator.value(operands[0])
            if isinstance(listed, ListValue) and all(isinstance(item, Known) for item in listed.items):
                items = [item for item in listed.items if isinstance(item, Known)]
                return parameter.fitting([(str(as_text(item).scalar), parameter.place) for item in items])  # type: ignore[attr-defined]
        if call.name == "Fn::Equals":
            for left, right in (operands, operands[::-1]):
                if _is_ref(left, name) and isinstance(right, Scalar) and right.tag is None:
                    return parameter.fitting([(right.name, evaluator.place(right))])
    return []


def _is_ref(node: Node, name: str) -> bool:
    call = call_of(node)
    return call is not None and call.name == "Ref" and call.text() == name


def contains(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::Contains`: whether a list has a text."""
    operands = call.items()
    if operands is None or len(operands) != 2:
        return Unknown("`Fn::Contains` takes a list and a text", place)
    listed, one = (evaluator.value(operand) for operand in operands)
    return lift(lambda left, right: _all_held(ListValue([right]), left, place), listed, one)


def each_member_in(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::EachMemberIn`: whether every element of the first list is in the second."""
    operands = call.items()
    if operands is None or len(operands) != 2:
        return Unknown("`Fn::EachMemberIn` takes two lists", place)
    several, listed = (evaluator.value(one) for one in operands)
    return lift(lambda left, right: _all_held(left, right, place), several, listed)


def each_member_equals(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::EachMemberEquals`: whether every element of a list is a text."""
    operands = call.items()
    if operands is None or len(operands) != 2:
        return Unknown("`Fn::EachMemberEquals` takes a list and a text", place)
    several, one = (evaluator.value(operand) for operand in operands)
    return lift(lambda left, right: _all_held(left, ListValue([right]), place), several, one)


def _all_held(several: Leaf, listed: Leaf, place: Place) -> Value:
    """Whether every element of one list is in another, as far as both are known."""
    if not isinstance(several, ListValue) or not isinstance(listed, ListValue):
        return Unknown("a list is not known", place)
    if several.open or listed.open:
        return Unknown("a list is not known", place)
    result: Value = TRUE
    for one in several.items:
        found: Value = FALSE
        for other in listed.items:
            found = conditions.either(found, conditions.same(one, other, place))
        result = conditions.both(result, found)
    return result


def untold(evaluator: Evaluator, call: Call, place: Place) -> Value:
    """`Fn::RefAll`, `Fn::ValueOf` and `Fn::ValueOfAll`: what AWS knows of the parameters' values."""
    return Unknown("it is looked up in the account at deploy", place)
