"""Decisions: what a thing is under each outcome of tests that cannot be settled yet.

A decision is either a leaf (certain) or a `Choice` between two decisions. Tests are kept in one
fixed order with those on the same subject side by side, so equal tests meet, contradictory ones
(`env` is both `dev` and `prod`) vanish, and a correlation between two places comes out by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar, Union

from foureyes.model.limits import limits

T = TypeVar("T")

MAX_DEPTH = 300
"""Tests asked one after the other, however many combinations are followed: what Python's stack bears."""


class Concealed(str):
    """A secret that something is compared with. It equals the same text; no report shows it."""

    __slots__ = ()


class Condition(NamedTuple):
    """Whether `subject`, named by its own text (`var.env`), equals a scalar, or null (None)."""

    subject: str
    equals: str | int | float | bool | None

    # In Python 1 equals True; here they are different questions.
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Condition) and self.order == other.order

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.order)

    @property
    def order(self) -> tuple[str, str]:
        return self.subject, repr(self.equals)

    def sentence(self, holds: bool) -> str:
        """The outcome in words: `var.env is dev`, `var.env is not dev`."""
        if isinstance(self.equals, bool):
            return f"{self.subject} is {'true' if self.equals == holds else 'false'}"
        if self.equals is None:
            return f"{self.subject} is {'not set' if holds else 'set'}"
        if isinstance(self.equals, Concealed):
            return f"{self.subject} is {'' if holds else 'not '}a certain secret"
        return f"{self.subject} is {'' if holds else 'not '}{'empty' if self.equals == '' else self.equals}"


class Choice(Generic[T]):
    """`then` where the test holds, `otherwise` where it does not."""

    __slots__ = ("otherwise", "test", "then")

    def __init__(self, test: Condition, then: Decision[T], otherwise: Decision[T]) -> None:
        self.test = test
        self.then = then
        self.otherwise = otherwise

    def __repr__(self) -> str:
        return f"Choice({self.test.subject} == {self.test.equals!r}, {self.then!r}, {self.otherwise!r})"

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Choice)
            and self.test == other.test
            and self.then == other.then
            and self.otherwise == other.otherwise
        )

    __hash__ = None  # type: ignore[assignment]


Decision = Union[T, Choice[T]]


def choose(
    test: Condition, then: Decision[T], otherwise: Decision[T], overflow: Callable[[], T] | None = None
) -> Decision[T]:
    """A choice in canonical order: whatever `then` still asks about the same subject is settled."""
    return combine(_pick, Choice(test, True, False), then, otherwise, overflow=overflow, first_decides=True)


def _pick(holds: bool, then: Decision[T], otherwise: Decision[T]) -> Decision[T]:
    return then if holds else otherwise


class TooMany(Exception):
    """More combinations than are followed."""


def combine(
    function: Callable[..., Decision[T]],
    *operands: Any,
    overflow: Callable[[], T] | None = None,
    first_decides: bool = False,
) -> Decision[T]:
    """Apply `function` to the leaves of all operands, branch by branch.

    `function` may itself return a decision. With `first_decides` it is called as soon as the first operand
    is a leaf, the others as they are then: what is not chosen is not walked. Beyond the bound the
    result is `overflow()`; without one, `TooMany` is raised.
    """
    try:
        for operand in operands:
            if type(operand) is Choice:
                return _Walk(function, first_decides).walk(operands)
        return function(*operands)
    except TooMany:
        if overflow is None:
            raise
        return overflow()


class _Walk(Generic[T]):
    def __init__(self, function: Callable[..., Decision[T]], first_decides: bool) -> None:
        self.function = function
        self.first_decides = first_decides
        self.steps = 0
        self.most = limits().conditions
        self.deepest = min(max(self.most // 20, 1), MAX_DEPTH)
        self.memo: dict[tuple[int, ...], Decision[T]] = {}
        self.made: dict[tuple[Condition, int, int], Decision[T]] = {}

    def walk(self, operands: tuple[Any, ...], depth: int = 0) -> Decision[T]:
        key = tuple(map(id, operands))
        if key in self.memo:
            return self.memo[key]
        self.steps += 1
        if self.steps > self.most or depth > self.deepest:
            raise TooMany
        tests = [operand.test for operand in operands if type(operand) is Choice]
        if not tests or (self.first_decides and type(operands[0]) is not Choice):
            result = self.function(*operands)
        else:
            test = min(tests, key=lambda one: one.order)
            then = self.walk(tuple(_take(one, test, True) for one in operands), depth + 1)
            otherwise = self.walk(tuple(_take(one, test, False) for one in operands), depth + 1)
            result = self.join(test, then, otherwise)
        self.memo[key] = result
        return result

    def join(self, test: Condition, then: Decision[T], otherwise: Decision[T]) -> Decision[T]:
        """A choice in order; one object for equal ones, so that equal branches are seen to be equal."""
        if then is otherwise or (type(then) is not Choice and type(otherwise) is not Choice and then == otherwise):
            return then
        before = min((one.test.order for one in (then, otherwise) if type(one) is Choice), default=None)
        if before is not None and test.order >= before:
            return combine(_pick, Choice(test, True, False), then, otherwise, first_decides=True)
        return self.made.setdefault((test, id(then), id(otherwise)), Choice(test, then, otherwise))


def _take(operand: Any, test: Condition, holds: bool) -> Any:
    """What is left of an operand once `test` is settled."""
    if not holds:
        return operand.otherwise if type(operand) is Choice and operand.test == test else operand
    while type(operand) is Choice and operand.test.subject == test.subject:
        operand = operand.then if operand.test == test else operand.otherwise
    return operand


def leaves(decision: Decision[T]) -> Iterator[T]:
    """Every leaf, shared ones once."""
    stack = [decision]
    seen: set[int] = set()
    while stack:
        one = stack.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, Choice):
            stack.append(one.otherwise)
            stack.append(one.then)
        else:
            yield one


Outcomes = tuple[tuple[Condition, bool], ...]
"""Conditions, each with whether it holds."""


def paths(decision: Choice[T], wanted: Callable[[T], bool], limit: int) -> Iterator[tuple[Outcomes, T]]:
    """The first `limit` ways to a wanted leaf, each with the outcomes that lead there."""
    useful: dict[int, bool] = {}

    def leads(one: Decision[T]) -> bool:
        if id(one) not in useful:
            useful[id(one)] = leads(one.then) | leads(one.otherwise) if isinstance(one, Choice) else wanted(one)
        return useful[id(one)]

    stack: list[tuple[Outcomes, Decision[T]]] = [((), decision)]
    while stack and limit:
        outcomes, one = stack.pop()
        if not leads(one):
            continue
        if isinstance(one, Choice):
            stack.append(((*outcomes, (one.test, False)), one.otherwise))
            stack.append(((*outcomes, (one.test, True)), one.then))
        else:
            limit -= 1
            yield outcomes, one
