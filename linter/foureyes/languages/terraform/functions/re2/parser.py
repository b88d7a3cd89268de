"""Patterns to nodes. What Go refuses raises Fault."""

from __future__ import annotations

import re

from foureyes.languages.terraform.functions.failure import Fault, Untellable
from foureyes.languages.terraform.functions.re2.classes import (
    PERL,
    POSIX,
    category,
    either,
    folded,
    negated,
    within,
)
from foureyes.languages.terraform.functions.re2.nodes import (
    Alternatives,
    Assertion,
    Character,
    Group,
    Node,
    Repeat,
    Sequence,
    Test,
)

MAX_DEPTH = 100
MAX_REPEAT = 1000

_REPEAT = re.compile(r"\{(\d+)(?:(,)(\d*))?\}", re.ASCII)
_FLAGS = re.compile(r"\(\?([imsU]*)(?:-([imsU]+))?([:)])")
_NAME = re.compile(r"\(\?P?<(\w+)>", re.ASCII)
_SIMPLE = {"a": "\a", "f": "\f", "t": "\t", "n": "\n", "r": "\r", "v": "\v"}
_OCTAL = re.compile(r"[0-7]{1,3}")
_HEX = re.compile(r"\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2})")
_ASSERTIONS = {"A": "text-start", "z": "text-end", "b": "word", "B": "no-word"}


