"""Edits of HCL, by the spans of its syntax tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from foureyes.fixing.edit import Edit, deeper, indentation, inserted, is_alone, line_end, line_stop, replaced
from foureyes.fixing.lists import lines_out, removal
from foureyes.fixing.literal import Wanted, hcl_key, of_hcl, quoted_like
from foureyes.languages.terraform.parser import parse
from foureyes.languages.terraform.syntax import (
    Attribute,
    Block,
    Body,
    Expression,
    File,
    FunctionCall,
    Literal,
    Node,
    Object,
    Template,
    Tuple,
)
from foureyes.model.place import Place, Source

MAPS = frozenset({"labels", "tags", "parameters", "metadata", "annotations", "settings_map", "app_settings"})
"""Names that take an object, not a block, where they are not there yet."""


OPTIONAL = frozenset({"ingress", "egress", "authorized_networks", "access", "access_config", "ipv6_access_config"})
"""Blocks that may be taken out to the last."""


class HclEditor:
    """Finds and changes arguments of blocks."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.file: File = parse(source)
        self.newline = line_end(source)

    @property
    def faults(self) -> int:
        return len(self.file.errors)

    def put(self, at: Place, steps: tuple[str, ...], value: Wanted) -> list[Edit] | None:
        """Set what a path leads to, from the block or object that begins at a place."""
        for node in _nodes(self.file.body):
            if isinstance(node, Block | Object) and node.start == at.start:
                return self._put(node, steps, value)
        return None

    def _put(self, node: Block | Object, steps: tuple[str, ...], value: Wanted) -> list[Edit] | None:
        name = steps[0].removesuffix("[]")
        if isinstance(node, Object):
            found = next((one.value for one in node.entries if _key(one.key) == name), None)
        else:
            attribute = node.body.attributes.get(name)
            blocks = [one for one in node.body.blocks if one.type == name and not one.labels]
            if len(blocks) > 1 or any(_is_dynamic(one, name) for one in node.body.blocks):
                return None
            found = attribute.value if attribute else None
            if blocks:
                return self._put(blocks[0], steps[1:], value) if steps[1:] else None
        if found is None:
            return self._insert(node, name, _nested(steps[1:], value))
        if not steps[1:]:
            return [self.replace(Place(self.source, found.start, found.end), value)]
        if isinstance(found, Tuple) and len(found.items) == 1:
            found = found.items[0]
        if isinstance(found, FunctionCall) and found.name == "jsonencode" and len(found.arguments) == 1:
            found = found.arguments[0]
        return self._put(found, steps[1:], value) if isinstance(found, Object) else None

    def replace(self, place: Place, value: Wanted) -> Edit:
        """A value in place of an expression."""
        if isinstance(value, str | int | float):
            return replaced(place, of_hcl(quoted_like(value, place.text)))
        return replaced(place, self._value(value, indentation(self.source, place.start)))

    def without(self, place: Place) -> list[Edit] | None:
        """Take the element at a place out of its list, where others are left."""
        for node in _nodes(self.file.body):
            if isinstance(node, Tuple) and len(node.items) > 1:
                for number, item in enumerate(node.items):
                    if (item.start, item.end) == (place.start, place.end):
                        spans = [(one.start, one.end) for one in node.items]
                        return [removal(self.source, spans, number)]
        return None

    def drop(self, place: Place) -> list[Edit] | None:
        """Take the block that begins at a place out; inside of another one, if that may do without."""
        for outer in [one for one in _nodes(self.file.body) if isinstance(one, Body)]:
            for block in outer.blocks:
                if block.start == place.start:
                    several = sum(1 for one in outer.blocks if one.type == block.type) > 1
                    if several or outer is self.file.body or block.type in OPTIONAL:
                        return [lines_out(self.source, block.start, block.end)]
        return None

    def _insert(self, node: Block | Object, name: str, value: Wanted) -> list[Edit]:
        if isinstance(node, Object):
            return self._insert_entry(node, name, value)
        text = self.source.text
        outer = indentation(self.source, node.start)
        items = node.body.items
        lines = [one for one in items if is_alone(text, one.start)]
        inner = indentation(self.source, lines[0].start) if lines else deeper(outer)
        close = node.end - 1
        if "\n" not in text[node.header_end : close]:
            kept = text[node.header_end : close].strip()
            head = f"{self.newline}{inner}{kept}" if kept else ""
            body = f"{head}{self.newline}{inner}{self._item(name, value, inner)}{self.newline}{outer}"
            return [Edit(self.source.path, node.header_end, close, body)]
        arguments = [one for one in lines if isinstance(one, Attribute)]
        if isinstance(value, Mapping | Sequence) and not isinstance(value, str) and name not in MAPS:
            at = line_stop(text, max((one.end for one in items), default=node.header_end))
            gap = self.newline if items else ""
            added = f"{gap}{self.newline}{inner}{self._item(name, value, inner)}"
        else:
            leading = [one for one in arguments if all(block.start > one.start for block in node.body.blocks)]
            last = leading[-1] if leading else None
            at = line_stop(text, last.end if last else node.header_end)
            added = f"{self.newline}{inner}{self._item(name, value, inner, last)}"
        return [inserted(self.source, at, added)]

    def _insert_entry(self, node: Object, name: str, value: Wanted) -> list[Edit]:
        text = self.source.text
        outer = indentation(self.source, node.start)
        sign = self._sign(node)
        if not node.entries:
            inner = deeper(outer)
            said = f"{hcl_key(name)} {sign} {self._value(value, inner)}"
            inside = f"{self.newline}{inner}{said}{self.newline}{outer}"
            return [Edit(self.source.path, node.start + 1, node.end - 1, inside)]
        last = node.entries[-1]
        inner = indentation(self.source, last.start)
        said = f"{hcl_key(name)} {sign} {self._value(value, inner)}"
        if "\n" not in text[last.end : node.end - 1]:
            return [inserted(self.source, last.end, f", {said}")]
        stop = line_stop(text, last.end)
        comma = "," if text[last.end : stop].lstrip().startswith(",") else ""
        return [inserted(self.source, stop, f"{self.newline}{inner}{said}{comma}")]

    def _sign(self, node: Object) -> str:
        for entry in node.entries:
            return ":" if ":" in self.source.text[entry.key.end : entry.value.start] else "="
        return "="

    def _item(self, name: str, value: Wanted, indent: str, beside: Attribute | None = None) -> str:
        """An argument or block; its sign stands below that of the argument before it, where there is room."""
        if isinstance(value, Mapping) and name not in MAPS:
            return self._block(name, value, indent)
        width = len(name)
        if beside is not None and self.source.text.startswith("=", equals := self._equals(beside)):
            width = max(width, equals - 1 - beside.start)
        return f"{name.ljust(width)} = {self._value(value, indent)}"

    def _equals(self, attribute: Attribute) -> int:
        return self.source.text.find("=", attribute.name_end, attribute.value.start)

    def _block(self, name: str, value: Mapping[str, Wanted], indent: str) -> str:
        inner = deeper(indent)
        lines = [f"{inner}{self._item(key, one, inner)}" for key, one in value.items()]
        return self.newline.join([f"{name} {{", *lines, f"{indent}}}"])

    def _value(self, value: Wanted, indent: str) -> str:
        if isinstance(value, str | int | float):
            return of_hcl(value)
        inner = deeper(indent)
        if isinstance(value, Mapping):
            lines = [f"{inner}{hcl_key(key)} = {self._value(one, inner)}" for key, one in value.items()]
            return self.newline.join(["{", *lines, f"{indent}}}"])
        return "[" + ", ".join(self._value(one, indent) for one in value) + "]"

    def block(self, type: str, labels: Sequence[str], arguments: Mapping[str, str]) -> Edit:
        """A new block at the end of the file; its arguments are given as expressions."""
        from foureyes.fixing.written import block

        text = self.source.text
        gap = "" if text.endswith(self.newline) or not text else self.newline
        return inserted(self.source, len(text), gap + self.newline + block(type, labels, arguments, self.newline))

    def shape(self) -> Any:
        """What the file says, comments and layout left out, to compare it with another."""
        return _body_shape(self.file.body, self.source.text)


