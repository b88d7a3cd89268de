"""Values: whatever an expression yields, with its place and the trail it came along.

A `Value` is a decision over leaves: known scalars, lists, maps, absent, unknown. `null` is absent.
Half-known things stay half-known: a map may hold an unknown, a string may have a gap.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, NamedTuple, Union

from foureyes.errors import TooLarge
from foureyes.model.decision import Choice, Concealed, Condition, TooMany, choose, combine
from foureyes.model.limits import too_many_conditions
from foureyes.model.pattern import pattern
from foureyes.model.place import Place

Scalar = Union[str, int, float, bool]

MAX_ITEMS = 250_000
"""Elements of a list: beyond, what makes it is given up, before it takes all memory."""

MAX_PARTS = 1_000
"""Pieces of a text with gaps: beyond, nothing is known of the text."""


class Step(NamedTuple):
    """One step on the way of a value: `var.public is true`, and where that is written."""

    text: str
    place: Place | None = None


class Reference(NamedTuple):
    """That a value comes from an attribute of a resource, named by address or identity."""

    target: str
    attribute: str = ""


class Leaf:
    """What every leaf carries.

    `place` is where the value stands, `trail` how it came there (nearest step first),
    `references` the resources it speaks of, `secret` forbids printing it.
    """

    __slots__ = ("place", "references", "secret", "trail")

    def __init__(
        self,
        place: Place | None = None,
        trail: tuple[Step, ...] = (),
        references: tuple[Reference, ...] = (),
        secret: bool = False,
    ) -> None:
        self.place = place
        self.trail = trail
        self.references = references
        self.secret = secret

    def _copy(self) -> Leaf:
        raise NotImplementedError

    def replace(
        self,
        *,
        place: Place | None = None,
        trail: tuple[Step, ...] | None = None,
        references: tuple[Reference, ...] | None = None,
        secret: bool | None = None,
    ) -> Any:
        """The same leaf with other circumstances."""
        new = self._copy()
        new.place = self.place if place is None else place
        new.trail = self.trail if trail is None else trail
        new.references = self.references if references is None else references
        new.secret = self.secret if secret is None else secret
        return new


class Known(Leaf):
    """A known scalar: text, whole number, real number or boolean.

    `document` is what the text encodes, where it was made by an encoder (`jsonencode`).
    """

    __slots__ = ("document", "scalar")

    def __init__(self, scalar: Scalar, *circumstances: Any, document: Value | None = None, **named: Any) -> None:
        super().__init__(*circumstances, **named)
        self.scalar = scalar
        self.document = document

    def _copy(self) -> Known:
        return Known(self.scalar, document=self.document)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Known)
            and type(self) is type(other)
            and type(self.scalar) is type(other.scalar)
            and self.scalar == other.scalar
            and self.references == other.references
        )

    def __hash__(self) -> int:
        return hash((type(self.scalar), self.scalar))

    def __repr__(self) -> str:
        return f"Known({self.scalar!r})"


class ListValue(Leaf):
    """A list (or, with `is_set`, a set). `open`: there may be more elements than these."""

    __slots__ = ("is_set", "items", "open")

    def __init__(
        self, items: Iterable[Value], *circumstances: Any, is_set: bool = False, open: bool = False, **named: Any
    ) -> None:
        super().__init__(*circumstances, **named)
        self.items = tuple(items)
        if len(self.items) > MAX_ITEMS:
            raise TooLarge(f"a list has more than {MAX_ITEMS:,} elements: it was not evaluated")
        self.is_set = is_set
        self.open = open

    def _copy(self) -> ListValue:
        return ListValue(self.items, is_set=self.is_set, open=self.open)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ListValue) and self.items == other.items and self.open == other.open

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"ListValue({list(self.items)!r}{', open' if self.open else ''})"


class MapValue(Leaf):
    """A map or object. `open`: there may be more keys than these. Keys keep their spelling and order."""

    __slots__ = ("_folded", "entries", "open")

    def __init__(self, entries: dict[str, Value], *circumstances: Any, open: bool = False, **named: Any) -> None:
        super().__init__(*circumstances, **named)
        self.entries = entries
        self.open = open
        self._folded: dict[str, str] | None = None

    def _copy(self) -> MapValue:
        return MapValue(self.entries, open=self.open)

    def get(self, key: str) -> Value:
        """The entry; absent where there is none, unknown where there might be."""
        found = self.entries.get(key)
        if found is not None:
            return found
        if self.open:
            return Unknown(f"whether `{key}` is set cannot be told", self.place, self.trail)
        return Absent(self.place, self.trail)

    def find(self, key: str) -> Value:
        """Like `get`, without regard to case."""
        if key not in self.entries:
            if self._folded is None:
                self._folded = {name.lower(): name for name in self.entries}
            key = self._folded.get(key.lower(), key)
        return self.get(key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MapValue) and self.entries == other.entries and self.open == other.open

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"MapValue({self.entries!r}{', open' if self.open else ''})"


class Absent(Leaf):
    """Not set, or null."""

    __slots__ = ()

    def _copy(self) -> Absent:
        return Absent()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "Absent()"


class Unknown(Leaf):
    """Not to be told before deploy, and why.

    `subject` is the expression's own canonical text (`var.env`): equal subjects have equal values.
    `parts` are the known pieces of a text, with an unknown for each gap. `document` is what the
    text encodes, where it was made by an encoder (`jsonencode`). `present`: surely not null.
    """

    __slots__ = ("document", "parts", "present", "reason", "subject")

    def __init__(
        self,
        reason: str,
        *circumstances: Any,
        subject: str | None = None,
        parts: tuple[str | Unknown, ...] | None = None,
        document: Value | None = None,
        present: bool = False,
        **named: Any,
    ) -> None:
        super().__init__(*circumstances, **named)
        self.reason = reason
        self.subject = subject
        self.parts = parts if parts is None or len(parts) <= MAX_PARTS else None
        self.document = document
        self.present = present or parts is not None or document is not None

    def _copy(self) -> Unknown:
        return Unknown(
            self.reason, subject=self.subject, parts=self.parts, document=self.document, present=self.present
        )

    def may_be(self, text: str) -> bool:
        """Whether this could turn out to be `text`, without regard to case."""
        if self.parts is None:
            return True
        return _spelled_by(self.parts, text.casefold())

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Unknown)
            and self.subject is not None
            and self.subject == other.subject
            and self.parts == other.parts
            and self.references == other.references
        ) or self is other

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Unknown({self.reason!r}, subject={self.subject!r})"


def _spelled_by(parts: tuple[str | Unknown, ...], text: str) -> bool:
    """Whether a text consists of the pieces in their order, with anything where they have gaps."""
    pieces = [""]
    for part in parts:
        if isinstance(part, str):
            pieces[-1] += part.casefold()
        else:
            pieces.append("")
    first, *between = pieces
    if not between:
        return text == first
    last = between.pop()
    at, end = len(first), len(text) - len(last)
    if at > end or not text.startswith(first) or not text.endswith(last):
        return False
    for piece in between:
        # The first place where it fits leaves the most for those that follow.
        at = text.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


def run_together(parts: Iterable[str | Unknown]) -> list[str | Unknown]:
    """The pieces of a text, neighbouring texts as one and empty ones dropped."""
    made: list[str | Unknown] = []
    for are_texts, run in groupby(parts, lambda part: isinstance(part, str)):
        if not are_texts:
            made += run
        elif text := "".join(map(str, run)):
            made.append(text)
    return made


Value = Union[Leaf, Choice[Leaf]]


def too_many_cases() -> Leaf:
    """What a value becomes when its cases outgrow the bound."""
    return Unknown(too_many_conditions())


def lift(function: Callable[..., Value], *operands: Value) -> Value:
    """Apply a function of leaves to values, case by case."""
    for one in operands:
        if type(one) is Choice:
            return combine(function, *operands, overflow=too_many_cases)
    try:
        return function(*operands)
    except TooMany:
        return too_many_cases()


def moved(value: Value, place: Place | None, *steps: Step) -> Value:
    """The value as it stands at `place`, having come there along `steps` (nearest first)."""
    return lift(lambda leaf: leaf.replace(place=place, trail=steps + leaf.trail), value)


def nearer(value: Value, place: Place | None, span: Place, name: str = "") -> Value:
    """The value with its place inside `span`: what stands elsewhere is told by a step of its trail."""

    if isinstance(value, Leaf) and value.place is not None and span.contains(value.place):
        return value

    def settle(leaf: Leaf) -> Leaf:
        if leaf.place is None:
            return leaf.replace(place=place)  # type: ignore[no-any-return]
        if place is None or span.contains(leaf.place) or not span.contains(place):
            return leaf
        step = Step(f"`{name}` is {shown(leaf)}" if name else f"it is {shown(leaf)}", leaf.place)
        return leaf.replace(place=place, trail=(step, *leaf.trail))  # type: ignore[no-any-return]

    return lift(settle, value)


def equal(left: Value, right: Value) -> Value:
    """Whether two scalars are equal: known, a test on what is unknown, or unknown."""
    return lift(_equal_leaves, left, right)


def _equal_leaves(left: Leaf, right: Leaf) -> Value:
    compared(left, right)
    place = left.place or right.place
    trail = left.trail + right.trail

    def told(truth: bool) -> Known:
        return Known(truth, place, trail)

    if isinstance(right, Unknown) and not isinstance(left, Unknown):
        left, right = right, left
    if isinstance(left, Unknown):
        if isinstance(right, Unknown) and left.subject and left == right:
            return told(True)
        if isinstance(right, Known) and isinstance(right.scalar, str) and not left.may_be(right.scalar):
            return told(False)
        if isinstance(right, Absent) and left.present:
            return told(False)
        if isinstance(right, Known | Absent) and left.subject is not None:
            scalar = right.scalar if isinstance(right, Known) else None
            return choose(asked(left.subject, scalar, left.secret or right.secret), told(True), told(False))
        return Unknown(left.reason, place, trail, present=True)
    if isinstance(left, Known) and isinstance(right, Known):
        return told(left.scalar == right.scalar and isinstance(left.scalar, bool) == isinstance(right.scalar, bool))
    if isinstance(left, Absent) or isinstance(right, Absent):
        return told(isinstance(left, Absent) and isinstance(right, Absent))
    if type(left) is type(right) and left == right:
        return told(True)
    return Unknown("a comparison of structures is not followed", place, trail, present=True)


def asked(subject: str, scalar: Scalar | None, secret: bool) -> Condition:
    """The test whether a subject is a scalar, or null. What a secret is compared with is a secret."""
    if not secret or scalar is None or isinstance(scalar, bool) or scalar == "":
        return Condition(subject, scalar)
    return Condition(subject, Concealed(scalar if isinstance(scalar, str) else f"the number {scalar}"))


def compared(*several: Leaf) -> None:
    """Note that leaves are compared: what a secret is compared with is not shown either."""
    if any(leaf.secret for leaf in several):
        for leaf in several:
            trivial = isinstance(leaf, Known) and (isinstance(leaf.scalar, bool) or leaf.scalar == "")
            if not leaf.secret and not trivial:
                concealed(leaf)


def concealed(value: Value) -> Value:
    """The value as a secret, as deep as it goes: where it stands and the steps it came along do not tell it either."""

    def conceal(leaf: Leaf) -> Leaf:
        if isinstance(leaf, Absent):
            return leaf
        new = leaf.replace(secret=True, trail=tuple(map(_without_values, leaf.trail)))
        if isinstance(new, ListValue):
            new.items = tuple(map(concealed, new.items))
        elif isinstance(new, MapValue):
            new.entries = {key: concealed(one) for key, one in new.entries.items()}
        elif (isinstance(new, Known) or getattr(new, "parts", None)) and new.place is not None:
            new.place.hide()
        return new  # type: ignore[no-any-return]

    return lift(conceal, value)


_VALUES = pattern(r'".*"|(?<= (?:is|to) )-?\d[\d.]*', re.DOTALL)


def _without_values(step: Step) -> Step:
    text = _VALUES.sub("a secret", step.text)
    if text != step.text and step.place is not None:
        step.place.hide()
    return step if text == step.text else Step(text, step.place)


def branch(condition: Value, then: Value, otherwise: Value, text: str) -> Value:
    """`then` where the condition is true, else `otherwise`; `text` names the condition if it has no subject."""

    def pick(leaf: Leaf, then: Value, otherwise: Value) -> Value:
        if isinstance(leaf, Known) and isinstance(leaf.scalar, bool):
            return then if leaf.scalar else otherwise
        if isinstance(leaf, Unknown):
            return choose(Condition(leaf.subject or text, True), then, otherwise)
        return Unknown(f"`{text}` is neither true nor false", leaf.place, leaf.trail)

    return combine(pick, condition, then, otherwise, overflow=too_many_cases, first_decides=True)


def never(condition: Value) -> bool:
    """Whether a condition is known not to hold."""
    return isinstance(condition, Known) and condition.scalar is False


def first_place(value: Value) -> Place | None:
    """The place of the value, or of the first of its cases that has one."""
    while isinstance(value, Choice):
        value = value.then
    return value.place


SHOWN = 80
"""Characters of a text that reports show."""


def shown(value: Value) -> str:
    """The value in a few words, secrets masked."""
    if isinstance(value, Choice):
        return "one of several values"
    if value.secret:
        return "a secret"
    if isinstance(value, Known):
        text = to_text(value) or ""
        if isinstance(value.scalar, str):
            return f'"{text}"' if len(text) <= SHOWN else f'"{text[:SHOWN]}…"'
        return text
    if isinstance(value, ListValue):
        return "a list known in part" if value.open else f"a list of {len(value.items)}"
    if isinstance(value, MapValue):
        return "a map known in part" if value.open else f"a map of {len(value.entries)}"
    return "not set" if isinstance(value, Absent) else "unknown"


def to_text(leaf: Leaf) -> str | None:
    """A known scalar as text (`true`, `1.5`), else None."""
    if not isinstance(leaf, Known):
        return None
    if isinstance(leaf.scalar, bool):
        return "true" if leaf.scalar else "false"
    return str(leaf.scalar)


__all__ = [
    "Absent",
    "Choice",
    "Condition",
    "Known",
    "Leaf",
    "ListValue",
    "MapValue",
    "Reference",
    "Scalar",
    "Step",
    "Unknown",
    "Value",
    "asked",
    "branch",
    "compared",
    "concealed",
    "equal",
    "first_place",
    "lift",
    "moved",
    "nearer",
    "shown",
    "to_text",
    "too_many_cases",
]
