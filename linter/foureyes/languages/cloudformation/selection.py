"""One of two decisions by a third, without looking at what is not chosen.

The model's `combine` walks all its operands together; conditions that are nested in each other
would make it visit combinations that no deployment has.
"""

from __future__ import annotations

from typing import Final

from foureyes.model.decision import MAX_DEPTH, MAX_STEPS, Choice, Condition, TooMany
from foureyes.model.value import Known, Leaf, Unknown, Value, too_many_cases

TRUE: Final = Known(True)
FALSE: Final = Known(False)


def select(test: Value, then: Value, otherwise: Value) -> Value:
    """`then` where the test is true, `otherwise` where it is false, unknown where it is neither."""
    if not isinstance(test, Choice):
        return _chosen(test, then, otherwise)
    try:
        return _Selection().walk((test, then, otherwise), 0)
    except TooMany:
        return too_many_cases()


def _chosen(test: Leaf, then: Value, otherwise: Value) -> Value:
    if isinstance(test, Known) and isinstance(test.scalar, bool):
        return then if test.scalar else otherwise
    reason = test.reason if isinstance(test, Unknown) else "its condition is neither true nor false"
    return Unknown(reason, test.place, test.trail)


class _Selection:
    def __init__(self) -> None:
        self.steps = 0
        self.memo: dict[tuple[int, int, int], Value] = {}
        self.made: dict[tuple[Condition, int, int], Value] = {}

    def walk(self, operands: tuple[Value, Value, Value], depth: int) -> Value:
        test, then, otherwise = operands
        if not isinstance(test, Choice):
            return _chosen(test, then, otherwise)
        key = id(test), id(then), id(otherwise)
        if key in self.memo:
            return self.memo[key]
        self.steps += 1
        if self.steps > MAX_STEPS or depth > MAX_DEPTH:
            raise TooMany
        first = min((one.test for one in operands if isinstance(one, Choice)), key=lambda one: one.order)
        yes = self.walk((_held(test, first), _held(then, first), _held(otherwise, first)), depth + 1)
        no = self.walk((_failed(test, first), _failed(then, first), _failed(otherwise, first)), depth + 1)
        self.memo[key] = self.join(first, yes, no)
        return self.memo[key]

    def join(self, test: Condition, yes: Value, no: Value) -> Value:
        """A choice; one object for equal ones, so that equal branches are seen to be equal."""
        if yes is no or (isinstance(yes, Leaf) and isinstance(no, Leaf) and yes == no):
            return yes
        return self.made.setdefault((test, id(yes), id(no)), Choice(test, yes, no))


def _held(value: Value, test: Condition) -> Value:
    while isinstance(value, Choice) and value.test.subject == test.subject:
        value = value.then if value.test == test else value.otherwise
    return value


def _failed(value: Value, test: Condition) -> Value:
    return value.otherwise if isinstance(value, Choice) and value.test == test else value
