"""What the regular expression of an `AllowedPattern` matches, told in bounded time whatever the expression.

Java's expressions, of which those without look-around, references and the like are read. A match is worked out as
the set of offsets that it may reach, which never tries the same way twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple, Union

MAX_TEXT: Final = 200
MAX_WORK: Final = 20_000
"""Steps of one match."""
MAX_EXPRESSION: Final = 2_000
MAX_NESTED: Final = 30

_CLASSES: Final = {"d": r"[0-9]", "w": r"[A-Za-z0-9_]", "s": r"[ \t\n\x0b\f\r]"}
_ESCAPED: Final = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_COUNT = re.compile(r"\{(\d{1,4})(,(\d{1,4})?)?\}")


class _One(NamedTuple):
    """One character."""

    fits: Callable[[str], bool]


class _Repeat(NamedTuple):
    inner: Node
    least: int
    most: int | None


class _Chain(NamedTuple):
    parts: tuple[Node, ...]


class _Either(NamedTuple):
    ways: tuple[Node, ...]


Node = Union[_One, _Repeat, _Chain, _Either]


class _NotReadError(Exception):
    """The expression uses something that is not followed, or the match takes too long."""


class AllowedPattern:
    """An expression that the whole of a text must match."""

    def __init__(self, expression: str) -> None:
        self.node: Node | None = None
        if len(expression) <= MAX_EXPRESSION:
            try:
                self.node = _Parser(expression).whole()
            except (_NotReadError, IndexError):
                self.node = None

    def may_match(self, text: str) -> bool:
        """False where the text surely does not match, in lower or upper case."""
        if self.node is None or len(text) > MAX_TEXT:
            return True
        try:
            return len(text) in _Match(text).reached(self.node, {0})
        except _NotReadError:
            return True


class _Match:
    def __init__(self, text: str) -> None:
        self.text = text
        self.work = 0

    def reached(self, node: Node, starts: set[int]) -> set[int]:
        """The offsets where a match that begins at one of the starts may end."""
        self.work += 1 + len(starts)
        if self.work > MAX_WORK:
            raise _NotReadError
        if isinstance(node, _One):
            return {at + 1 for at in starts if at < len(self.text) and _fits(node, self.text[at])}
        if isinstance(node, _Chain):
            for part in node.parts:
                starts = self.reached(part, starts) if starts else starts
            return starts
        if isinstance(node, _Either):
            return {end for way in node.ways for end in self.reached(way, starts)}
        return self.repeated(node, starts)

    def repeated(self, node: _Repeat, starts: set[int]) -> set[int]:
        for _ in range(node.least):
            starts = self.reached(node.inner, starts)
            if not starts:
                return starts
        found, turns = set(starts), node.least
        while starts and (node.most is None or turns < node.most):
            starts = self.reached(node.inner, starts) - found
            found |= starts
            turns += 1
        return found


def _fits(node: _One, character: str) -> bool:
    return node.fits(character) or node.fits(character.lower()) or node.fits(character.upper())


class _Parser:
    """Reads an expression. What is not followed raises `_NotReadError`, what ends early `IndexError`."""

    def __init__(self, text: str) -> None:
        self.text = text.removeprefix("^")
        if self.text.endswith("$") and not self.text.endswith("\\$"):
            self.text = self.text[:-1]
        self.at = 0
        self.depth = 0

    def whole(self) -> Node:
        node = self.either()
        if self.at < len(self.text):
            raise _NotReadError
        return node

    def either(self) -> Node:
        self.depth += 1
        if self.depth > MAX_NESTED:
            raise _NotReadError
        ways = [self.chain()]
        while self.text[self.at : self.at + 1] == "|":
            self.at += 1
            ways.append(self.chain())
        self.depth -= 1
        return ways[0] if len(ways) == 1 else _Either(tuple(ways))

    def chain(self) -> Node:
        parts: list[Node] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            parts.append(self.counted(self.atom()))
        return parts[0] if len(parts) == 1 else _Chain(tuple(parts))

    def counted(self, node: Node) -> Node:
        sign = self.text[self.at : self.at + 1]
        if sign in ("*", "+", "?"):
            self.at += 1
            node = _Repeat(node, 1 if sign == "+" else 0, 1 if sign == "?" else None)
        elif sign == "{":
            count = _COUNT.match(self.text, self.at)
            if count is None:
                raise _NotReadError
            self.at = count.end()
            most = int(count[1]) if count[2] is None else int(count[3]) if count[3] else None
            node = _Repeat(node, int(count[1]), most)
        else:
            return node
        if self.text[self.at : self.at + 1] == "?":  # how much is taken first does not matter to a whole match
            self.at += 1
        elif self.text[self.at : self.at + 1] in ("+", "*", "{"):
            raise _NotReadError
        return node

    def atom(self) -> Node:
        character = self.text[self.at]
        self.at += 1
        if character == "(":
            if self.text[self.at] == "?":
                if not self.text.startswith("?:", self.at):
                    raise _NotReadError
                self.at += 2
            node = self.either()
            if self.text[self.at] != ")":
                raise _NotReadError
            self.at += 1
            return node
        if character == "[":
            return _One(self.set_of())
        if character == "\\":
            return _One(self.escape())
        if character in "^$*+?{":
            raise _NotReadError
        if character == ".":
            return _One(lambda one: one not in "\n\r\x85\u2028\u2029")
        return _One(lambda one: one == character)

    def escape(self) -> Callable[[str], bool]:
        character = self.text[self.at]
        self.at += 1
        if character.lower() in _CLASSES:
            inside = re.compile(_CLASSES[character.lower()]).match
            wanted = character.islower()
            return lambda one: (inside(one) is not None) == wanted
        if character in _ESCAPED:
            return lambda one: one == _ESCAPED[character]
        if character.isalnum():
            raise _NotReadError
        return lambda one: one == character

    def set_of(self) -> Callable[[str], bool]:
        """A character class. Java's intersections and classes in classes are not followed."""
        negated = self.text[self.at] == "^"
        self.at += negated
        tests: list[Callable[[str], bool]] = []
        first = True
        while self.text[self.at] != "]" or first:
            first = False
            low = self.text[self.at]
            if low == "[" or self.text.startswith("&&", self.at):
                raise _NotReadError
            self.at += 1
            if low == "\\":
                low = self.text[self.at]
                if low.isalnum():
                    tests.append(self.escape())
                    continue
                self.at += 1
            if self.text[self.at] == "-" and self.text[self.at + 1] not in "]\\[":
                high = self.text[self.at + 1]
                self.at += 2
                tests.append(lambda one, low=low, high=high: low <= one <= high)  # type: ignore[misc]
            else:
                tests.append(lambda one, low=low: one == low)  # type: ignore[misc]
        self.at += 1
        return lambda one: any(test(one) for test in tests) != negated
