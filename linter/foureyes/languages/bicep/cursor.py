"""Where the parser stands in the tokens, and what it does when it cannot go on."""

from __future__ import annotations

from bisect import bisect_left
from typing import NoReturn

from foureyes.errors import UnreadableSource
from foureyes.languages.bicep.lexer import Tokens
from foureyes.languages.bicep.syntax import Name, Skipped
from foureyes.model.limits import limits, remedy
from foureyes.model.place import Place, Source

LONGEST_CHAIN = 300
"""How many operators or accesses may follow each other, since each makes the tree one level deeper."""

_CLOSES = {")": "(", "]": "[", "}": "{"}


class Unexpected(Exception):
    """The text cannot be understood from `token` on."""

    def __init__(self, token: int, message: str, remedy: str, start: int, end: int) -> None:
        super().__init__(message)
        self.token = token
        self.message = message
        self.remedy = remedy
        self.start = start
        self.end = end
        self.lost = False
        """No bracket around it can tell where to go on; only the next statement can."""


class Cursor:
    """The tokens and the number `at` of the next one."""

    def __init__(self, source: Source, tokens: Tokens) -> None:
        self.source = source
        self.tokens = tokens
        self.text = source.text
        self.kinds = tokens.kinds
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.at = 0
        self.depth = 0
        self.deepest = limits().nesting
        self.literals_allowed = True
        """Whether an array or an object may stand here; not in the hole of a text."""
        self.errors: list[UnreadableSource] = []
        self._levels: list[int] | None = None

    def found(self, token: int) -> str:
        """A token in words."""
        kind = self.kinds[token]
        if kind == "newline":
            return "the line ends"
        if kind == "end":
            return "the file ends"
        shown = self.text[self.starts[token] : min(self.ends[token], self.starts[token] + 40)].split("\n")[0]
        return f"found {shown}"

    def fail(self, expected: str, remedy: str = "", token: int = -1) -> NoReturn:
        """Give up at the next token, or at another: `expected` is missing there."""
        token = self.at if token < 0 else token
        if token in self.tokens.bad:
            message, remedy = self.tokens.bad[token]
        else:
            message = f"expected {expected}, but {self.found(token)}"
        start = self.starts[token]
        end = start if self.kinds[token] == "newline" else self.ends[token]
        raise Unexpected(token, message, remedy, start, end)

    def refuse(self, message: str, remedy: str = "") -> NoReturn:
        """Give up at the next token, which is understood but not allowed."""
        raise Unexpected(self.at, message, remedy, self.starts[self.at], self.ends[self.at])

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > self.deepest:
            way = f"give inner parts a name with var or type, or {remedy('nesting')}"
            self.refuse(f"this is nested deeper than {self.deepest} levels", way)

    def expect(self, kind: str, where: str) -> int:
        """Step over a token of this kind and answer its end."""
        at = self.at
        if self.kinds[at] != kind:
            self.fail(f"{kind} {where}")
        self.at = at + 1
        return self.ends[at]

    def skip_newline(self) -> None:
        if self.kinds[self.at] == "newline":
            self.at += 1

    def word(self, token: int = -1) -> str:
        """The name that comes next (or at another token), else nothing."""
        token = self.at if token < 0 else token
        return self.text[self.starts[token] : self.ends[token]] if self.kinds[token] == "name" else ""

    def name(self, what: str) -> Name:
        at = self.at
        if self.kinds[at] != "name":
            self.fail(what)
        self.at = at + 1
        start, end = self.starts[at], self.ends[at]
        return Name(start, end, self.text[start:end])

    def report(self, trouble: Unexpected, consequence: str = "") -> None:
        message = f"{trouble.message}; {consequence}" if consequence else trouble.message
        place = Place(self.source, trouble.start, trouble.end)
        self.errors.append(UnreadableSource(message, place=place, remedy=trouble.remedy))

    def levels(self) -> list[int]:
        """How many brackets are open before each token; made when the first error asks.

        A closing bracket also closes what was forgotten inside of it: in `{ a: f( }` the brace ends the call.
        """
        if self._levels is None:
            open_brackets: list[str] = []
            counts = {"(": 0, "[": 0, "{": 0}
            levels = []
            for kind in self.kinds:
                levels.append(len(open_brackets))
                if kind in counts:
                    open_brackets.append(kind)
                    counts[kind] += 1
                elif kind in _CLOSES and counts[_CLOSES[kind]]:
                    opener = ""
                    while opener != _CLOSES[kind]:
                        opener = open_brackets.pop()
                        counts[opener] -= 1
            self._levels = levels
        return self._levels

    def skip_item(self, first: int, trouble: Unexpected, what: str) -> Skipped:
        """Leave out one item of an object or array, or raise again when its end cannot be told."""
        if trouble.lost:
            raise trouble
        levels, kinds = self.levels(), self.kinds
        level = levels[first]
        at = max(trouble.token, first)
        while kinds[at] != "end":
            kind = kinds[at]
            if kind == "newline" and self.statement_starts(at + 1) and self.column(at + 1) == 0:
                break
            following = levels[at + 1]
            if at > first and (following < level or (kind in ("newline", ",") and levels[at] <= level)):
                self.at = at
                self.report(trouble, f"this {what} is left out")
                return Skipped(self.starts[first], self.ends[at - 1], "", self.word(first))
            at += 1
        trouble.lost = True
        raise trouble

    def column(self, token: int) -> int:
        start = self.starts[token]
        lines = self.source.line_starts
        return start - lines[bisect_left(lines, start + 1) - 1]

    def statement_starts(self, token: int) -> bool:
        raise NotImplementedError
