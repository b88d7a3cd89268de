"""Copy loops: known ones expanded, unknown ones with one turn that stands for all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from foureyes.languages.arm.canonical import INDEX_OF, shortened
from foureyes.languages.arm.expression import Loop
from foureyes.languages.arm.invocation import MAX_WEIGHT, TOO_LONG, Fault, weight
from foureyes.languages.arm.scope import Env
from foureyes.model.decision import choose, leaves
from foureyes.model.limits import limits, reach
from foureyes.model.place import Place
from foureyes.model.value import Condition, Known, Leaf, ListValue, MapValue, Unknown, Value, lift


class Turn(NamedTuple):
    """One turn of a loop: whether it happens, its number, and the item where there are items."""

    exists: Value
    number: Value
    item: Value | None
    all: bool = False
    """Whether it stands for all turns, or for those that cannot be counted."""


def looped(node: Loop, env: Env) -> Value:
    """The list a loop makes."""
    over = env.evaluate(node.over)

    def make(leaf: Leaf) -> Leaf:
        items: list[Value] = []
        unsure, held = False, 0
        for turn in turns(leaf, env, node.place, env.name_of(node.over)):
            inner = entered(env, turn, node.item, node.index, node.name, default=not node.name)
            wanted: Value = Known(True) if node.condition is None else inner.evaluate(node.condition)
            if turn.all or not isinstance(wanted, Known):
                unsure = True
            elif wanted.scalar is True:
                items.append(inner.evaluate(node.body))
                held += weight(items[-1], env.session)
                if held > MAX_WEIGHT:
                    raise Fault(TOO_LONG)
        return ListValue(items, node.place, leaf.trail, open=unsure)

    return lift(make, over)


def entered(env: Env, turn: Turn, item: str = "", index: str = "", name: str = "", default: bool = False) -> Env:
    """The names inside one turn. `default`: `copyIndex()` without a name means this loop."""
    names: dict[str, Value] = {}
    if item:
        names[item] = turn.item if turn.item is not None else turn.number
    if index:
        names[index] = turn.number
    inner = env.with_names(names) if names else env
    copies = {}
    if name:
        copies[name.lower()] = turn.number
    if default:
        copies[""] = turn.number
    return inner.with_copies(copies) if copies else inner


def turns(over: Value, env: Env, place: Place, name: str | None = None) -> list[Turn]:
    """The turns over a count or a list; where several are possible, each with when it happens.

    `name` is what holds the list: of one known in part, the turn that stands for the rest is called by it.
    """
    known = list(leaves(over))
    if len(known) == 1:
        return list(_certain(known[0], env, place, name))
    listed = [list(_certain(leaf, env, place, name)) for leaf in known]
    by_leaf = {id(leaf): one for leaf, one in zip(known, listed, strict=True)}
    return [_merged(over, by_leaf, at) for at in range(max(map(len, listed)))]


def _merged(over: Value, by_leaf: dict[int, list[Turn]], at: int) -> Turn:
    def pick(leaf: Leaf, what: str) -> Value:
        own = by_leaf[id(leaf)]
        if at < len(own):
            value: Value | None = getattr(own[at], what)
            return Unknown("the loop has no items", leaf.place) if value is None else value
        return Known(False) if what == "exists" else Unknown("this turn does not happen", leaf.place)

    several = [own[at] for own in by_leaf.values() if at < len(own)]
    items = None
    if any(turn.item is not None for turn in several):
        items = lift(lambda leaf: pick(leaf, "item"), over)
    return Turn(
        lift(lambda leaf: pick(leaf, "exists"), over),
        lift(lambda leaf: pick(leaf, "number"), over),
        items,
        any(turn.all for turn in several),
    )


def _certain(leaf: Leaf, env: Env, place: Place, name: str | None) -> Iterator[Turn]:
    if isinstance(leaf, Known) and isinstance(leaf.scalar, int) and not isinstance(leaf.scalar, bool):
        if leaf.scalar <= limits().instances:
            for number in range(leaf.scalar):
                yield Turn(Known(True), Known(number, place), None)
            return
        yield _for_all(Unknown(_too_many(leaf.scalar, place), place), env, place, counted=True)
    elif isinstance(leaf, ListValue) and len(leaf.items) <= limits().instances:
        for number, item in enumerate(leaf.items):
            index: Leaf = Known(number, place)
            if leaf.open:
                index = Unknown("the number of elements before it cannot be told", place)
            yield Turn(Known(True), index, item)
        if leaf.open:
            more = Unknown("the list may have more elements", place, leaf.trail, subject=name)
            yield _for_all(more, env, place)
    elif isinstance(leaf, ListValue):
        yield _for_all(Unknown(_too_many(len(leaf.items), place), place), env, place)
    else:
        reason = leaf.reason if isinstance(leaf, Unknown) else "the loop runs over something that is no list"
        subject = (leaf.subject or name) if isinstance(leaf, Unknown) else None
        secret = leaf.secret and not isinstance(leaf, MapValue)
        unknown = Unknown(reason, place, leaf.trail, (), secret, subject=subject)
        yield _for_all(unknown, env, place)


def _too_many(count: int, place: Place) -> str:
    return reach(
        "instances", f"a loop of {count:,} turns is more than the {limits().instances:,} that are followed", place
    )


def _for_all(over: Unknown, env: Env, place: Place, counted: bool = False) -> Turn:
    """The turn that stands for all of a loop whose length is unknown."""
    subject = counted_in(over.subject)
    exists: Value = Unknown(over.reason, place, over.trail, present=True)
    if subject is None:
        subject = env.session.unique()
    else:
        exists = choose(Condition(f"empty({subject})", True), Known(False, place), Known(True, place))
    star = "*"
    while any(f"[{star}]" in text for text in _subjects(env)):
        star += "*"
    one = shortened(f"{subject}[{star}]")
    index = Unknown(over.reason, place, over.trail, subject=f"{INDEX_OF}{one}", present=True)
    item = None if counted else Unknown(over.reason, place, over.trail, (), over.secret, subject=one)
    return Turn(exists, index, item, True)


def counted_in(subject: str | None) -> str | None:
    """The list that a loop of `length(list)` turns runs over: Bicep names it, JSON its length."""
    if subject is None or not subject.startswith("length(") or not subject.endswith(")"):
        return subject
    depth = 0
    for at, character in enumerate(subject):
        depth += (character == "(") - (character == ")")
        if depth == 0 and character == ")":
            return subject[len("length(") : -1] if at == len(subject) - 1 else subject
    return subject


def _subjects(env: Env) -> Iterator[str]:
    for value in (*env.names.values(), *env.copies.values()):
        for leaf in leaves(value):
            if isinstance(leaf, Unknown) and leaf.subject:
                yield leaf.subject
