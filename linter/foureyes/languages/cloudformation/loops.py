"""`Fn::ForEach`: one turn for each element of a collection, or one that stands for all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, cast

from foureyes.languages.cloudformation.expression import Evaluator, Loops, is_loop
from foureyes.languages.cloudformation.texts import settled_items
from foureyes.languages.documents.tree import Mapping, Node, Scalar, Sequence
from foureyes.model.decision import leaves
from foureyes.model.limits import limits, reach
from foureyes.model.value import Choice, Known, Leaf, ListValue, Unknown, Value, lift, to_text

if TYPE_CHECKING:
    from foureyes.languages.cloudformation.stack import Stack


class Turn(NamedTuple):
    """One turn of a loop."""

    evaluator: Evaluator
    body: Mapping
    exists: Value
    certain: bool
    """False for a turn that stands for any number of them."""


def turns(stack: Stack, name: str, key: Node, value: Node, loops: Loops) -> Iterator[Turn]:
    """The turns of a loop. One that is not written as it should be is an error of the template."""
    if not is_loop(value):
        stack.fail(f"`{name}` takes a name, a collection and a map", key, "see the documentation of Fn::ForEach")
        return
    first, collection, body = cast(Sequence, value).items
    identifier, body = cast(Scalar, first).name, cast(Mapping, body)
    outer = Evaluator(stack, loops)
    found = outer.value(collection)
    found = lift(lambda leaf: settled_items(leaf.items) if _is_closed(leaf) else leaf, found)
    every = elements(found)
    if every is None or stack.run.turns + len(every) > limits().rounds:
        reason = f"what `{name}` loops over is not known"
        if every is not None:
            what = f"with `{name}`, loops take more than the {limits().rounds:,} rounds that are followed"
            reason = reach("rounds", what, stack.template.place(key))
        inner = {**loops, identifier: Unknown(reason, stack.template.place(collection))}
        yield Turn(Evaluator(stack, inner), body, Unknown(reason, stack.template.place(collection)), False)
        return
    stack.run.turns += len(every)
    held: dict[int, frozenset[str | None]] = {}
    for element in every:
        exists = _held(found, element, held) if isinstance(found, Choice) else Known(True)
        yield Turn(Evaluator(stack, {**loops, identifier: element}), body, exists, True)


def _is_closed(leaf: Leaf) -> bool:
    return isinstance(leaf, ListValue) and not leaf.open


def elements(collection: Value) -> list[Leaf] | None:
    """Every element that the collection may hold, each once; None if they cannot be listed."""
    found: dict[str, Leaf] = {}
    for leaf in leaves(collection):
        if not isinstance(leaf, ListValue) or leaf.open:
            return None
        for item in leaf.items:
            text = to_text(item) if isinstance(item, Leaf) else None
            if text is None or not isinstance(item, Leaf):
                return None
            found.setdefault(text, item)
    return list(found.values())


def _held(collection: Value, element: Leaf, held: dict[int, frozenset[str | None]]) -> Value:
    """Whether the collection holds the element; `held` keeps the texts of its cases."""
    text = to_text(element)

    def holds(leaf: Leaf) -> Leaf:
        texts = held.get(id(leaf))
        if texts is None:
            items = leaf.items if isinstance(leaf, ListValue) else ()
            texts = held[id(leaf)] = frozenset(to_text(one) for one in items if isinstance(one, Leaf))
        return Known(text in texts)

    return lift(holds, collection)
