"""How large values are: shared parts count as often as they are used, as they would be written out."""

from __future__ import annotations

from foureyes.model.decision import Choice
from foureyes.model.value import ListValue, MapValue, Unknown, Value

MAX_SIZE = 300_000
MAX_DEPTH = 100


class Sizes:
    """Measures values, each collection once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, int, int]] = {}

    def bounded(self, value: Value) -> Value:
        """The value, or an unknown for one that is too large to be followed."""
        size, depth = self._measure(value, 0)
        if size <= MAX_SIZE and depth <= MAX_DEPTH:
            return value
        return Unknown("it is larger than foureyes follows" if size > MAX_SIZE else "it is nested too deeply")

    def _measure(self, value: Value, level: int) -> tuple[int, int]:
        if level > 2 * MAX_DEPTH:
            return 1, MAX_DEPTH + 1
        if isinstance(value, Choice):
            held: object = value
            inner: list[Value] = [value.then, value.otherwise]
        elif isinstance(value, ListValue):
            held, inner = value.items, list(value.items)
        elif isinstance(value, MapValue):
            held, inner = value.entries, list(value.entries.values())
        else:
            return 1, 0
        known = self._known.get(id(held))
        if known is None:
            size, depth = 1, 0
            for one in inner:
                inside, below = self._measure(one, level + 1)
                size, depth = min(size + inside, MAX_SIZE + 1), max(depth, below)
            known = self._known[id(held)] = (held, size, depth + (not isinstance(value, Choice)))
        return known[1], known[2]
