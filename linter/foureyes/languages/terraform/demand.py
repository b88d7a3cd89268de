"""Values on demand: each named thing is computed once, when somebody asks, in whatever order it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from foureyes.languages.terraform.leaves import CYCLE
from foureyes.model.limits import limits
from foureyes.model.value import Unknown, Value

T = TypeVar("T")

MAX_DEPTH = 120
"""Nested expressions and names before a demand is put off to be met first, from the start."""


class Node(Generic[T]):
    """A named thing: how to compute it, what to answer while it is being computed, and its value once it is."""

    __slots__ = ("active", "compute", "fallback", "value")

    def __init__(self, compute: Callable[[], T], fallback: Callable[[str], T]) -> None:
        self.compute = compute
        self.fallback = fallback
        self.value: T | None = None
        self.active = False


class PutOff(Exception):
    """A node that must be met first, because the way to it is too long."""

    def __init__(self, node: Node[object]) -> None:
        super().__init__()
        self.node = node
        self.asking: list[Node[object]] = []
        """Those that wait for it: asking one of them meanwhile closes a circle."""


class Demand:
    """Meets demands without deep recursion."""

    def __init__(self) -> None:
        self.depth = 0
        self.rounds = 0

    def __call__(self, node: Node[T]) -> T:
        """The node's value. Chains too long for the stack are met link by link."""
        if node.value is not None:
            return node.value
        if self.depth:
            return self._met(node)
        waiting = [PutOff(node)]  # type: ignore[arg-type]
        while waiting:
            try:
                self._met(waiting[-1].node)
                for one in waiting.pop().asking:
                    one.active = False
            except PutOff as first:
                waiting.append(first)
        assert node.value is not None
        return node.value

    def _met(self, node: Node[T]) -> T:
        if node.value is not None:
            return node.value
        if node.active:
            return node.fallback(CYCLE)
        if self.depth > MAX_DEPTH:
            raise PutOff(node)  # type: ignore[arg-type]
        node.active = True
        self.depth += 1
        rounds, self.rounds = self.rounds, 0
        try:
            node.value = node.compute()
        except RecursionError:
            node.value = node.fallback("it is nested too deeply")
        except PutOff as first:
            first.asking.append(node)  # type: ignore[arg-type]
            raise
        finally:
            self.depth -= 1
            self.rounds = rounds
        node.active = False
        return node.value

    def another_round(self) -> bool:
        """Whether a loop may go on: the loops of one name have a limited number of rounds."""
        self.rounds += 1
        return self.rounds <= limits().rounds


def unknown_because(reason: str) -> Value:
    """The usual fallback."""
    return Unknown(reason)
