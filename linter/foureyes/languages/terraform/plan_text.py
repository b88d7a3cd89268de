"""The text of a plan: its parts as data, and where each resource stands, found without a tree of the whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from foureyes.languages.documents.json import read_json
from foureyes.languages.documents.tree import Node
from foureyes.languages.terraform.functions.number import parse_number
from foureyes.model.place import Place, Source

MAX_PLACED = 8_000_000
"""Characters of a plan up to which every single value gets its place; in larger ones, every resource."""

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(parse_float=parse_number)


class Member(NamedTuple):
    """A value of an object or array; `key` is empty in an array."""

    key: str
    value: Any
    start: int
    end: int


def members(text: str, at: int) -> Iterator[Member]:
    """The values of the object or array that begins at an offset."""
    closer = "}" if text[at] == "{" else "]"
    at = _blank(text, at + 1)
    while text[at : at + 1] != closer:
        key = ""
        if closer == "}":
            key, at = _DECODER.raw_decode(text, at)
            at = _blank(text, _expect(text, _blank(text, at), ":"))
        value, end = _DECODER.raw_decode(text, at)
        yield Member(key, value, at, end)
        at = _blank(text, end)
        if text[at : at + 1] != closer:
            at = _blank(text, _expect(text, at, ","))


def _blank(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _expect(text: str, at: int, character: str) -> int:
    if text[at : at + 1] != character:
        raise json.JSONDecodeError(f"Expecting '{character}'", text, at)
    return at + 1


class PlacedNode(NamedTuple):
    """A node of a tree that was read from a part of the text, which begins at `base`."""

    node: Node
    base: int
    source: Source

    @property
    def place(self) -> Place:
        return Place(self.source, self.base + self.node.start, self.base + self.node.end)

    def at(self, node: Node) -> PlacedNode:
        return PlacedNode(node, self.base, self.source)


class Change:
    """One element of `resource_changes`."""

    def __init__(self, member: Member, source: Source) -> None:
        self.data: dict[str, Any] = member.value if isinstance(member.value, dict) else {}
        self.address = str(self.data.get("address", ""))
        self.source = source
        self.span = Place(source, member.start, member.end)
        self.header = self._header()

    def _header(self) -> Place:
        """Where the address is written."""
        written = json.dumps(self.address)
        start = self.source.text.find(written, self.span.start, self.span.end)
        if start < 0:
            return Place(self.source, self.span.start, self.span.start + 1)
        return Place(self.source, start, start + len(written))

    def hide(self) -> None:
        """Keep out of frames what stands behind the address, where it is not looked into for secrets."""
        Place(self.source, self.header.end, self.span.end).hide()

    def places(self) -> PlacedNode | None:
        """The tree of what is planned, for the places in it."""
        text = self.source.text
        for member in members(text, self.span.start):
            if member.key == "change" and isinstance(member.value, dict):
                for inner in members(text, member.start):
                    if inner.key == "before":
                        Place(self.source, inner.start, inner.end).hide()
                    if inner.key == "after" and isinstance(inner.value, dict):
                        document = read_json(Source(self.source.path, text[inner.start : inner.end]))
                        return PlacedNode(document.root, inner.start, self.source) if document.root else None
        return None


class PlanText:
    """A plan file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.top: dict[str, Any] = {}
        self._changes: list[Change] = []
        text = source.text
        start = _blank(text, 0)
        if text[start : start + 1] != "{":
            raise ValueError("it is no JSON object")
        for member in members(text, start):
            if member.key == "resource_changes" and member.value is not None:
                if not isinstance(member.value, list):
                    raise ValueError("`resource_changes` is no list")
                self._changes = [Change(one, source) for one in members(text, member.start)]
            else:
                self.top[member.key] = member.value
                if isinstance(member.value, dict | list):
                    Place(source, member.start, member.end).hide()

    @property
    def is_small(self) -> bool:
        return len(self.source.text) <= MAX_PLACED

    def changes(self) -> list[Change]:
        """Every planned change, those of data sources included."""
        return self._changes
