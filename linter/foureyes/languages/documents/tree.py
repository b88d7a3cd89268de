"""The tree that JSON and YAML share. Offsets count code points of the source's text."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from foureyes.errors import UnreadableSource
from foureyes.model.limits import limits, remedy
from foureyes.model.place import Place, Source

Value: TypeAlias = str | int | float | bool | None
Style: TypeAlias = Literal["plain", "double", "single", "literal", "folded", "lost"]
"""How a scalar is written; `lost` stands where something could not be read."""


class Span(NamedTuple):
    """A stretch of the text, `end` exclusive."""

    start: int
    end: int


class Node:
    """What every node has; `start` includes a YAML tag or anchor."""

    __slots__ = ("end", "start")
    start: int
    end: int
    tag: str | None = None
    """A short YAML tag such as `!Ref`; None where the tag says nothing beyond the value's type."""
    value: Value = None
    """Only scalars have one."""


class Scalar(Node):
    """A single value."""

    __slots__ = ("style", "value")

    def __init__(self, start: int, end: int, value: Value, style: Style) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.style: Style = style

    def __repr__(self) -> str:
        return f"Scalar({self.value!r}, {self.start}, {self.end})"

    @property
    def name(self) -> str:
        """The value as a key: CloudFormation's keys are text whatever their YAML type."""
        value = self.value
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        return "null" if value is None else str(value)

    @property
    def lost(self) -> bool:
        return self.style == "lost"

    @property
    def text_start(self) -> int:
        """Where the text of the value itself begins, after tag and anchor."""
        return self.start


class TaggedScalar(Scalar):
    """A scalar behind a YAML tag or anchor; a class of its own keeps the common one small."""

    __slots__ = ("_text_start", "tag")

    def __init__(self, start: int, end: int, value: Value, style: Style, tag: str | None, text_start: int) -> None:
        super().__init__(start, end, value, style)
        self.tag = tag
        self._text_start = text_start

    @property
    def text_start(self) -> int:
        return self._text_start


class Sequence(Node):
    """An array or a YAML sequence."""

    __slots__ = ("items", "tag")

    def __init__(self, start: int, end: int, tag: str | None = None) -> None:
        self.start = start
        self.end = end
        self.tag = tag
        self.items: list[Node] = []

    def __repr__(self) -> str:
        return f"Sequence({len(self.items)} items, {self.start}, {self.end})"


Pair: TypeAlias = tuple[Node, Node]


class Mapping(Node):
    """An object or a YAML mapping: `entries` as written, duplicates and `<<` included."""

    __slots__ = ("_index", "entries", "merged", "tag")

    def __init__(self, start: int, end: int, tag: str | None = None) -> None:
        self.start = start
        self.end = end
        self.tag = tag
        self.entries: list[Pair] = []
        self.merged: tuple[Mapping, ...] = ()
        """Mappings that `<<` brings in, the strongest first."""
        self._index: dict[str, Pair] | None = None

    def __repr__(self) -> str:
        return f"Mapping({len(self.entries)} entries, {self.start}, {self.end})"

    def get(self, name: str) -> Node | None:
        """The value of a key: of duplicates the last, then what is merged in."""
        pair = self.effective().get(name)
        return pair[1] if pair else None

    def key(self, name: str) -> Node | None:
        """The node of the key itself."""
        pair = self.effective().get(name)
        return pair[0] if pair else None

    def effective(self) -> dict[str, Pair]:
        """Key and value nodes by name, duplicates and merges settled. Ask when the tree is complete."""
        if self._index is None:
            index = self._own()
            if self.merged:
                for mapping in self._ancestors():
                    for name, pair in mapping._own().items():
                        index.setdefault(name, pair)
            self._index = index
        return self._index

    def _own(self) -> dict[str, Pair]:
        return {
            pair[0].name: pair for pair in self.entries if isinstance(pair[0], Scalar) and not is_merge_key(pair[0])
        }

    def _ancestors(self) -> list[Mapping]:
        """All merged mappings, strongest first, each once: a diamond of merges must not grow."""
        found: list[Mapping] = []
        seen = {id(self)}
        waiting = list(reversed(self.merged))
        while waiting:
            mapping = waiting.pop()
            if id(mapping) not in seen:
                seen.add(id(mapping))
                found.append(mapping)
                waiting.extend(reversed(mapping.merged))
        return found


def is_merge_key(key: Node) -> bool:
    return key.value == "<<" and isinstance(key, Scalar) and key.style == "plain" and key.tag is None


class Duplicate(NamedTuple):
    """A key that its mapping already has."""

    first: Scalar
    again: Scalar


class Alias(NamedTuple):
    """A YAML alias: where it stands and the node, shared with its anchor, that it means."""

    span: Span
    node: Node


class Document:
    """A file as a tree. With errors, `root` holds what could be read, open collections closed."""

    __slots__ = ("aliases", "comments", "duplicates", "errors", "others", "root", "source")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Node | None = None
        self.errors: list[UnreadableSource] = []
        self.comments: list[Span] = []
        self.duplicates: list[Duplicate] = []
        self.aliases: list[Alias] = []
        self.others: list[Document] = []
        """Further YAML documents of the file; errors and comments of all are with the first."""

    def place(self, node: Node | Span) -> Place:
        return Place(self.source, node.start, node.end)

    def fail(self, message: str, start: int, end: int, remedy: str) -> None:
        """Note an error; its place stays inside the text."""
        size = len(self.source.text)
        start = max(0, min(start, size))
        place = Place(self.source, start, max(start, min(end, size)))
        self.errors.append(UnreadableSource(message, place=place, remedy=remedy))

    def fail_too_deep(self, at: int) -> None:
        """Note that the document is nested deeper than is read."""
        message = f"the document is nested deeper than {limits().nesting:,} levels"
        self.fail(message, at, at + 1, f"write it flatter, or {remedy('nesting')}")

    def note_duplicates(self, mapping: Mapping) -> None:
        """Remember the keys that a finished mapping has more than once."""
        seen: dict[str, Scalar] = {}
        for key, _ in mapping.entries:
            if isinstance(key, Scalar) and not is_merge_key(key) and seen.setdefault(key.name, key) is not key:
                self.duplicates.append(Duplicate(seen[key.name], key))
