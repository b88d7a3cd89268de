"""Reading the `[…]` expressions that ARM writes inside JSON strings."""

from __future__ import annotations

import re
from typing import Final

from foureyes.languages.arm.expression import (
    Access,
    Array,
    Call,
    Constant,
    Deferred,
    Expression,
    Lambda,
    Name,
    Object,
    Unreadable,
)
from foureyes.model.limits import limits
from foureyes.model.place import Place, Source

_TOKEN = re.compile(
    r"\s*+(?:(?P<text>'(?:[^']|'')*+')|(?P<number>-?[0-9]++(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*+)|(?P<mark>[()\[\].,?])|(?P<end>\Z))"
).match
_SIMPLE = re.compile(r"\[(parameters|variables)\('([^']++)'\)\]").fullmatch
"""By far the most frequent expressions, read in one step."""
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)", re.DOTALL)
_WORDS: Final = {"true": True, "false": False, "null": None}


class Text:
    """A JSON string as written: its value, and where each character of it stands."""

    __slots__ = ("_offsets", "source", "start", "value")

    def __init__(self, value: str, source: Source, start: int, end: int) -> None:
        self.value = value
        self.source = source
        self.start = start + 1
        raw = source.text[start + 1 : end - 1]
        self._offsets = _offsets(raw, self.start) if "\\" in raw else None

    def place(self, start: int, end: int) -> Place:
        """The place of a stretch of the value."""
        if self._offsets is None:
            return Place(self.source, self.start + start, self.start + end)
        last = len(self._offsets) - 1
        return Place(self.source, self._offsets[min(start, last)], self._offsets[min(end, last)])


def _offsets(raw: str, start: int) -> list[int]:
    """For each character of the decoded string, and its end, the offset where it is written."""
    offsets: list[int] = []
    reached = 0
    for match in _ESCAPE.finditer(raw):
        offsets += range(start + reached, start + match.start())
        low = "\\ude00" > match[0].lower() >= "\\udc00" or match[0].lower().startswith(("\\udd", "\\ude", "\\udf"))
        paired = low and raw[max(0, match.start() - 6) : match.start()].lower().startswith("\\ud")
        if not paired:
            offsets.append(start + match.start())
        reached = match.end()
    offsets += range(start + reached, start + len(raw) + 1)
    return offsets


def is_expression(value: str) -> bool:
    """Whether a string is an expression: in brackets, the first of which is not doubled."""
    return value.startswith("[") and value.endswith("]") and not value.startswith("[[")


def read_string(text: Text, whole: Place) -> Expression:
    """A JSON string as a literal or as the expression it holds."""
    value = text.value
    if not is_expression(value):
        return Constant(value[1:] if value.startswith("[[") else value, whole)
    simple = _SIMPLE(value)
    if simple:
        inside = Constant(simple[2], text.place(*_widened(simple.span(2))))
        return Call(simple[1].lower(), [inside], text.place(1, len(value) - 1))
    return Deferred(lambda: _parsed(text, whole), text.place(1, len(value) - 1))


def _parsed(text: Text, whole: Place) -> Expression:
    try:
        return _Parser(text).read()
    except _FaultError as fault:
        return Unreadable(f"the expression cannot be read: {fault}", whole, fault.limit)


def _widened(span: tuple[int, int]) -> tuple[int, int]:
    """A text's span with its quotes."""
    return span[0] - 1, span[1] + 1


class _FaultError(Exception):
    """What is wrong with an expression."""

    limit = ""


class _TooDeepError(_FaultError):
    limit = "nesting"


