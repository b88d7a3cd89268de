"""The inside of blocks: arguments and nested blocks, `dynamic` ones expanded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from foureyes.languages.terraform.access import within
from foureyes.languages.terraform.declaration import Argument
from foureyes.languages.terraform.environment import Environment
from foureyes.languages.terraform.leaves import behind, circumstances, merged_references
from foureyes.languages.terraform.loops import pairs
from foureyes.languages.terraform.syntax import Block, Variable
from foureyes.model.limits import limits, reach
from foureyes.model.place import Place, Source
from foureyes.model.value import Leaf, ListValue, MapValue, Value, lift

if TYPE_CHECKING:
    from foureyes.languages.terraform.evaluate import Evaluator


class BlockValue(MapValue):
    """What stands in a block, told from the map of an argument."""

    __slots__ = ()

    def _copy(self) -> BlockValue:
        return BlockValue(self.entries, open=self.open)


def body_value(
    evaluate: Evaluator,
    env: Environment,
    arguments: Iterable[Argument],
    blocks: Iterable[tuple[Block, Source]],
    place: Place,
    skipped: frozenset[str] = frozenset(),
    open: bool = False,
) -> BlockValue:
    """A body as a map: blocks as lists of maps in the order they stand in. `open`: parts of it could not be read."""
    entries: dict[str, Value] = {}
    for argument in arguments:
        if argument.node.name not in skipped:
            entries[argument.node.name] = evaluate(argument.value, _in_file(env, argument.source))
    lists: dict[str, list[Value]] = {}
    for block, source in blocks:
        if block.type not in skipped:
            name, value = _block(evaluate, _in_file(env, source), block)
            lists.setdefault(name, []).append(value)
    if open:
        lists = {name: [*values, ListValue([], place, open=True)] for name, values in lists.items()}
    for name, values in lists.items():
        entries[name] = values[0] if len(values) == 1 else lift(_concatenated, *values)
    return BlockValue(entries, place, open=open)


def _in_file(env: Environment, source: Source) -> Environment:
    if env.source is source:
        return env
    return Environment(env.scope, source, env.bindings, env.templates)


def _block(evaluate: Evaluator, env: Environment, block: Block) -> tuple[str, Value]:
    if block.type == "dynamic" and block.labels:
        return block.labels[0].value, _dynamic(evaluate, env, block)
    content = _content(evaluate, env, block)
    return block.type, ListValue([content], content.place)


def _content(evaluate: Evaluator, env: Environment, block: Block) -> BlockValue:
    place = Place(env.source, block.start, max(block.type_end, block.header_end - 1))
    arguments = [Argument(node, env.source) for node in block.body.attributes.values()]
    blocks = [(one, env.source) for one in block.body.blocks]
    broken = env.scope is not None and env.scope.module.broken(env.source, block.start, block.end)
    return body_value(evaluate, env, arguments, blocks, place, open=broken)


def _dynamic(evaluate: Evaluator, env: Environment, block: Block) -> Value:
    """The blocks that a `dynamic` block makes."""
    place = Place(env.source, block.start, max(block.type_end, block.header_end - 1))
    content = next((one for one in block.body.blocks if one.type == "content"), None)
    for_each = block.body.attributes.get("for_each")
    if content is None or for_each is None:
        return ListValue([], place, open=True)
    named = block.body.attributes.get("iterator")
    iterator = named.value.name if named and isinstance(named.value, Variable) else block.labels[0].value

    def over(leaf: Leaf) -> Leaf:
        rounds = pairs(leaf)
        if rounds is not None and len(rounds) > limits().rounds:
            reach("rounds", f"{len(rounds):,} blocks are more than the {limits().rounds:,} that are followed", place)
            rounds = None
        if rounds is None:
            return ListValue([], open=True, references=merged_references(leaf), **circumstances(leaf, place=place))
        made = [
            behind(
                _content(
                    evaluate,
                    env.binding({iterator: MapValue({"key": key, "value": within(item, leaf)})}),
                    content,
                ),
                leaf.trail,
            )
            for key, item in rounds
        ]
        return ListValue(made, open=getattr(leaf, "open", False), **circumstances(leaf, place=place))

    return lift(over, evaluate(for_each.value, env))


def _concatenated(*lists: Leaf) -> Leaf:
    items: list[Value] = []
    open = False
    for one in lists:
        if isinstance(one, ListValue):
            items += one.items
            open = open or one.open
        else:
            open = True
    return ListValue(items, lists[0].place, open=open)
