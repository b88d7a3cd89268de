"""Calls of built-in functions: their arguments, and how results are made from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple

from foureyes.languages.arm.canonical import call_text, parts_text, shortened
from foureyes.languages.arm.identity import spoken_of
from foureyes.languages.arm.scope import Env, Session
from foureyes.model.place import Place
from foureyes.model.value import (
    Absent,
    Choice,
    Known,
    Leaf,
    ListValue,
    MapValue,
    Reference,
    Step,
    Unknown,
    Value,
    lift,
    run_together,
)

MAX_TEXT: Final = 2_000_000
MAX_ITEMS: Final = 100_000
MAX_WEIGHT: Final = 200_000
"""Values in a structure, at any depth: a list of lists is cheap to make and costly to walk."""
MAX_PIECES: Final = 1_000
"""Known and unknown pieces of a text with gaps."""
MAX_TRAIL: Final = 12


TOO_LONG: Final = "the list grows too long"
WORTH_KEEPING: Final = 100


class Fault(Exception):
    """Why a call cannot be answered: Azure would refuse it too."""


class NotKnown(Exception):
    """A part of an argument is unknown."""

    def __init__(self, leaf: Leaf) -> None:
        super().__init__()
        self.leaf = leaf


class Invocation:
    """One call with leaves for arguments."""

    __slots__ = ("env", "leaves", "name", "place", "written")

    def __init__(self, name: str, place: Place, leaves: tuple[Leaf, ...], env: Env, written: str = "") -> None:
        self.name = name
        self.place = place
        self.leaves = leaves
        self.env = env
        self.written = written or name

    @property
    def trail(self) -> tuple[Step, ...]:
        if len(self.leaves) == 1:
            return self.leaves[0].trail[:MAX_TRAIL]
        return tuple(dict.fromkeys(step for leaf in self.leaves for step in leaf.trail))[:MAX_TRAIL]

    @property
    def references(self) -> tuple[Reference, ...]:
        return tuple(dict.fromkeys(one for leaf in self.leaves for one in leaf.references))

    @property
    def secret(self) -> bool:
        return any(leaf.secret for leaf in self.leaves)

    def value(self, native: Any) -> Leaf:
        """A result from plain data."""
        return from_native(native, self.place, self.trail, self.secret)

    def unknown(self, reason: str = "", present: bool = True, references: tuple[Reference, ...] = ()) -> Unknown:
        """A result that cannot be told because an argument cannot."""
        return Unknown(
            reason or next(_reasons(self.leaves), f"what `{self.name}` yields cannot be told"),
            self.place,
            self.trail,
            references,
            self.secret,
            subject=call_text(self.name, self.leaves),
            present=present,
        )

    def text(self, parts: Iterable[str | Unknown]) -> Leaf:
        """A text from pieces, with gaps where they are unknown."""
        merged = run_together(
            piece
            for part in parts
            for piece in (part.parts if isinstance(part, Unknown) and part.parts is not None else (part,))
        )
        if len(merged) > MAX_PIECES or sum(len(one) for one in merged if isinstance(one, str)) > MAX_TEXT:
            raise Fault("the text grows too long")
        gaps = [one for one in merged if isinstance(one, Unknown)]
        if not gaps:
            return Known("".join(map(str, merged)), self.place, self.trail, self.text_references(merged), self.secret)
        text = None if self.secret else parts_text(merged)
        return Unknown(
            gaps[0].reason,
            self.place,
            self.trail,
            self.text_references(merged),
            self.secret,
            parts=tuple(merged),
            subject=None if text is None else shortened(text),
        )

    def text_references(self, parts: list[str | Unknown]) -> tuple[Reference, ...]:
        """What a text speaks of: what its parts do, or the resource whose id it is."""
        text = parts_text(parts)
        own = spoken_of(text) if text is not None else ()
        return own or self.references


def _reasons(leaves: Iterable[Leaf]) -> Any:
    for leaf in leaves:
        try:
            native(leaf)
        except NotKnown as error:
            if isinstance(error.leaf, Unknown):
                yield error.leaf.reason


Implementation = Callable[[Invocation], Value]


class Builtin(NamedTuple):
    """A function and how many arguments it takes."""

    minimum: int
    maximum: int
    call: Implementation


FUNCTIONS: Final[dict[str, Builtin]] = {}
MANY: Final = 10**6


def builtin(name: str, minimum: int, maximum: int | None = None) -> Callable[[Implementation], Implementation]:
    """Register a function of leaves."""

    def register(function: Implementation) -> Implementation:
        FUNCTIONS[name.lower()] = Builtin(minimum, minimum if maximum is None else maximum, function)
        return function

    return register


def pure(name: str, minimum: int, maximum: int | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function of plain data: unknown as soon as any part of an argument is."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        FUNCTIONS[name.lower()] = Builtin(
            minimum, minimum if maximum is None else maximum, lambda call: call_pure(function, call)
        )
        return function

    return register


def call_pure(function: Callable[..., Any], call: Invocation) -> Value:
    """Call with plain data, case by case where arguments hold several."""
    hoisted = [hoist(leaf) for leaf in call.leaves]
    if any(isinstance(one, Choice) for one in hoisted):
        return lift(lambda *leaves: call_pure(function, Invocation(call.name, call.place, leaves, call.env)), *hoisted)
    try:
        arguments = [native(leaf) for leaf in call.leaves]
    except NotKnown:
        return call.unknown()
    return call.value(function(*arguments))


def hoist(leaf: Leaf) -> Value:
    """A structure with several cases inside as several structures."""
    if isinstance(leaf, ListValue):
        items = [lift(hoist, one) for one in leaf.items]
        if any(isinstance(one, Choice) for one in items):
            return lift(
                lambda *chosen: ListValue(chosen, leaf.place, leaf.trail, leaf.references, open=leaf.open), *items
            )
    elif isinstance(leaf, MapValue):
        values = [lift(hoist, one) for one in leaf.entries.values()]
        if any(isinstance(one, Choice) for one in values):
            keys = list(leaf.entries)
            return lift(
                lambda *chosen: MapValue(
                    dict(zip(keys, chosen, strict=True)), leaf.place, leaf.trail, leaf.references, open=leaf.open
                ),
                *values,
            )
    return leaf


def native(value: Value) -> Any:
    """Plain data of a value; raises `NotKnown` if a part is unknown."""
    if isinstance(value, Known):
        return value.scalar
    if isinstance(value, Absent):
        return None
    if isinstance(value, ListValue) and not value.open:
        return [native(one) for one in value.items]
    if isinstance(value, MapValue) and not value.open:
        return {key: native(one) for key, one in value.entries.items()}
    raise NotKnown(value if not isinstance(value, Choice) else Unknown("it has several values"))


def from_native(data: Any, place: Place | None, trail: tuple[Step, ...] = (), secret: bool = False) -> Leaf:
    """A value from plain data, all of it at one place."""
    if data is None:
        return Absent(place, trail)
    if isinstance(data, list):
        if len(data) > MAX_ITEMS:
            raise Fault(TOO_LONG)
        return ListValue((from_native(one, place, trail, secret) for one in data), place, trail)
    if isinstance(data, dict):
        return MapValue({key: from_native(one, place, trail, secret) for key, one in data.items()}, place, trail)
    if isinstance(data, str) and len(data) > MAX_TEXT:
        raise Fault("the text grows too long")
    return Known(data, place, trail, spoken_of(data) if isinstance(data, str) else (), secret)


def weighed(value: Value, session: Session) -> Value:
    """The value; a fault where it holds more than is followed."""
    if weight(value, session) > MAX_WEIGHT:
        raise Fault(TOO_LONG)
    return value


def weight(value: Value, session: Session) -> int:
    """How many values it holds, at any depth."""
    if isinstance(value, Choice):
        return weight(value.then, session) + weight(value.otherwise, session)
    if not isinstance(value, ListValue | MapValue):
        return 1
    held = value.items if isinstance(value, ListValue) else value.entries
    if not held:
        return 1
    known = session.weights.get(id(held))
    if known is not None:
        return known[1]
    inner = value.items if isinstance(value, ListValue) else value.entries.values()
    total = 1 + sum(weight(one, session) for one in inner)
    if total >= WORTH_KEEPING:
        session.weights[id(held)] = held, total
    return total


def as_text(leaf: Leaf) -> str:
    """A known text; anything else is a fault."""
    if isinstance(leaf, Known) and isinstance(leaf.scalar, str):
        return leaf.scalar
    raise Fault("a text is expected")


def is_text(leaf: Leaf) -> bool:
    return isinstance(leaf, Known) and isinstance(leaf.scalar, str)


def is_number(leaf: Leaf) -> bool:
    return isinstance(leaf, Known) and isinstance(leaf.scalar, int) and not isinstance(leaf.scalar, bool)
