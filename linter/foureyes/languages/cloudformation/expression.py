"""Nodes to values: literals, structures, and the calls of intrinsic functions among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from foureyes.languages.cloudformation.texts import circumstances, concatenated, literal
from foureyes.languages.documents.tree import Mapping, Node, Scalar, Sequence
from foureyes.model.limits import limits, reach
from foureyes.model.place import Place
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value, branch

if TYPE_CHECKING:
    from foureyes.languages.cloudformation.stack import Stack

FOR_EACH: Final = "Fn::ForEach::"

Loops = dict[str, Value]
"""What the identifiers of the enclosing `Fn::ForEach` stand for."""


def deepest() -> int:
    """Calls inside calls that are followed: each of them is nested at least two levels deep."""
    return max(1, 2 * limits().nesting // 5)


class Call(NamedTuple):
    """A call of an intrinsic function: `!Sub text` or `{"Fn::Sub": text}`."""

    name: str
    argument: Node
    bare: bool
    """Whether the argument carries the call's own tag, which says nothing about itself."""

    def items(self) -> list[Node] | None:
        """The arguments of a function that takes several; None where they are no list."""
        node = self.argument
        return node.items if isinstance(node, Sequence) and (self.bare or node.tag is None) else None

    def text(self) -> str | None:
        """The argument where it is one plain text."""
        node = self.argument
        plain = isinstance(node, Scalar) and (self.bare or node.tag is None) and node.value is not None
        return node.name if plain and isinstance(node, Scalar) else None


def call_of(node: Node) -> Call | None:
    """The call a node is, if it is one."""
    tag = node.tag
    if tag is not None:
        name = tag[1:]
        whole = name in ("Ref", "Condition") or "::" in name or name.startswith("!")
        return Call(name if whole else f"Fn::{name}", node, True)
    return written_out(node)


def written_out(node: Node) -> Call | None:
    """A call in its long form, whatever tag stands before it."""
    if isinstance(node, Mapping) and (len(node.entries) == 1 or node.merged):
        entries = node.effective()
        if len(entries) == 1:
            (name, (_, argument)) = next(iter(entries.items()))
            if name == "Ref" or (name.startswith(("Fn::", "Rain::")) and not name.startswith(FOR_EACH)):
                return Call(name, argument, False)
    return None


def is_loop(node: Node) -> bool:
    """Whether the argument of a loop is written as it should be: a name, a collection, a map."""
    items = node.items if isinstance(node, Sequence) else []
    return len(items) == 3 and isinstance(items[0], Scalar) and isinstance(items[2], Mapping)


class Evaluator:
    """Evaluates nodes of one template, inside the loops they stand in."""

    __slots__ = ("calls", "loops", "source", "stack")

    def __init__(self, stack: Stack, loops: Loops) -> None:
        self.stack = stack
        self.loops = loops
        self.source = stack.template.source
        self.calls = 0

    def place(self, node: Node) -> Place:
        return Place(self.source, node.start, node.end)

    def value(self, node: Node) -> Value:
        """What a node stands for."""
        if type(node) is Scalar:
            return self.scalar(node)
        call = call_of(node)
        return self.structure(node) if call is None else self.call(call, node)

    def structure(self, node: Node) -> Value:
        """A node read as data, whatever its own tag says."""
        if isinstance(node, Mapping):
            return self.mapping(node)
        if isinstance(node, Sequence):
            return self.sequence(node)
        return self.scalar(node) if isinstance(node, Scalar) else Absent(self.place(node))

    def argument(self, call: Call) -> Value:
        """The value of a function's only argument."""
        if not call.bare:
            return self.value(call.argument)
        inner = written_out(call.argument)  # `!Base64` may stand before `Fn::Sub:`
        return self.structure(call.argument) if inner is None else self.call(inner, call.argument)

    def scalar(self, node: Scalar) -> Leaf:
        place = Place(self.source, node.start, node.end)
        value = node.value
        if isinstance(value, str):
            if self.loops and "${" in value and any(f"${{{name}}}" in value for name in self.loops):
                return Unknown("whether a loop's name is filled into a plain text cannot be told", place, present=True)
            return literal(value, place) if "{{" in value else Known(value, place)
        if value is None:
            return Unknown("it could not be read", place) if node.lost else Absent(place)
        return Known(value, place)

    def sequence(self, node: Sequence) -> ListValue:
        items = []
        for item in node.items:
            value = self.value(item)
            if not isinstance(value, Absent):
                items.append(value)
        return ListValue(items, Place(self.source, node.start, node.end))

    def mapping(self, node: Mapping) -> MapValue:
        entries: dict[str, Value] = {}
        opened = False
        for name, (key, value) in node.effective().items():
            if name.startswith("Fn::"):
                opened = self.special(name, key, value, entries) or opened
            elif self.loops and "{" in name:
                filled = self.filled(name, self.place(key))
                if isinstance(filled, Known):
                    entries[str(filled.scalar)] = self.value(value)
                else:
                    opened = True
            else:
                entries[name] = self.value(value)
        return MapValue(entries, Place(self.source, node.start, node.end), open=opened)

    def special(self, name: str, key: Node, value: Node, entries: dict[str, Value]) -> bool:
        """A function among other keys: a loop over keys, a macro. Says whether more keys may come."""
        if name.startswith(FOR_EACH):
            opened = not is_loop(value)
            for turn in self.stack.iterations(name, key, value, self.loops):
                inner = turn.evaluator.mapping(turn.body)
                opened = opened or inner.open or not turn.certain
                for made, one in inner.entries.items():
                    entries[made] = branch(turn.exists, one, entries.get(made, Absent()), f"{name} makes {made}")
            return opened
        if name == "Fn::Transform":
            self.stack.note_transform(value, self.place(key))
        return True

    def call(self, call: Call, node: Node) -> Value:
        """The value of an intrinsic function's call."""
        from foureyes.languages.cloudformation.functions import FUNCTIONS

        place = self.place(node)
        function = FUNCTIONS.get(call.name)
        if function is None:
            self.stack.gap(f"`{call.name}` is no function foureyes follows", place, "check its spelling")
            return Unknown(f"`{call.name}` is not followed", place)
        if self.calls >= deepest():
            return Unknown(reach("nesting", f"functions are nested deeper than {deepest()} levels", place), place)
        self.calls += 1
        try:
            return function(self, call, place)
        finally:
            self.calls -= 1

    def filled(self, text: str, place: Place) -> Value:
        """A key of a loop's body with the loop's names filled in; `&{X}` leaves out what no name may hold."""
        pieces: list[Value] = []
        rest = text
        while rest:
            at, name, strict = _next_gap(rest, self.loops)
            if at < 0:
                break
            value = self.loops[name]
            if strict:
                value = alphanumeric(value)
            pieces += [Known(rest[:at], place), value]
            rest = rest[at + len(name) + 3 :]
        return concatenated([*pieces, Known(rest, place)], place)


def _next_gap(text: str, loops: Loops) -> tuple[int, str, bool]:
    best = (-1, "", False)
    for name in loops:
        for mark in ("${", "&{"):
            at = text.find(f"{mark}{name}}}")
            if at >= 0 and (best[0] < 0 or at < best[0]):
                best = at, name, mark == "&{"
    return best


def alphanumeric(value: Value) -> Value:
    """A known text without anything but letters and digits."""
    if isinstance(value, Known):
        text = "".join(one for one in str(value.scalar) if one.isalnum() and one.isascii())
        return Known(text, value.place, *circumstances([value]))
    return value
