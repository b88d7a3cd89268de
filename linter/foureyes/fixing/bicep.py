"""Edits of Bicep, by the spans of its syntax tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foureyes.fixing.edit import Edit, deeper, indentation, inserted, is_alone, line_end, line_stop, replaced
from foureyes.fixing.lists import removal
from foureyes.fixing.literal import Wanted, bicep_key, of_bicep
from foureyes.languages.bicep.parser import parse
from foureyes.languages.bicep.syntax import (
    Array,
    Name,
    Node,
    Object,
    Property,
    Resource,
    Skipped,
    Statement,
    String,
    walk,
)
from foureyes.model.place import Place, Source


class BicepEditor:
    """Finds and changes properties of objects."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.file = parse(source)
        self.newline = line_end(source)

    @property
    def faults(self) -> int:
        return len(self.file.errors)

    def put(self, at: Place, steps: tuple[str, ...], value: Wanted) -> list[Edit] | None:
        """Set what a path leads to, from the object, or the resource, that begins at a place."""
        for statement in self.file.statements:
            if statement.start <= at.start < statement.end:
                for node in walk(statement):
                    if isinstance(node, Object) and node.start == at.start:
                        return self._put(node, steps, value)
                    if isinstance(node, Resource) and at.start in (node.start, node.name.start):
                        body = next((one for one in walk(node.body) if isinstance(one, Object)), None)
                        return self._put(body, steps, value) if body else None
        return None

    def _put(self, node: Object, steps: tuple[str, ...], value: Wanted) -> list[Edit] | None:
        name = steps[0].removesuffix("[]")
        if any(not isinstance(one, Property | Resource) for one in node.items):
            return None
        found = next((one.value for one in _properties(node) if _key(one).lower() == name.lower()), None)
        if found is None:
            return [self._insert(node, name, nested(steps, value))]
        if not steps[1:]:
            return [self.replace(found.place(self.source), value)]
        if isinstance(found, Array) and len(found.items) == 1:
            found = found.items[0]
        return self._put(found, steps[1:], value) if isinstance(found, Object) else None

    def replace(self, place: Place, value: Wanted) -> Edit:
        """A value in place of an expression."""
        return replaced(place, self._value(value, indentation(self.source, place.start)))

    def without(self, place: Place) -> list[Edit] | None:
        """Take the element at a place, or the one that it is the gist of, out of its list, where others are left."""
        for statement in self.file.statements:
            for node in walk(statement) if statement.start <= place.start < statement.end else ():
                if isinstance(node, Array) and len(node.items) > 1:
                    for number, item in enumerate(node.items):
                        if (item.start, item.end) == (place.start, place.end):
                            return [removal(self.source, [(one.start, one.end) for one in node.items], number)]
        return None

    def drop(self, place: Place) -> list[Edit] | None:
        """Take an element out of its list, if others are left."""
        return self.without(place)

    def _insert(self, node: Object, name: str, value: Wanted) -> Edit:
        text = self.source.text
        outer = indentation(self.source, node.start)
        properties = _properties(node)
        if not properties and "\n" not in text[node.start : node.end]:
            inner = deeper(outer)
            said = f"{bicep_key(name)}: {self._value(value, inner)}"
            inside = f"{self.newline}{inner}{said}{self.newline}{outer}"
            return Edit(self.source.path, node.start + 1, node.end - 1, inside)
        if "\n" not in text[node.start : node.end]:
            last = properties[-1]
            return inserted(self.source, last.end, f", {bicep_key(name)}: {self._value(value, outer, flat=True)}")
        lines = [one for one in properties if is_alone(text, one.start)]
        inner = indentation(self.source, lines[0].start) if lines else deeper(outer)
        last_end = properties[-1].end if properties else node.start + 1
        said = f"{bicep_key(name)}: {self._value(value, inner)}"
        if properties and "\n" not in text[last_end : node.end]:
            return inserted(self.source, last_end, f"{self.newline}{inner}{said}")
        return inserted(self.source, line_stop(text, last_end), f"{self.newline}{inner}{said}")

    def _value(self, value: Wanted, indent: str, flat: bool = False) -> str:
        if isinstance(value, str | int | float):
            return of_bicep(value)
        inner = deeper(indent)
        if isinstance(value, Mapping):
            said = [f"{bicep_key(key)}: {self._value(one, inner, flat)}" for key, one in value.items()]
            if flat:
                return "{ " + ", ".join(said) + " }"
            return self.newline.join(["{", *(f"{inner}{one}" for one in said), f"{indent}}}"])
        items = [self._value(one, inner, flat) for one in value]
        if flat:
            return "[" + ", ".join(items) + "]"
        return self.newline.join(["[", *(f"{inner}{one}" for one in items), f"{indent}]"])

    def shape(self) -> Any:
        """What the file says, comments and layout left out, to compare it with another."""
        return [_shape(one, self.source.text) for one in self.file.statements]


def nested(steps: tuple[str, ...], value: Wanted) -> Wanted:
    """What the first of some steps is to hold, so that all lead to a value."""
    for step, before in zip(reversed(steps[1:]), reversed(steps[:-1]), strict=True):
        value = {step.removesuffix("[]"): value}
        if before.endswith("[]"):
            value = [value]
    return value


def _properties(node: Object) -> list[Property]:
    return [one for one in node.items if isinstance(one, Property)]


def _key(one: Property) -> str:
    key = one.key
    if isinstance(key, Name):
        return key.text
    return key.value if isinstance(key, String) else ""


def _shape(node: Node, text: str) -> Any:
    if isinstance(node, Object) and not any(isinstance(one, Skipped) for one in node.items):
        return {
            (_key(one) or number) if isinstance(one, Property) else number: _shape(
                one.value if isinstance(one, Property) else one, text
            )
            for number, one in enumerate(node.items)
        }
    if isinstance(node, Array):
        return [_shape(one, text) for one in node.items]
    below = list(node.children())
    if below:
        return {"is": type(node).__name__, "of": [_shape(one, text) for one in below]}
    return " ".join(text[node.start : node.end].split())


__all__ = ["BicepEditor", "Statement", "nested"]