class Parser:
    """Reads one pattern."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.flags: frozenset[str] = frozenset()
        self.names: list[str | None] = []
        self.depth = 0

    def parse(self) -> Node:
        node = self.alternatives()
        if self.at < len(self.text):
            raise Fault("the pattern closes a bracket that was not opened")
        return node

    def alternatives(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Untellable("the pattern is nested too deeply")
        options = [self.sequence()]
        while self.text.startswith("|", self.at):
            self.at += 1
            options.append(self.sequence())
        self.depth -= 1
        return options[0] if len(options) == 1 else Alternatives(tuple(options))

    def sequence(self) -> Node:
        parts: list[Node] = []
        repeated = False
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            bounds = self.bounds()
            if bounds is None:
                self.atom(parts)
                repeated = False
                continue
            if not parts:
                raise Fault("the pattern repeats nothing")
            if repeated:
                raise Fault("the pattern repeats a repetition")
            lazy = self.text.startswith("?", self.at)
            self.at += lazy
            least, most = bounds
            parts[-1] = Repeat(parts[-1], least, most, lazy == ("U" in self.flags))
            repeated = True
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def bounds(self) -> tuple[int, int | None] | None:
        """The bounds of a repetition operator, if one stands here."""
        simple: tuple[int, int | None] | None = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(self.text[self.at])
        if simple:
            self.at += 1
            return simple
        match = _REPEAT.match(self.text, self.at)
        if match is None:
            return None
        least = int(match[1])
        most = (int(match[3]) if match[3] else None) if match[2] else least
        if max(least, most or 0) > MAX_REPEAT or (most is not None and most < least):
            raise Fault("the pattern repeats something too often")
        self.at = match.end()
        return least, most

    def atom(self, parts: list[Node]) -> None:
        character = self.text[self.at]
        if character == "(":
            self.group(parts)
        elif character == "[":
            parts.append(Character(self.bracket()))
        elif character == "\\":
            self.escape(parts)
        else:
            self.at += 1
            parts.append(self.plain(character))

    def plain(self, character: str) -> Node:
        if character == ".":
            return Character(_anything if "s" in self.flags else _no_line_end)
        if character in "^$":
            scope = "line" if "m" in self.flags else "text"
            return Assertion(f"{scope}-{'start' if character == '^' else 'end'}")
        return self.literal(character)

    def literal(self, character: str) -> Node:
        test = within(((character, character),))
        return Character(folded(test) if "i" in self.flags else test)

    # Groups

    def group(self, parts: list[Node]) -> None:
        flags = self.flags
        if not self.text.startswith("(?", self.at):
            self.at += 1
            parts.append(self.capture(None))
        elif (name := _NAME.match(self.text, self.at)) is not None:
            self.at = name.end()
            parts.append(self.capture(name[1]))
        else:
            match = _FLAGS.match(self.text, self.at)
            if match is None or (match[0] in ("(?)",)):
                raise Fault("the pattern has a group that RE2 does not know")
            self.at = match.end()
            self.flags = (flags | frozenset(match[1])) - frozenset(match[2] or "")
            if match[3] == ")":
                return
            parts.append(Sequence((self.alternatives(),)))
            self.close()
        self.flags = flags

    def capture(self, name: str | None) -> Node:
        self.names.append(name)
        number = len(self.names)
        node = self.alternatives()
        self.close()
        return Group(number, node)

    def close(self) -> None:
        if not self.text.startswith(")", self.at):
            raise Fault("the pattern has a bracket that is never closed")
        self.at += 1

    # Escapes and classes

    def escape(self, parts: list[Node]) -> None:
        follows = self.text[self.at + 1 : self.at + 2]
        if follows in _ASSERTIONS and follows:
            self.at += 2
            parts.append(Assertion(_ASSERTIONS[follows]))
        elif follows == "Q":
            end = self.text.find("\\E", self.at + 2)
            quoted = self.text[self.at + 2 : end if end >= 0 else len(self.text)]
            self.at = end + 2 if end >= 0 else len(self.text)
            parts += [self.literal(character) for character in quoted]
        else:
            test = self.escaped_class()
            if test is None:
                parts.append(self.literal(self.escaped()))
            else:
                parts.append(Character(test))

    def escaped_class(self) -> Test | None:
        r"""`\d`, `\W`, `\pL`, `\P{Lu}`, if one stands here."""
        follows = self.text[self.at + 1 : self.at + 2]
        if follows.lower() in PERL and follows:
            self.at += 2
            test = within(PERL[follows.lower()])
            test = folded(test) if "i" in self.flags else test
        elif follows in ("p", "P"):
            match = re.compile(r"\\[pP](?:\{(\^?)(\w+)\}|(\w))").match(self.text, self.at)
            if match is None:
                raise Fault("the pattern has an unfinished character class")
            self.at = match.end()
            test = category(match[2] or match[3])
            test = folded(test) if "i" in self.flags else test
            test = negated(test) if match[1] else test
        else:
            return None
        return negated(test) if follows.isupper() else test

    def escaped(self) -> str:
        """The character that an escape stands for."""
        follows = self.text[self.at + 1 : self.at + 2]
        octal = _OCTAL.match(self.text, self.at + 1)
        if octal and (follows == "0" or len(octal[0]) > 1):
            self.at = octal.end()
            return chr(int(octal[0], 8))
        if follows == "x":
            hexadecimal = _HEX.match(self.text, self.at + 2)
            code = int(hexadecimal[1] or hexadecimal[2], 16) if hexadecimal else 0x110000
            if code > 0x10FFFF or hexadecimal is None:
                raise Fault("the pattern has an escape that RE2 does not know")
            self.at = hexadecimal.end()
            return chr(code)
        if follows in _SIMPLE and follows:
            self.at += 2
            return _SIMPLE[follows]
        if not follows or not follows.isascii() or follows.isalnum():
            raise Fault("the pattern has an escape that RE2 does not know")
        self.at += 2
        return follows

    def bracket(self) -> Test:
        self.at += 1
        exclude = self.text.startswith("^", self.at)
        self.at += exclude
        tests: list[Test] = []
        first = True
        while first or not self.text.startswith("]", self.at):
            if self.at >= len(self.text):
                raise Fault("the pattern has a [ that is never closed")
            tests.append(self.bracket_item(first))
            first = False
        self.at += 1
        test = either(tests)
        test = folded(test) if "i" in self.flags else test
        return negated(test) if exclude else test

    def bracket_item(self, first: bool) -> Test:
        posix = re.compile(r"\[:(\^?)(\w+):\]").match(self.text, self.at)
        if posix:
            if posix[2] not in POSIX:
                raise Fault("the pattern has a character class that RE2 does not know")
            self.at = posix.end()
            test = within(POSIX[posix[2]])
            return negated(test) if posix[1] else test
        if self.text.startswith("\\", self.at):
            named = self.escaped_class()
            if named is not None:
                return named
        if self.text.startswith("-", self.at) and not first and not self.text.startswith("-]", self.at):
            raise Fault("the pattern has a range without a beginning")
        low = self.bracket_character()
        if not self.text.startswith("-", self.at) or self.text.startswith("-]", self.at):
            return within(((low, low),))
        self.at += 1
        high = self.bracket_character()
        if high < low:
            raise Fault("the pattern has a range that runs backwards")
        return within(((low, high),))

    def bracket_character(self) -> str:
        if self.at >= len(self.text):
            raise Fault("the pattern has a [ that is never closed")
        if self.text[self.at] == "\\":
            return self.escaped()
        self.at += 1
        return self.text[self.at - 1]


def _anything(character: str) -> bool:
    return True


def _no_line_end(character: str) -> bool:
    return character != "\n"
