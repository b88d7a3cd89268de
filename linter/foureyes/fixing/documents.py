"""Edits of JSON and YAML, by the spans of their tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from foureyes.fixing.bicep import nested
from foureyes.fixing.edit import Edit, deeper, indentation, inserted, is_alone, line_end, line_stop, replaced
from foureyes.fixing.lists import lines_out, removal
from foureyes.fixing.literal import Wanted, of_json, of_yaml, quoted_like
from foureyes.languages.documents.json import ARM, read_json
from foureyes.languages.documents.tree import Document, Node, Scalar, Sequence
from foureyes.languages.documents.tree import Mapping as Keys
from foureyes.languages.documents.yaml import read_yaml
from foureyes.model.place import Place, Source

ROOT = -1
"""No offset: the whole file."""


class DocumentEditor:
    """Finds and changes entries of mappings, in JSON or in YAML of either style."""

    def __init__(self, source: Source) -> None:
        self.source = source
        # A flow mapping of YAML begins with a brace too.
        self.is_json = source.text.lstrip("\ufeff \t\r\n")[:1] in ("{", "/") or source.path.lower().endswith(".json")
        self.document: Document = read_json(source, ARM) if self.is_json else read_yaml(source)
        if self.document.errors and self.is_json and not (flow := read_yaml(source)).errors:
            self.is_json, self.document = False, flow
        self.newline = line_end(source)

    @property
    def faults(self) -> int:
        return len(self.document.errors)

    def put(self, at: Place, steps: tuple[str, ...], value: Wanted) -> list[Edit] | None:
        """Set what a path leads to, from the mapping at a place, the first one inside of it, or a stack's resource."""
        for node in self._nodes():
            if not isinstance(node, Keys):
                continue
            if steps[0] == "Properties":
                for key, one in node.entries:
                    if isinstance(one, Keys) and key.start == at.start and one.end == at.end and one.get("Type"):
                        return self._put(one, steps, value)
            elif at.start <= node.start and node.end <= at.end:
                return self._put(node, steps, value)
        return None

    def _put(self, node: Keys, steps: tuple[str, ...], value: Wanted) -> list[Edit] | None:
        name = steps[0].removesuffix("[]")
        found = self._entry(node, name)
        if node.tag or (found is None and node.merged):
            return None
        if found is None:
            return self._insert(node, name, nested(steps, value))
        if not node.start <= found.start <= found.end <= node.end:
            return None
        if not steps[1:]:
            return [self.replace(self.document.place(found), value)] if not found.tag else None
        if isinstance(found, Scalar) and found.value is None and not self.is_json and found.style == "plain":
            return [self._filled(node, found, nested(steps, value))]
        if isinstance(found, Sequence) and len(found.items) == 1:
            found = found.items[0]
        return self._put(found, steps[1:], value) if isinstance(found, Keys) else None

    def _entry(self, node: Keys, name: str) -> Node | None:
        found = node.get(name)
        if found is None:
            keys = [key for key in node.effective() if key.lower() == name.lower()]
            found = node.get(keys[0]) if keys else None
        return found

    def replace(self, place: Place, value: Wanted) -> Edit:
        """A value in place of another one."""
        indent = indentation(self.source, place.start)
        if self.is_json:
            before = place.text
            told = quoted_like(value, before) if isinstance(value, str | int | float) else value
            return replaced(place, self._json(told, indent, flat=False))
        style = {"'": "single", '"': "double"}.get(place.text[:1], "plain")
        if isinstance(value, str | int | float):
            return replaced(place, of_yaml(value, style))
        return replaced(place, self._flow(value))

    def without(self, place: Place) -> list[Edit] | None:
        """Take the element at a place out of its list, where others are left."""
        for node in self._nodes():
            if isinstance(node, Sequence) and len(node.items) > 1:
                for number, item in enumerate(node.items):
                    if (item.start, item.end) == (place.start, place.end):
                        return [self._removed(node, number)]
        return None

    def drop(self, place: Place) -> list[Edit] | None:
        """Take an element out of its list, or a resource out of its template, if others are left."""
        edits = self.without(place)
        if edits is not None:
            return edits
        for node in self._nodes():
            if isinstance(node, Keys) and len(node.entries) > 1 and not self.is_json:
                for key, value in node.entries:
                    if key.start == place.start and value.end == place.end and self.source.text[node.start] != "{":
                        return [lines_out(self.source, key.start, value.end)]
        return None

    def _removed(self, node: Sequence, number: int) -> Edit:
        text = self.source.text
        if self.is_json or text[node.start] == "[":
            return removal(self.source, [(one.start, one.end) for one in node.items], number)
        item = node.items[number]
        first = text.rfind("\n", 0, item.start) + 1
        stop = text.find("\n", item.end)
        return Edit(self.source.path, first, len(text) if stop < 0 else stop + 1, "")

    def _insert(self, node: Keys, name: str, value: Wanted) -> list[Edit]:
        text = self.source.text
        flow = self.is_json or text[node.start : node.start + 1] == "{"
        if not flow:
            return [self._insert_line(node, name, value)]
        outer = indentation(self.source, node.start)
        own = [pair for pair in node.entries if node.start <= pair[0].start]
        flat = "\n" not in text[node.start : node.end]
        if not own and self.is_json:
            inner = deeper(outer)
            said = self._said(name, value, inner)
            inside = f"{self.newline}{inner}{said}{self.newline}{outer}"
            return [Edit(self.source.path, node.start + 1, node.end - 1, inside)]
        if not own:
            return [Edit(self.source.path, node.start + 1, node.end - 1, self._said(name, value, outer, flat=True))]
        last = own[-1][1]
        end = max(last.end, own[-1][0].end)
        if flat or not is_alone(text, own[-1][0].start):
            return [inserted(self.source, end, f", {self._said(name, value, outer, flat=True)}")]
        inner = indentation(self.source, own[-1][0].start)
        line = f"{self.newline}{inner}{self._said(name, value, inner)}"
        stop = line_stop(text, end)
        rest = text[end:stop].strip()
        if rest.startswith(("//", "#")):
            return [inserted(self.source, end, ","), inserted(self.source, stop, line)]
        return [inserted(self.source, end, f",{line}")]

    def _insert_line(self, node: Keys, name: str, value: Wanted) -> Edit:
        text = self.source.text
        first = node.entries[0][0].start
        indent = " " * (first - text.rfind("\n", 0, first) - 1)
        stop = line_stop(text, max(node.end, node.entries[-1][0].end))
        return inserted(self.source, stop, self.newline + self._block(name, value, indent))

    def _filled(self, node: Keys, empty: Node, value: Wanted) -> Edit:
        """A mapping where a key has nothing yet."""
        text = self.source.text
        first = node.entries[0][0].start
        indent = " " * (first - text.rfind("\n", 0, first) - 1 + 2)
        assert isinstance(value, Mapping)
        lines = [self._block(key, one, indent) for key, one in value.items()]
        return inserted(self.source, line_stop(text, empty.end), self.newline + self.newline.join(lines))

    def _block(self, name: str, value: Wanted, indent: str) -> str:
        key = of_yaml(name)
        if isinstance(value, str | int | float):
            return f"{indent}{key}: {of_yaml(value)}"
        lines = [f"{indent}{key}:"]
        if isinstance(value, Mapping):
            lines += [self._block(one, inner, indent + "  ") for one, inner in value.items()]
        else:
            for item in value:
                if isinstance(item, Mapping):
                    inside = [self._block(one, inner, indent + "    ") for one, inner in item.items()]
                    inside[0] = f"{indent}  - {inside[0].lstrip()}"
                    lines += inside
                else:
                    lines.append(f"{indent}  - {self._flow(item)}")
        return self.newline.join(lines)

    def _said(self, name: str, value: Wanted, indent: str, flat: bool = False) -> str:
        if self.is_json:
            return f"{of_json(name)}: {self._json(value, indent, flat)}"
        return f"{of_yaml(name)}: {self._flow(value)}"

    def _flow(self, value: Wanted) -> str:
        if isinstance(value, str | int | float):
            return of_yaml(value)
        if isinstance(value, Mapping):
            return "{" + ", ".join(f"{of_yaml(key)}: {self._flow(one)}" for key, one in value.items()) + "}"
        return "[" + ", ".join(map(self._flow, value)) + "]"

    def _json(self, value: Wanted, indent: str, flat: bool) -> str:
        if isinstance(value, str | int | float):
            return of_json(value)
        inner = deeper(indent)
        if isinstance(value, Mapping):
            said, marks = [f"{of_json(key)}: {self._json(one, inner, flat)}" for key, one in value.items()], "{}"
        else:
            said, marks = [self._json(one, inner, flat) for one in value], "[]"
        if flat:
            return f"{marks[0]}{', '.join(said)}{marks[1]}"
        lines = f",{self.newline}".join(f"{inner}{one}" for one in said)
        return f"{marks[0]}{self.newline}{lines}{self.newline}{indent}{marks[1]}"

    def _nodes(self) -> Iterator[Node]:
        """All nodes, those outside before those inside, in the order of the text."""
        waiting: list[Node] = [one.root for one in (self.document, *self.document.others) if one.root is not None]
        seen: set[int] = set()
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            yield node
            if isinstance(node, Sequence):
                waiting += reversed(node.items)
            elif isinstance(node, Keys):
                waiting += [value for _, value in reversed(node.entries)]

    def shape(self) -> Any:
        """What the file says, comments and layout left out, to compare it with another."""
        known: dict[int, Any] = {}
        return [_shape(one.root, known) for one in (self.document, *self.document.others) if one.root is not None]


def _shape(node: Node, known: dict[int, Any]) -> Any:
    found = known.get(id(node))
    if found is None:
        if isinstance(node, Keys):
            found = {str(node.tag): {_name(key): _shape(value, known) for key, value in node.entries}}
        elif isinstance(node, Sequence):
            found = {str(node.tag): [_shape(one, known) for one in node.items]}
        else:
            found = repr((node.tag, node.value))
        known[id(node)] = found
    return found


def _name(key: Node) -> str:
    return key.name if isinstance(key, Scalar) else "?"
