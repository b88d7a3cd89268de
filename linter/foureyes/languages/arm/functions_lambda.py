"""Functions that take a lambda. Over a list known in part, what is known is still mapped."""

from __future__ import annotations

from collections.abc import Callable
from functools import cmp_to_key
from typing import Any

from foureyes.languages.arm.canonical import shortened
from foureyes.languages.arm.expression import Call, Lambda
from foureyes.languages.arm.invocation import MAX_ITEMS, MAX_WEIGHT, TOO_LONG, Fault, weighed, weight
from foureyes.languages.arm.scope import Env
from foureyes.languages.arm.special import special
from foureyes.model.value import Known, Leaf, ListValue, MapValue, Unknown, Value, lift, to_text

Body = Callable[..., Value]
Over = Callable[[Any, Call, list[Body], Env], Value]


def over_first(
    name: str, kind: type[ListValue] | type[MapValue], *arities: tuple[int, int], first: int = 1, least: int = 1
) -> Callable[[Over], Over]:
    """Register a function of a list or object and lambdas, each with how many parameters it may have.

    The lambdas are its last arguments, from number `first` on; `least` of them are needed.

    What runs over something unknown is unknown, by the name of the whole call where it is the same each time.
    """

    def register(function: Over) -> Over:
        def call_it(call: Call, env: Env) -> Value:
            lambdas = [one for one in call.arguments[first:] if isinstance(one, Lambda)]
            if not least <= len(lambdas) <= len(arities) or len(call.arguments) != first + len(lambdas):
                return Unknown(f"`{name}` cannot be given these arguments", call.place)
            counts = [len(one.parameters) for one in lambdas]
            if any(not low <= count <= high for count, (low, high) in zip(counts, arities, strict=False)):
                return Unknown(f"a lambda of `{name}` takes other parameters", call.place)
            bodies = [_body(one, env) for one in lambdas]

            def apply(leaf: Leaf) -> Value:
                if isinstance(leaf, Unknown):
                    return _over_unknown(leaf, call, env)
                if not isinstance(leaf, kind):
                    return Unknown(f"`{name}` is given something it cannot run over", call.place, leaf.trail)
                try:
                    return function(leaf, call, bodies, env)
                except Fault as fault:
                    return Unknown(f"`{name}` fails: {fault}", call.place, leaf.trail)

            return lift(apply, env.evaluate(call.arguments[0]))

        special(name)(call_it)
        return function

    return register


def _body(one: Lambda, env: Env) -> Body:
    def run(*values: Value) -> Value:
        return env.with_names(dict(zip(one.parameters, values, strict=False))).evaluate(one.body)

    return run


def _over_unknown(leaf: Unknown, call: Call, env: Env) -> Value:
    """Named by the call's own text, if nothing in it depends on where it is asked."""
    subject = None
    if leaf.subject is not None and not env.names and not env.copies and env.arguments is None:
        subject = shortened(env.frame.prefix + " ".join(call.place.text.split()))
    return Unknown(leaf.reason, call.place, leaf.trail, (), leaf.secret, subject=subject, present=True)


def _made(items: list[Value], base: ListValue, call: Call, unsure: bool = False) -> ListValue:
    if len(items) > MAX_ITEMS:
        raise Fault(TOO_LONG)
    return ListValue(items, call.place, base.trail, base.references, base.secret, open=base.open or unsure)


def _number(at: int, base: ListValue, call: Call) -> Value:
    if base.open:
        return Unknown("the number of elements before it cannot be told", call.place)
    return Known(at, call.place)


@over_first("map", ListValue, (1, 2))
def mapped(base: ListValue, call: Call, bodies: list[Body], env: Env) -> Value:
    made: list[Value] = []
    held = 0
    for at, item in enumerate(base.items):
        made.append(bodies[0](item, _number(at, base, call)))
        held += weight(made[-1], env.session)
        if held > MAX_WEIGHT:
            raise Fault(TOO_LONG)
    env.session.steps += len(made)
    return _made(made, base, call)


