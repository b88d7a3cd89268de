"""The parts of a pattern."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Union

Test = Callable[[str], bool]


class Character(NamedTuple):
    """One character for which the test holds."""

    test: Test


class Assertion(NamedTuple):
    """A place in the text: `text-start`, `text-end`, `line-start`, `line-end`, `word`, `no-word`."""

    kind: str


class Sequence(NamedTuple):
    parts: tuple[Node, ...]


class Alternatives(NamedTuple):
    options: tuple[Node, ...]


class Repeat(NamedTuple):
    node: Node
    least: int
    most: int | None
    greedy: bool


class Group(NamedTuple):
    """A capturing group."""

    number: int
    node: Node


Node = Union[Character, Assertion, Sequence, Alternatives, Repeat, Group]