def _nested(steps: tuple[str, ...], value: Wanted) -> Wanted:
    for step in reversed(steps):
        value = [{step.removesuffix("[]"): value}] if step.endswith("[]") else {step: value}
    return value


def _key(key: Expression) -> object:
    return getattr(key, "name", None) or getattr(key, "value", None)


def _is_dynamic(block: Block, name: str) -> bool:
    return block.type == "dynamic" and [one.value for one in block.labels] == [name]


def _nodes(node: Any) -> Iterator[Node]:
    """All nodes below one."""
    waiting: list[Any] = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Node):
            yield current
            for base in type(current).__mro__:
                waiting += [getattr(current, name) for name in getattr(base, "__slots__", ())]
        elif isinstance(current, list):
            waiting += current
        elif isinstance(current, dict):
            waiting += current.values()


def _body_shape(body: Body, text: str) -> dict[Any, Any]:
    found: dict[Any, Any] = {name: _expression_shape(one.value, text) for name, one in body.attributes.items()}
    counts: dict[Any, int] = {}
    for block in body.blocks:
        key = block.type, *(one.value for one in block.labels)
        counts[key] = counts.get(key, 0) + 1
        found[(*key, counts[key])] = _body_shape(block.body, text)
    return found


def _expression_shape(one: Expression, text: str) -> Any:
    if isinstance(one, Object):
        return {
            str(_key(entry.key) or text[entry.key.start : entry.key.end]): _expression_shape(entry.value, text)
            for entry in one.entries
        }
    if isinstance(one, Tuple):
        return [_expression_shape(item, text) for item in one.items]
    if isinstance(one, FunctionCall):
        return {"call": one.name, "arguments": [_expression_shape(item, text) for item in one.arguments]}
    if isinstance(one, Literal):
        return repr(one.value)
    if isinstance(one, Template) and one.heredoc:
        return text[one.start : one.end].split("\n")
    return " ".join(text[one.start : one.end].split())