class _Parser:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.value = text.value[:-1]
        self.at = 1
        self.depth = 0
        self.deepest = limits().nesting
        self.advance()

    def advance(self) -> None:
        """Step to the next token."""
        match = _TOKEN(self.value, self.at)
        if match is None:
            rest = self.value[self.at :].lstrip()
            raise _FaultError(f"`{rest[:20]}` is not understood" if rest[0] != "'" else "a text is never closed")
        self.kind = match.lastgroup or ""
        self.token = match[self.kind]
        self.start = match.start(self.kind)
        self.end = match.end()
        self.at = self.end

    def read(self) -> Expression:
        expression = self.expression()
        if self.kind != "end":
            raise _FaultError(f"`{self.token}` follows its end")
        return expression

    def expression(self) -> Expression:
        self.depth += 1
        if self.depth > self.deepest:
            raise _TooDeepError(f"it is nested deeper than {self.deepest} levels")
        start = self.start
        result = self.primary()
        while self.kind == "mark" and self.token in ".[":
            result = self.access(result, start)
        self.depth -= 1
        return result

    def primary(self) -> Expression:
        start, end, token, kind = self.start, self.end, self.token, self.kind
        place = self.text.place(start, end)
        if kind == "text":
            self.advance()
            return Constant(token[1:-1].replace("''", "'"), place)
        if kind == "number":
            self.advance()
            number = float(token) if re.search(r"[.eE]", token) else int(token) if len(token) < 400 else float(token)
            return Constant(number, place)
        if kind == "name":
            return self.named(start)
        raise _FaultError(f"a value is missing before `{token or ']'}`")

    def named(self, start: int) -> Expression:
        """A function call, with its namespace; or one of the bare words that are taken for literals."""
        words = [self.token]
        place = self.text.place(start, self.end)
        self.advance()
        while self.is_mark("."):
            self.advance()
            if self.kind != "name":
                raise _FaultError("a name is missing after the dot")
            words.append(self.token)
            self.advance()
        if not self.is_mark("("):
            if len(words) == 1 and words[0].lower() in _WORDS:
                return Constant(_WORDS[words[0].lower()], place)
            raise _FaultError(f"`{'.'.join(words)}` is no function call")
        arguments, end = self.arguments()
        name = ".".join(words).lower()
        return _special(Call(name.removeprefix("sys.").removeprefix("az."), arguments, self.text.place(start, end)))

    def arguments(self) -> tuple[list[Expression], int]:
        self.advance()
        arguments: list[Expression] = []
        while not self.is_mark(")"):
            if arguments:
                self.expect(",")
            arguments.append(self.expression())
        end = self.end
        self.advance()
        return arguments, end

    def access(self, base: Expression, start: int) -> Expression:
        """`.name` or `[index]` behind a value."""
        dot = self.token == "."
        self.advance()
        safe = self.is_mark("?")
        if safe:
            self.advance()
        if dot and not self.is_mark("["):
            if self.kind != "name":
                raise _FaultError("a name is missing after the dot")
            key: Expression = Constant(self.token, self.text.place(self.start, self.end))
        else:
            if dot:
                self.advance()
            key = self.expression()
            if not self.is_mark("]"):
                raise _FaultError("a `]` is missing")
        end = self.end
        self.advance()
        return Access(base, key, self.text.place(start, end), safe=safe)

    def is_mark(self, mark: str) -> bool:
        return self.kind == "mark" and self.token == mark

    def expect(self, mark: str) -> None:
        if not self.is_mark(mark):
            raise _FaultError(f"`{mark}` is missing before `{self.token or ']'}`")
        self.advance()


def _special(call: Call) -> Expression:
    """Calls that JSON writes for what has a syntax of its own: lambdas and their variables, lists, objects."""
    texts = [one.scalar if isinstance(one, Constant) else None for one in call.arguments]
    if call.name == "lambdavariables" and len(texts) == 1 and isinstance(texts[0], str):
        return Name(texts[0], call.place)
    if call.name == "createarray":
        return Array(call.arguments, call.place)
    if call.name == "createobject" and len(call.arguments) % 2 == 0:
        return Object(list(zip(call.arguments[::2], call.arguments[1::2], strict=True)), call.place)
    if call.name == "lambda" and texts and all(isinstance(one, str) for one in texts[:-1]):
        return Lambda([str(one) for one in texts[:-1]], call.arguments[-1], call.place)
    return call
