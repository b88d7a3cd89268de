"""Matching: all ways through the pattern are followed at once, so time grows with pattern times text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from foureyes.languages.terraform.functions.failure import Untellable
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
from foureyes.languages.terraform.functions.re2.parser import Parser

MAX_PROGRAM = 20_000
MAX_WORK = 20_000_000
"""Instructions times characters that are followed."""

Spans = tuple[int, ...]


class Instruction(NamedTuple):
    """`char`, `split` (the first way is preferred), `jump`, `save`, `assert` or `match`."""

    name: str
    test: Test | None = None
    first: int = 0
    second: int = 0
    kind: str = ""


class Match:
    """Where a pattern and its groups matched; -1 for a group that took no part."""

    __slots__ = ("spans", "text")

    def __init__(self, text: str, spans: Spans) -> None:
        self.text = text
        self.spans = spans

    def group(self, number: int) -> str | None:
        start, end = self.spans[2 * number : 2 * number + 2]
        return None if start < 0 or end < 0 else self.text[start:end]


class Pattern:
    """A compiled pattern."""

    def __init__(self, text: str) -> None:
        parser = Parser(text)
        node = parser.parse()
        self.names = tuple(parser.names)
        program = _Compiler()
        program.add(Group(0, node))
        program.emit(Instruction("match"))
        self.program = program.code

    @staticmethod
    @lru_cache(maxsize=256)
    def of(text: str) -> Pattern:
        return Pattern(text)

    def search(self, text: str, start: int = 0) -> Match | None:
        """The leftmost match from `start` on, of several the one Perl would prefer."""
        if len(self.program) * (len(text) - start + 1) > MAX_WORK:
            raise Untellable("the text is too long for its pattern to be followed")
        return self._searched(text, start)

    @lru_cache(maxsize=2_000)  # noqa: B019 (patterns are kept anyway)
    def _searched(self, text: str, start: int) -> Match | None:
        return _Run(self, text).search(start)

    def find_all(self, text: str) -> Iterator[Match]:
        """Every match; an empty one right behind another is passed over."""
        at, last = 0, -1
        while at <= len(text):
            match = self.search(text, at)
            if match is None:
                return
            start, end = match.spans[:2]
            if end != at or start != last:
                yield match
            at = end if end > at else at + 1
            last = end


class Remembered(dict[str, bool]):
    """A test whose answers are kept."""

    def __init__(self, test: Test) -> None:
        self.test = test

    def __missing__(self, character: str) -> bool:
        answer = self[character] = self.test(character)
        return answer


class _Compiler:
    def __init__(self) -> None:
        self.code: list[Instruction] = []

    def emit(self, instruction: Instruction) -> int:
        if len(self.code) > MAX_PROGRAM:
            raise Untellable("the pattern is too large to be followed")
        self.code.append(instruction)
        return len(self.code) - 1

    def split(self, at: int, preferred: int, other: int, greedy: bool = True) -> None:
        first, second = (preferred, other) if greedy else (other, preferred)
        self.code[at] = Instruction("split", first=first, second=second)

    def add(self, node: Node) -> None:
        if isinstance(node, Character):
            self.emit(Instruction("char", Remembered(node.test).__getitem__))
        elif isinstance(node, Assertion):
            self.emit(Instruction("assert", kind=node.kind))
        elif isinstance(node, Sequence):
            for part in node.parts:
                self.add(part)
        elif isinstance(node, Group):
            self.emit(Instruction("save", first=2 * node.number))
            self.add(node.node)
            self.emit(Instruction("save", first=2 * node.number + 1))
        elif isinstance(node, Alternatives):
            self.alternatives(node)
        else:
            self.repeat(node)

    def alternatives(self, node: Alternatives) -> None:
        ends = []
        for option in node.options[:-1]:
            at = self.emit(Instruction("split"))
            self.add(option)
            ends.append(self.emit(Instruction("jump")))
            self.split(at, at + 1, len(self.code))
        self.add(node.options[-1])
        for at in ends:
            self.code[at] = Instruction("jump", first=len(self.code))

    def repeat(self, node: Repeat) -> None:
        for _ in range(node.least):
            self.add(node.node)
        if node.most is None:
            at = self.emit(Instruction("split"))
            self.add(node.node)
            self.emit(Instruction("jump", first=at))
            self.split(at, at + 1, len(self.code), node.greedy)
            return
        starts = []
        for _ in range(node.most - node.least):
            starts.append(self.emit(Instruction("split")))
            self.add(node.node)
        for at in starts:
            self.split(at, at + 1, len(self.code), node.greedy)


Thread = tuple[int, Spans]


class _Run:
    def __init__(self, pattern: Pattern, text: str) -> None:
        self.program = pattern.program
        self.text = text
        self.empty: Spans = (-1,) * (2 * len(pattern.names) + 2)

    def search(self, start: int) -> Match | None:
        threads: list[Thread] = []
        found: Spans | None = None
        for at in range(start, len(self.text) + 1):
            seen: set[int] = set()
            ready: list[Thread] = []
            for counter, spans in threads:
                self.follow(counter, spans, at, seen, ready)
            if found is None:
                self.follow(0, self.empty, at, seen, ready)
            threads = []
            for counter, spans in ready:
                instruction = self.program[counter]
                if instruction.name == "match":
                    found = spans
                    break
                if at < len(self.text) and instruction.test is not None and instruction.test(self.text[at]):
                    threads.append((counter + 1, spans))
            if not threads and found is not None:
                break
        return None if found is None else Match(self.text, found)

    def follow(self, counter: int, spans: Spans, at: int, seen: set[int], ready: list[Thread]) -> None:
        """Everything reached from an instruction without taking a character, in order of preference."""
        program = self.program
        stack: list[Thread] = []
        while True:
            if counter not in seen:
                seen.add(counter)
                name, _, first, second, kind = program[counter]
                if name == "split":
                    stack.append((second, spans))
                    counter = first
                    continue
                if name == "save":
                    counter, spans = counter + 1, (*spans[:first], at, *spans[first + 1 :])
                    continue
                if name == "jump":
                    counter = first
                    continue
                if name in ("char", "match"):
                    ready.append((counter, spans))
                elif self.holds(kind, at):
                    counter += 1
                    continue
            if not stack:
                return
            counter, spans = stack.pop()

    def holds(self, kind: str, at: int) -> bool:
        text = self.text
        if kind == "text-start":
            return at == 0
        if kind == "text-end":
            return at == len(text)
        if kind == "line-start":
            return at == 0 or text[at - 1] == "\n"
        if kind == "line-end":
            return at == len(text) or text[at] == "\n"
        before = at > 0 and _is_word(text[at - 1])
        after = at < len(text) and _is_word(text[at])
        return (before != after) == (kind == "word")


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "_")
