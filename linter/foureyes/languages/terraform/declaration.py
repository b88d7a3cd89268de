"""Declarations: blocks as overrides leave them, each argument knowing its file."""

from __future__ import annotations

from typing import NamedTuple

from foureyes.languages.terraform.syntax import Attribute, Block, Expression, Literal
from foureyes.model.place import Place, Source


class Argument(NamedTuple):
    """An argument and the file it is written in."""

    node: Attribute
    source: Source

    @property
    def value(self) -> Expression:
        return self.node.value

    @property
    def place(self) -> Place:
        return Place(self.source, self.node.value.start, self.node.value.end)


class Declaration:
    """A block with what override files put into it."""

    __slots__ = ("arguments", "block", "blocks", "source")

    def __init__(self, block: Block, source: Source) -> None:
        self.block = block
        self.source = source
        self.arguments = {name: Argument(node, source) for name, node in block.body.attributes.items()}
        self.blocks = [(inner, source) for inner in block.body.blocks]

    @property
    def labels(self) -> list[str]:
        return [label.value for label in self.block.labels]

    @property
    def header(self) -> Place:
        """From the block's type to its opening brace."""
        end = self.block.labels[-1].end if self.block.labels else self.block.type_end
        return Place(self.source, self.block.start, end)

    @property
    def span(self) -> Place:
        return Place(self.source, self.block.start, self.block.end)

    def literal(self, name: str) -> object:
        """The scalar an argument is written as; None for anything else."""
        argument = self.arguments.get(name)
        return argument.value.value if argument and isinstance(argument.value, Literal) else None

    def override(self, block: Block, source: Source) -> None:
        """Take over what an override file says: arguments one by one, nested blocks by type."""
        for name, node in block.body.attributes.items():
            self.arguments[name] = Argument(node, source)
        replaced = {inner.labels[0].value if _is_dynamic(inner) else inner.type for inner in block.body.blocks}
        kept = [
            (inner, where)
            for inner, where in self.blocks
            if (inner.labels[0].value if _is_dynamic(inner) else inner.type) not in replaced
        ]
        self.blocks = kept + [(inner, source) for inner in block.body.blocks]


def _is_dynamic(block: Block) -> bool:
    return block.type == "dynamic" and bool(block.labels)
