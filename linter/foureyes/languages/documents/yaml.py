"""YAML to the document tree, from libyaml's events: its composer recurses, and may crash on deep nesting."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml import events

from foureyes.languages.documents.faults import note_yaml_fault
from foureyes.languages.documents.scalars import TYPES, explicit, resolve
from foureyes.languages.documents.tree import (
    Alias,
    Document,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Span,
    Style,
    TaggedScalar,
    Value,
    is_merge_key,
)
from foureyes.model.limits import limits, remedy
from foureyes.model.place import Source

if TYPE_CHECKING:
    from yaml._yaml import CParser

_STYLES: Final[dict[str | None, Style]] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}
_BLOCKS: Final = ("literal", "folded")
_STANDARD = "tag:yaml.org,2002:"
_PROPERTIES = re.compile(r"(?:[!&]\S*+(?:\s++|#[^\r\n]*+)*+)*+").match
_LINE = re.compile(r"[^\r\n]*+").match
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _StopError(Exception):
    """Reading cannot go on; the error is already in the document."""


def read_yaml(source: Source) -> Document:
    """Read a YAML text; further documents of the file are in `others`. Never raises."""
    document = Document(source)
    text = source.text
    if text.startswith("\ufeff"):
        text = "\n" + text[1:]  # a line break keeps offsets and the first line's indentation
    strange = _UNPRINTABLE.search(text)
    if strange:
        at = strange.start()
        document.fail("YAML allows no control characters", at, at + 1, f"remove U+{ord(text[at]):04X}")
        text = _UNPRINTABLE.sub("\ufffd", text)
    builder = _Builder(document, text)
    try:
        builder.build(_parser(text))
    except yaml.YAMLError as error:
        builder.close_all()
        note_yaml_fault(document, error, text)
    except _StopError:
        builder.close_all()
    return document


def _parser(text: str) -> CParser | yaml.SafeLoader:
    """libyaml's parser, or PyYAML's own, sixteen times slower, where libyaml is missing."""
    if not yaml.__with_libyaml__:
        return yaml.SafeLoader(text)
    from yaml._yaml import CParser

    return CParser(text)


class _Builder:
    """Turns events into nodes; a collection is attached when it begins, so that faults lose nothing."""

    def __init__(self, document: Document, text: str) -> None:
        self.first = self.document = document
        self.text = text
        self.limits = limits()
        self.stack: list[tuple[Mapping | Sequence, Node | None, bool, str | None, int]] = []
        self.top: Mapping | Sequence | None = None
        self.key: Node | None = None
        self.anchors: dict[str, Node] = {}
        self.sizes: dict[str, int] = {}
        self.count = self.aliased = 0
        self.end = 0
        self.hashes: list[Span] = []

    def build(self, parser: CParser | yaml.SafeLoader) -> None:
        next_event: Callable[[], Any] = parser.get_event
        scalar_event, attach = events.ScalarEvent, self.attach
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is scalar_event:
                attach(self.scalar(event))
            elif kind is events.MappingStartEvent:
                self.begin(event, Mapping(event.start_mark.index, 0, _short_tag(event.tag)))
            elif kind is events.SequenceStartEvent:
                self.begin(event, Sequence(event.start_mark.index, 0, _short_tag(event.tag)))
            elif kind is events.MappingEndEvent or kind is events.SequenceEndEvent:
                self.finish(event.end_mark.index)
            elif kind is events.AliasEvent:
                self.attach(self.alias(event))
            elif kind is events.DocumentStartEvent:
                self.begin_document()
        self.first.comments.extend(_comments(self.text, self.hashes, len(self.text)))

    def begin_document(self) -> None:
        self.anchors.clear()
        self.sizes.clear()
        if self.first.root is not None:
            self.document = Document(self.first.source)
            self.first.others.append(self.document)

    def attach(self, node: Node) -> None:
        self.count += 1
        top = self.top
        if type(top) is Mapping:
            if self.key is None:
                self.key = node
            else:
                top.entries.append((self.key, node))
                self.key = None
        elif type(top) is Sequence:
            top.items.append(node)
        else:
            self.document.root = node

    def begin(self, event: Any, node: Mapping | Sequence) -> None:
        if len(self.stack) >= self.limits.nesting:
            self.first.fail_too_deep(node.start)
            self.attach(Scalar(node.start, node.start, None, "lost"))
            self.end = node.start
            raise _StopError
        before = self.count
        self.attach(node)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
            self.sizes.pop(event.anchor, None)
        self.stack.append((node, self.key, bool(event.flow_style), event.anchor, before))
        self.top, self.key = node, None
        self.end = node.start + 1

    def finish(self, end: int) -> None:
        node, key, flow, anchor, before = self.stack.pop()
        if flow:
            self.end = end
        node.end = self.end  # libyaml ends a block at the next token; it ends with its last child
        if type(node) is Mapping:
            self.finish_mapping(node)
        if anchor is not None and self.anchors.get(anchor) is node:
            self.sizes[anchor] = self.count - before
        self.top = self.stack[-1][0] if self.stack else None
        self.key = key

    def finish_mapping(self, node: Mapping) -> None:
        names = [key.value for key, _ in node.entries]
        if len(set(names)) != len(names):
            self.document.note_duplicates(node)
        if "<<" in names:
            merged: list[Mapping] = []
            for key, value in node.entries:
                if is_merge_key(key):
                    for part in value.items if isinstance(value, Sequence) else [value]:
                        if isinstance(part, Mapping):
                            merged.append(part)
                        elif not (isinstance(part, Scalar) and part.lost):
                            self.first.fail(
                                "`<<` merges something that is no mapping", key.start, key.end, "give it one"
                            )
            node.merged = tuple(merged)

    def scalar(self, event: Any) -> Scalar:
        value: Value = event.value
        start, end = event.start_mark.index, event.end_mark.index
        style = _STYLES[event.style]
        if event.tag is not None or event.anchor is not None:
            return self.tagged_scalar(event, style)
        if style == "plain":
            if end > start or self.text[end - 1 : end] in (":", "-"):
                self.end = end
            return Scalar(start, end, resolve(event.value), style)
        if style in _BLOCKS:
            end = start + len(self.text[start:end].rstrip())
        if "#" in event.value:
            self.hold(start, end, style)
        self.end = end
        return Scalar(start, end, value, style)

    def tagged_scalar(self, event: Any, style: Style) -> Scalar:
        value: Value = event.value
        start, end = event.start_mark.index, event.end_mark.index
        text_start = _PROPERTIES(self.text, start, end).end()  # type: ignore[union-attr]  # it matches nothing too
        if style in _BLOCKS:
            end = start + len(self.text[start:end].rstrip())
        self.end = end
        if "#" in event.value:
            self.hold(text_start, end, style)
        if event.implicit[0]:
            value = resolve(event.value)
        elif event.tag is not None and event.tag.startswith(_STANDARD):
            kind = event.tag.removeprefix(_STANDARD)
            value = explicit(event.value, kind)
            if value is None and kind != "null":
                self.first.fail(f"the text does not fit its tag `!!{kind}`", text_start, end, "correct one of the two")
                style = "lost"
        node = TaggedScalar(start, end, value, style, _short_tag(event.tag), text_start)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
            self.sizes[event.anchor] = 1
        return node

    def hold(self, start: int, end: int, style: Style) -> None:
        """Remember a text with `#`, which begins no comment in it; a block's first line may have one."""
        self.hashes.append(Span(self.text.find("\n", start) if style in _BLOCKS else start, end))

    def alias(self, event: Any) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        self.end = end
        name = event.anchor or ""
        node, size = self.anchors.get(name), self.sizes.get(name)
        if node is None:
            problem = f"the alias `*{name}` has no anchor", "define the anchor above, or put the text in quotes"
        elif size is None:
            problem = f"the alias `*{name}` stands inside what it repeats", "repeat something outside of it"
        elif self.aliased + size > self.limits.aliases:
            problem = (
                f"aliases repeat more than {self.limits.aliases:,} values",
                f"write the values out, or {remedy('aliases')}",
            )
        else:
            self.count += size - 1
            self.aliased += size
            self.document.aliases.append(Alias(Span(start, end), node))
            return node
        self.first.fail(problem[0], start, end, problem[1])
        return Scalar(start, end, None, "lost")

    def close_all(self) -> None:
        """End what is open where reading stopped."""
        while self.stack:
            if self.key is not None:
                self.attach(Scalar(self.end, self.end, None, "lost"))
            self.finish(self.end)
        self.first.comments.extend(_comments(self.text, self.hashes, self.end))


def _short_tag(tag: str | None) -> str | None:
    if tag is None or tag == "!":
        return None
    if tag.startswith(_STANDARD):
        kind = tag.removeprefix(_STANDARD)
        return None if kind in TYPES or kind in ("map", "seq") else f"!!{kind}"
    return tag


def _comments(text: str, hashes: list[Span], limit: int) -> list[Span]:
    """Comments up to `limit`: each `#` behind white space that no scalar holds."""
    found: list[Span] = []
    starts = [span.start for span in hashes]
    at = text.find("#", 0, limit)
    while at >= 0:
        within = bisect_right(starts, at) - 1
        if within >= 0 and at < hashes[within].end:
            at = hashes[within].end
        elif at == 0 or text[at - 1] in " \t\r\n":
            start, at = at, _LINE(text, at).end()  # type: ignore[union-attr]
            found.append(Span(start, at))
        else:
            at += 1
        at = text.find("#", at, limit)
    return found
