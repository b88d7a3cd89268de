"""Instances: what `count` and `for_each` make of one block."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from foureyes.languages.terraform.access import OutOfReach, reachable, within
from foureyes.languages.terraform.declaration import Declaration
from foureyes.languages.terraform.functions.failure import Fault, Untellable
from foureyes.languages.terraform.functions.number import whole
from foureyes.languages.terraform.leaves import at, circumstances, scalar_text, unknown_from
from foureyes.languages.terraform.operators import number_of
from foureyes.model.decision import leaves
from foureyes.model.limits import limits, reach
from foureyes.model.place import Place
from foureyes.model.value import Known, Leaf, ListValue, MapValue, Reference, Unknown, Value, lift

if TYPE_CHECKING:
    from foureyes.languages.terraform.environment import Environment
    from foureyes.languages.terraform.evaluate import Evaluator

ANY_KEY = "*"
Key = str | int | None


class Instance(NamedTuple):
    """One instance: its key (`*` for the one that stands for all), whether it exists, what it may speak of."""

    key: Key
    exists: Value
    bindings: dict[str, Value]

    @property
    def suffix(self) -> str:
        """The key as it is written in addresses."""
        if self.key is None:
            return ""
        text = self.key if self.key == ANY_KEY or isinstance(self.key, int) else f'"{self.key}"'
        return f"[{text}]"


class Expansion(NamedTuple):
    """All instances of a block, and the value that decides which there are (None: just one, without a key)."""

    address: str
    instances: dict[Key, Instance]
    decider: Value | None = None

    def assemble(self, of: Callable[[Instance], Value], place: Place | None = None) -> Value:
        """What a reference to the block yields: one, a list or a map of what `of` gives for an instance."""
        if self.decider is None:
            return of(self.instances[None])

        def gathered(leaf: Leaf) -> Leaf:
            named = circumstances(leaf, place=place)
            if isinstance(leaf, Known) and isinstance(leaf.scalar, int):
                return ListValue([of(self.instances[number]) for number in range(leaf.scalar)], **named)
            if isinstance(leaf, MapValue):
                entries = {key: of(self.instances[key]) for key in leaf.entries}
                return MapValue(entries, references=self._standing() if leaf.open else (), open=leaf.open, **named)
            reason = leaf.reason if isinstance(leaf, Unknown) else ""
            return Unknown(reason, references=self._standing(), subject=self.address, present=True, **named)

        return lift(gathered, self.decider)

    def _standing(self) -> tuple[Reference, ...]:
        return (Reference(f"{self.address}[{ANY_KEY}]"),)


def single(address: str) -> Expansion:
    """A block without `count` and `for_each`."""
    return Expansion(address, {None: Instance(None, Known(True), {})})


def expand(evaluate: Evaluator, declaration: Declaration, address: str, env: Environment) -> Expansion:
    """The instances of a block."""
    for name, settle in (("count", _counted), ("for_each", _keyed)):
        argument = declaration.arguments.get(name)
        if argument is not None:
            decider = lift(settle, at(evaluate(argument.value, env), argument.place))
            return _expansion(address, decider, name == "count")
    return single(address)


def _counted(leaf: Leaf) -> Leaf:
    """A count that can be followed, else an unknown."""
    try:
        number = number_of(leaf)
        count = None if number is None else whole(number)
    except (Fault, Untellable):
        return unknown_from("its count is no whole number", leaf, place=leaf.place)
    if count is None or isinstance(leaf, Unknown):
        return leaf
    if count < 0:
        return unknown_from("its count is less than nothing", leaf, place=leaf.place)
    if count > limits().instances:
        return unknown_from(_too_many(count, leaf), leaf, place=leaf.place)
    return Known(count, **circumstances(leaf, place=leaf.place))


def _keyed(leaf: Leaf) -> Leaf:
    """Keys and values of a `for_each` as a map, else an unknown."""
    if leaf.secret or any(isinstance(one, Leaf) and one.secret for one in getattr(leaf, "items", ())):
        return unknown_from("`for_each` is given a secret, which Terraform refuses", leaf, place=leaf.place)
    if isinstance(leaf, ListValue):
        known = {scalar_text(item): item for item in leaf.items if isinstance(item, Known)}
        whole = len(known) == len(leaf.items) and not leaf.open
        named = circumstances(leaf, place=leaf.place)
        leaf = MapValue(dict(known), open=not whole, references=leaf.references, **named)
    if isinstance(leaf, MapValue):
        if len(leaf.entries) <= limits().instances:
            return leaf
        return unknown_from(_too_many(len(leaf.entries), leaf), leaf, place=leaf.place)
    if isinstance(leaf, Unknown):
        return leaf
    return unknown_from("`for_each` is neither a map nor a set", leaf, place=leaf.place)


def _too_many(count: int, leaf: Leaf) -> str:
    return reach(
        "instances", f"{count:,} instances are more than the {limits().instances:,} that are followed", leaf.place
    )


def _expansion(address: str, decider: Value, counted: bool) -> Expansion:
    instances: dict[Key, Instance] = {}
    for key in _keys(leaves(decider)):
        exists = lift(lambda leaf, key=key: _has(leaf, key), decider)
        instances[key] = Instance(key, exists, _bindings(address, decider, key, counted))
    return Expansion(address, instances, decider)


def _keys(deciders: Iterable[Leaf]) -> list[Key]:
    keys: dict[Key, None] = {}
    standing = False
    for leaf in deciders:
        if isinstance(leaf, Known) and isinstance(leaf.scalar, int):
            keys.update(dict.fromkeys(range(leaf.scalar)))
        elif isinstance(leaf, MapValue):
            keys.update(dict.fromkeys(sorted(leaf.entries)))
            standing = standing or leaf.open
        else:
            standing = True
    return [*keys, ANY_KEY] if standing else list(keys)


def _has(leaf: Leaf, key: Key) -> Leaf:
    """Whether there is an instance of a key."""
    named = circumstances(leaf, place=leaf.place)
    if isinstance(leaf, Known) and isinstance(leaf.scalar, int):
        return Known(isinstance(key, int) and key < leaf.scalar, **named)
    if isinstance(leaf, MapValue):
        if key in leaf.entries:
            return Known(True, **named)
        if not leaf.open:
            return Known(False, **named)
    reason = leaf.reason if isinstance(leaf, Unknown) else "its keys are not all known"
    return Unknown(reason, **named)


def _bindings(address: str, decider: Value, key: Key, counted: bool) -> dict[str, Value]:
    if counted:
        index: Value = Known(key) if isinstance(key, int) else _standing(address, "count.index")
        return {"count": MapValue({"index": index})}
    if key == ANY_KEY:
        return {"each": MapValue({"key": _standing(address, "each.key"), "value": _standing(address, "each.value")})}

    def value(leaf: Leaf) -> Value:
        if isinstance(leaf, MapValue) and key in leaf.entries:
            return within(leaf.entries[str(key)], leaf)
        if isinstance(leaf, MapValue) and not leaf.open:
            return OutOfReach("there is no such instance")
        return unknown_from(getattr(leaf, "reason", "its value cannot be told"), leaf)

    return {"each": MapValue({"key": Known(str(key)), "value": reachable(lift(value, decider))})}


def _standing(address: str, name: str) -> Unknown:
    return Unknown(f"`{name}` stands for instances that are not known", subject=f"{name} of {address}", present=True)
