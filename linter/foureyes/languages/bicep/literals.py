"""Numbers, constants and texts, with or without holes."""

from __future__ import annotations

from foureyes.languages.bicep.cursor import Cursor
from foureyes.languages.bicep.lexer import unescape
from foureyes.languages.bicep.syntax import Boolean, Integer, Interpolated, Name, Node, Null, String

STARTS_TEXT = frozenset(("text", "escaped", "multiline", "left"))
_LARGEST_INTEGER = 2**64 - 1


class Literals(Cursor):
    """Reads literals; each method starts at the next token and steps over what it read."""

    def expression(self) -> Node:
        raise NotImplementedError

    def _integer(self) -> Node:
        at = self.at
        start, end = self.starts[at], self.ends[at]
        # Twenty digits hold every 64-bit number; more are not worth converting.
        value = int(self.text[start:end]) if end - start <= 4000 else _LARGEST_INTEGER + 1
        if value > _LARGEST_INTEGER:
            self.refuse("this number is too large", "64 bits is the most a number may have")
        self.at = at + 1
        return Integer(start, end, value)

    def _constant(self) -> Node:
        at = self.at
        self.at = at + 1
        kind, start, end = self.kinds[at], self.starts[at], self.ends[at]
        return Null(start, end) if kind == "null" else Boolean(start, end, kind == "true")

    def string(self, what: str) -> String | Interpolated:
        """A text, where nothing but a text may stand."""
        if self.kinds[self.at] not in STARTS_TEXT:
            self.fail(what)
        return self._left() if self.kinds[self.at] == "left" else self._text()

    def _text(self) -> String:
        at = self.at
        self.at = at + 1
        kind, start, end = self.kinds[at], self.starts[at], self.ends[at]
        raw = self.text[start:end]
        if kind == "multiline":
            return String(start, end, _first_line_off(raw.lstrip("$")[3:-3]))
        return String(start, end, unescape(raw[1:-1]) if kind == "escaped" else raw[1:-1])

    def _left(self) -> Interpolated:
        """A text with holes."""
        at = self.at
        start = self.starts[at]
        opening = self.text[start : self.ends[at]]
        dollars = len(opening) - len(opening.lstrip("$"))
        first = opening[dollars + 3 : -dollars - 1] if dollars else opening[1:-2]
        segments = [_first_line_off(first) if dollars else unescape(first)]
        holes: list[Node] = []
        before, self.literals_allowed = self.literals_allowed, False
        self.deeper()
        while self.kinds[self.at] != "right":
            self.at += 1
            holes.append(self.expression())
            kind = self.kinds[self.at]
            if kind != "middle" and kind != "right":
                self.fail("} after the value in the text")
            piece = self.text[self.starts[self.at] + 1 : self.ends[self.at]]
            closing = (dollars + 1 if dollars else 2) if kind == "middle" else (3 if dollars else 1)
            segments.append(piece[:-closing] if dollars else unescape(piece[:-closing]))
        self.depth -= 1
        self.literals_allowed = before
        end = self.ends[self.at]
        self.at += 1
        return Interpolated(start, end, segments, holes)

    def key(self, what: str) -> Name | String | Interpolated:
        """The name of a property. Bicep wants quotes around `null`, but its meaning is clear without."""
        kind = self.kinds[self.at]
        if kind not in ("name", "true", "false", "null"):
            return self.string(what)
        self.at += 1
        start, end = self.starts[self.at - 1], self.ends[self.at - 1]
        return Name(start, end, self.text[start:end])


def _first_line_off(text: str) -> str:
    """A multi-line text begins on the line after its quotes."""
    if text.startswith("\r"):
        text = text[1:]
    return text.removeprefix("\n")
