"""`for` expressions and splats over values."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from foureyes.languages.terraform.access import within
from foureyes.languages.terraform.functions.failure import Failure
from foureyes.languages.terraform.leaves import (
    circumstances,
    failure,
    merged_references,
    scalar_text,
    unknown_from,
)
from foureyes.languages.terraform.operators import truth
from foureyes.model.decision import Choice
from foureyes.model.limits import limits, reach
from foureyes.model.place import Place
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value, lift, never

MAX_UNDECIDED = 8
"""Elements that may or may not be there before a loop's result is only open."""

Round = Callable[[Value, Value], Value]
"""What a loop computes for a key and an element."""

Spend = Callable[[], bool]
"""Whether another round may be taken."""


LOOP = "the number of elements it loops over is not known"


def pairs(leaf: Leaf) -> list[tuple[Value, Value]] | None:
    """Keys and elements in the order Terraform takes them; None for what is no collection."""
    if isinstance(leaf, ListValue):
        if leaf.is_set:
            return [(item, item) for item in leaf.items]
        if leaf.open:
            return [(Unknown("the position in it cannot be told", present=True), item) for item in leaf.items]
        return [(Known(number), item) for number, item in enumerate(leaf.items)]
    if isinstance(leaf, MapValue):
        return [(Known(key), leaf.entries[key]) for key in sorted(leaf.entries)]
    return None


def for_tuple(collection: Value, value: Round, condition: Round | None, place: Place, spend: Spend) -> Value:
    """`[for … : value if condition]`."""

    def over(leaf: Leaf) -> Value:
        rounds = _rounds(leaf, place)
        if isinstance(rounds, Leaf):
            return rounds
        builder = _Builder(getattr(leaf, "open", False))
        for key, item in rounds:
            if not spend():
                return unknown_from(too_many(place), leaf, place=place, present=True)
            kept = truth(condition(key, item), place) if condition else Known(True)
            builder.note(leaf, kept)
            if not never(kept):
                builder.add(kept, value(key, item))
        return builder.list(leaf, place)

    return lift(over, collection)


def too_many(place: Place) -> str:
    """What is said of loops that go on longer than is followed."""
    return reach("rounds", f"its loops take more than the {limits().rounds:,} rounds that are followed", place)


def _rounds(leaf: Leaf, place: Place) -> Iterable[tuple[Value, Value]] | Leaf:
    if isinstance(leaf, Failure):
        return leaf
    if isinstance(leaf, Unknown):
        return unknown_from(leaf.reason, leaf, place=place, present=True)
    found = pairs(leaf)
    if found is None:
        return failure("only a list, set or map can be looped over", leaf, place=place)
    return [(key, within(item, leaf)) for key, item in found]


class _Builder:
    """A list in the making, some of whose elements are there only under a condition."""

    def __init__(self, open: bool) -> None:
        self.open = open
        self.rows: list[tuple[Value, Value]] = []
        self.deciding: list[Leaf] = []
        self.undecided = 0
        self.failed: Failure | None = None

    def note(self, leaf: Leaf, kept: Value) -> None:
        if isinstance(kept, Leaf) and kept.trail:
            self.deciding.append(kept)

    def add(self, kept: Value, value: Value) -> None:
        if isinstance(kept, Failure):
            self.failed = kept
        elif isinstance(kept, Unknown):
            self.open = True
        else:
            self.undecided += isinstance(kept, Choice)
            self.rows.append((kept, value))

    def list(self, leaf: Leaf, place: Place) -> Value:
        if self.failed is not None:
            return self.failed
        named = circumstances(leaf, *self.deciding, place=place)
        if not self.undecided:
            return ListValue([value for _, value in self.rows], open=self.open, **named)
        if self.undecided > MAX_UNDECIDED:
            sure = [value for kept, value in self.rows if isinstance(kept, Known)]
            return ListValue(sure, open=True, **named)

        def pick(*kept: Leaf) -> Leaf:
            chosen = [row[1] for row, one in zip(self.rows, kept, strict=True) if isinstance(one, Known) and one.scalar]
            doubtful = any(not isinstance(one, Known) for one in kept)
            return ListValue(chosen, open=self.open or doubtful, **named)

        return lift(pick, *(kept for kept, _ in self.rows))


def for_object(
    collection: Value, key: Round, value: Round, condition: Round | None, group: bool, place: Place, spend: Spend
) -> Value:
    """`{for … : key => value if condition}`."""

    def over(leaf: Leaf) -> Value:
        rounds = _rounds(leaf, place)
        if isinstance(rounds, Leaf):
            return rounds
        rows: list[tuple[Value, Value, Value]] = []
        open, undecided = getattr(leaf, "open", False), 0
        for name, item in rounds:
            if not spend():
                return unknown_from(too_many(place), leaf, place=place, present=True)
            kept = truth(condition(name, item), place) if condition else Known(True)
            if isinstance(kept, Failure):
                return kept
            if never(kept):
                continue
            entry = key(name, item)
            undecided += isinstance(kept, Choice) + isinstance(entry, Choice)
            rows.append((kept, entry, value(name, item)))
        if undecided > MAX_UNDECIDED:
            return unknown_from(LOOP, leaf, place=place, present=True)

        def build(*decided: Leaf) -> Leaf:
            return _map(decided, [row[2] for row in rows], open, group, leaf, place)

        return lift(build, *(one for kept, entry, _ in rows for one in (kept, entry)))

    return lift(over, collection)


def _map(decided: tuple[Leaf, ...], values: list[Value], open: bool, group: bool, leaf: Leaf, place: Place) -> Leaf:
    entries: dict[str, Value] = {}
    groups: dict[str, list[Value]] = {}
    for number, value in enumerate(values):
        kept, key = decided[2 * number], decided[2 * number + 1]
        if never(kept):
            continue
        if isinstance(key, Failure):
            return key
        if not isinstance(kept, Known) or isinstance(key, Unknown):
            open = True
        elif not isinstance(key, Known):
            return failure("a key must be text", key, place=place)
        else:
            name = scalar_text(key)
            if name in groups and not group:
                return failure(f"the key “{name}” comes twice", key, place=place)
            groups.setdefault(name, []).append(value)
    named = circumstances(leaf, place=place)
    for name, found in groups.items():
        entries[name] = ListValue(found, place, open=open) if group else found[0]
    return MapValue(entries, open=open, **named)


def splat(collection: Value, each: Callable[[Value], Value], text: str, place: Place) -> Value:
    """`collection[*]…`: `each` of every element; null has none, and what is no list is its own only element."""

    def over(leaf: Leaf) -> Value:
        if isinstance(leaf, Failure):
            return leaf
        if isinstance(leaf, Absent):
            return ListValue([], **circumstances(leaf, place=place))
        if isinstance(leaf, Unknown):
            inner = each(leaf)
            references = merged_references(inner) if isinstance(inner, Leaf) else leaf.references
            subject = f"{leaf.subject}{text}" if leaf.subject else None
            return Unknown(
                leaf.reason, references=references, subject=subject, present=True, **circumstances(leaf, place=place)
            )
        if isinstance(leaf, ListValue):
            items = [each(within(item, leaf)) for item in leaf.items]
            return ListValue(items, open=leaf.open, is_set=False, **circumstances(leaf, place=place))
        return ListValue([each(leaf)], **circumstances(leaf, place=place))

    return lift(over, collection)
