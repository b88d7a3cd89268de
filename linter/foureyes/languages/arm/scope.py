"""Where an expression is evaluated: which names it sees, and what the whole evaluation shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from foureyes.languages.arm.expression import Expression, kept_in
from foureyes.languages.arm.template import Function, Shape
from foureyes.model.imprint import imprint
from foureyes.model.limits import Limits, limits, reach
from foureyes.model.place import Place
from foureyes.model.record import Record, field
from foureyes.model.resource import Gap
from foureyes.model.value import Unknown, Value

FURTHER = 100
"""Evaluations inside each other beyond what is written so: variables of variables, modules of modules."""


class Names(Protocol):
    """What a deployment offers its expressions."""

    prefix: str
    """Distinguishes its unknowns from those of other deployments; empty for the root."""
    scope_text: str
    """What tells the scope it deploys to from others."""

    def parameter(self, name: str, place: Place) -> Value: ...

    def variable(self, name: str, place: Place) -> Value: ...

    def function(self, name: str) -> Function | None: ...

    def member(self, symbol: str, index: Value | None, key: str, place: Place) -> Value:
        """`symbol.key` of a resource or module."""

    def symbol(self, symbol: str, index: Value | None, place: Place) -> Value:
        """A resource or module as a whole."""

    def reference(self, target: Value, full: bool, place: Place) -> Value | None:
        """What `reference(target)` yields where that is a module of this deployment; else None."""

    def module_identity(self, target: Value) -> str | None:
        """The identity of a module of this deployment that is referred to; None for anything else."""

    def targets(self, value: Value) -> tuple[str, ...]:
        """The identities of the resource that a symbolic name or id speaks of."""


class Session(Record):
    """What one evaluation shares, over all its deployments."""

    evaluate: Callable[[Expression, Env], Value]
    gaps: list[Gap] = field(factory=list)
    passed: dict[Gap, set[str]] = field(factory=dict)
    """What is passed to deployments that are not read."""
    unknown_functions: dict[str, int] = field(factory=dict)
    shapes: dict[str, Shape] = field(factory=dict)
    """The declared types of unknowns, by subject."""
    steps: int = 0
    limits: Limits = field(factory=limits)
    depth: int = 0
    modules: int = 0
    """Nested deployments that were entered."""
    fresh: int = 0
    weights: dict[int, tuple[object, int]] = field(factory=dict)
    """How many values large structures hold, by the identity of what holds their elements."""

    def exhausted(self, place: Place) -> str:
        """Why nothing more is evaluated; empty as long as something is."""
        if self.steps > self.limits.steps:
            return reach("steps", f"it takes more than the {self.limits.steps:,} steps that are followed", place)
        if self.depth >= self.limits.nesting + FURTHER:
            return reach("nesting", f"it depends on more than {self.depth} others, one after the other", place)
        return ""

    def unique(self) -> str:
        """A text that nothing else in this evaluation is called."""
        self.fresh += 1
        return f"#{self.fresh}"

    def note_gap(self, gap: Gap, passed: Value | None = None) -> None:
        """Note what is not read, and of a deployment, what is passed to it."""
        if gap not in self.gaps:
            self.gaps.append(gap)
        if passed is not None:
            self.passed.setdefault(gap, set()).add(imprint(passed))


class Env:
    """The names in sight: of the deployment, of lambdas and loops around, of a function's parameters."""

    __slots__ = ("arguments", "copies", "frame", "names", "session")

    def __init__(
        self,
        frame: Names,
        session: Session,
        names: dict[str, Value] | None = None,
        copies: dict[str, Value] | None = None,
        arguments: dict[str, Value] | None = None,
    ) -> None:
        self.frame = frame
        self.session = session
        self.names = names or {}
        self.copies = copies or {}
        self.arguments = arguments

    def evaluate(self, expression: Expression) -> Value:
        return self.session.evaluate(expression, self)

    def with_names(self, names: dict[str, Value]) -> Env:
        return Env(self.frame, self.session, {**self.names, **names}, self.copies, self.arguments)

    def with_copies(self, copies: dict[str, Value]) -> Env:
        return Env(self.frame, self.session, self.names, {**self.copies, **copies}, self.arguments)

    def inside(self, arguments: dict[str, Value]) -> Env:
        """Inside a user-defined function: its parameters and nothing of what is around the call."""
        return Env(self.frame, self.session, dict(arguments), {}, {key.lower(): one for key, one in arguments.items()})

    def name_of(self, expression: Expression) -> str | None:
        """What holds the value of an expression, if that is a parameter or variable of the deployment."""
        kept = None if self.arguments is not None else kept_in(expression)
        return None if kept is None else f"{self.frame.prefix}{kept}"

    def runtime(self, text: str, reason: str, place: Place, present: bool = False) -> Unknown:
        """Something only the deployment itself knows, always the same for this scope."""
        return Unknown(reason, place, subject=text + self.frame.scope_text, present=present)