@over_first("filter", ListValue, (1, 2))
def filtered(base: ListValue, call: Call, bodies: list[Body], env: Env) -> Value:
    """Elements whose test is open make several lists, or, without a name for it, an open one."""
    tests = [bodies[0](item, _number(at, base, call)) for at, item in enumerate(base.items)]

    def keep(*answers: Leaf) -> Value:
        kept = []
        unsure = False
        for item, answer in zip(base.items, answers, strict=True):
            if isinstance(answer, Known):
                kept += [item] if answer.scalar is True else []
            else:
                unsure = True
        return _made(kept, base, call, unsure)

    return lift(keep, *tests)


@over_first("reduce", ListValue, (2, 3), first=2)
def reduced(base: ListValue, call: Call, bodies: list[Body], env: Env) -> Value:
    if base.open:
        return Unknown("how many elements there are cannot be told", call.place, base.trail)
    result = env.evaluate(call.arguments[1])
    for at, item in enumerate(base.items):
        result = weighed(bodies[0](result, item, Known(at, call.place)), env.session)
    return result


@over_first("sort", ListValue, (2, 2))
def ordered(base: ListValue, call: Call, bodies: list[Body], env: Env) -> Value:
    def compare(left: Value, right: Value) -> int:
        answers = bodies[0](left, right), bodies[0](right, left)
        for one in answers:
            if not isinstance(one, Known):
                raise Undecided(one)
        return -1 if answers[0].scalar is True else 1 if answers[1].scalar is True else 0  # type: ignore[union-attr]

    if base.open:
        return Unknown("how many elements there are cannot be told", call.place, base.trail)
    try:
        return _made(sorted(base.items, key=cmp_to_key(compare)), base, call)
    except Undecided as undecided:
        return lift(lambda leaf: _unordered(leaf, call), undecided.answer)


class Undecided(Exception):
    """Which of two elements comes first cannot be told; `answer` is what was said of it."""

    def __init__(self, answer: Value) -> None:
        super().__init__()
        self.answer = answer


def _unordered(leaf: Leaf, call: Call) -> Unknown:
    reason = leaf.reason if isinstance(leaf, Unknown) else "the order of the elements cannot be told"
    return Unknown(reason, call.place, leaf.trail, leaf.references, leaf.secret)


def _keyed(
    base: ListValue, call: Call, key: Body, make: Callable[[list[tuple[str, Value]]], dict[str, Value]], env: Env
) -> Value:
    """An object built from a list by a key for each element."""
    keys = [key(item) for item in base.items]

    def build(*leaves: Leaf) -> Value:
        told = [(to_text(leaf), item) for item, leaf in zip(base.items, leaves, strict=True)]
        entries = make([(text, item) for text, item in told if text is not None])
        untold = next((leaf for leaf in leaves if to_text(leaf) is None), None)
        if untold is None:
            return MapValue(entries, call.place, base.trail, open=base.open)
        entries = {name: Unknown("a key laid over it is unknown", call.place, untold.trail) for name in entries}
        return MapValue(entries, call.place, untold.trail, open=True)

    return lift(build, *keys)


@over_first("toObject", ListValue, (1, 1), (1, 1))
def to_object(base: ListValue, call: Call, bodies: list[Body], env: Env) -> Value:
    def make(told: list[tuple[str, Value]]) -> dict[str, Value]:
        return {key: bodies[1](item) if len(bodies) > 1 else item for key, item in told}

    return _keyed(base, call, bodies[0], make, env)


@over_first("groupBy", ListValue, (1, 1))
def grouped(base: ListValue, call: Call, bodies: list[Body], env: Env) -> Value:
    def make(told: list[tuple[str, Value]]) -> dict[str, Value]:
        groups: dict[str, list[Value]] = {}
        for key, item in told:
            groups.setdefault(key, []).append(item)
        return {key: ListValue(items, call.place, open=base.open) for key, items in groups.items()}

    return _keyed(base, call, bodies[0], make, env)


@over_first("mapValues", MapValue, (1, 1))
def mapped_values(base: MapValue, call: Call, bodies: list[Body], env: Env) -> Value:
    entries: dict[str, Value] = {}
    held = 0
    for key, value in base.entries.items():
        entries[key] = bodies[0](value)
        held += weight(entries[key], env.session)
        if held > MAX_WEIGHT:
            raise Fault(TOO_LONG)
    return MapValue(entries, call.place, base.trail, open=base.open)
