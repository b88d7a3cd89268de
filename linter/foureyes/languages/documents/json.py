"""JSON to the document tree, iteratively and with places.

Regular expressions take a common text in one step per key and value; what they do not
match (comments, escapes, mistakes) goes to the slower methods.
"""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import Final, NamedTuple

from foureyes.languages.documents.faults import string_fault
from foureyes.languages.documents.tree import (
    Document,
    Mapping,
    Node,
    Pair,
    Scalar,
    Sequence,
    Span,
    Value,
)
from foureyes.model.limits import limits
from foureyes.model.place import Source


class Dialect(NamedTuple):
    """What a service accepts beyond the standard. Comments are always read."""

    multiline_strings: bool = False
    trailing_commas: bool = False


STANDARD: Final = Dialect()
ARM: Final = Dialect(multiline_strings=True, trailing_commas=True)
"""Azure reads templates with Newtonsoft's reader, which takes both."""

_KEY = re.compile(r'"([^"\\\x00-\x1f]*+)"[ \t\r\n]*+:[ \t\r\n]*+').match
_VALUE = re.compile(
    r'"([^"\\\x00-\x1f]*+)"'
    r"|(-?(?:0|[1-9][0-9]*+)(?![0-9.eE]))"
    r"|(-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][-+]?[0-9]++)?+)"
    r"|(true|false|null)(?![A-Za-z0-9_])"
    r"|([{\[])[ \t\r\n]*+([}\]])?+"
).match
_STRING, _INTEGER, _FLOAT, _LITERAL, _OPEN, _EMPTY = range(1, 7)
_AFTER = re.compile(r"[ \t\r\n]*+([,}\]])[ \t\r\n]*+").match
_BLANK = re.compile(r"[ \t\r\n]*+").match
_WHOLE_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL).match
_WORD = re.compile(r"[^\s,:\[\]{}\"]{1,30}+|.", re.DOTALL).match
_WORD_BEFORE = re.compile(r"[\w.+-]++\Z").search
_LINE = re.compile(r"[^\r\n]*+").match
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")

_LITERALS: Final = {"true": True, "false": False, "null": None}
_MAX_DIGITS: Final = 4300
"""Python refuses longer integers, because reading them takes quadratic time."""


class _StopError(Exception):
    """Reading cannot go on; the error is already in the document."""


def read_json(source: Source, dialect: Dialect = STANDARD) -> Document:
    """Read a JSON text. Never raises: faults are in the document's `errors`."""
    document = Document(source)
    reader = _Reader(document, dialect)
    try:
        reader.read()
    except _StopError:
        reader.close_all()
    return document


class _Reader:
    def __init__(self, document: Document, dialect: Dialect) -> None:
        self.document = document
        self.dialect = dialect
        self.text = document.source.text
        self.deepest = limits().nesting
        self.stack: list[Mapping | Sequence] = []
        self.strings = JSONDecoder(strict=not dialect.multiline_strings)
        self.reached = 0

    def read(self) -> None:
        at = self.blank(1 if self.text.startswith("\ufeff") else 0)
        if at == len(self.text):
            raise self.stop("the file holds no JSON value", at, "write the document, or remove the file")
        at = self.blank(self.values(at))
        if at < len(self.text):
            raise self.stop(
                "there is text after the end of the JSON value", at, "remove it, or check the brackets above"
            )

    def values(self, at: int) -> int:
        """The hot loop, one turn per value; returns where the root value ends."""
        text, stack = self.text, self.stack
        top: Mapping | Sequence | None = None
        key: Scalar | None = None
        while True:
            if type(top) is Mapping:
                match = _KEY(text, at)
                if match:
                    start, end = match.span(1)
                    key = Scalar(start - 1, end + 1, match[1], "double")
                    at = match.end()
                else:
                    key, at = self.slow_key(at, top)
            if key is not None or type(top) is not Mapping:
                match = _VALUE(text, at)
                if match is None:
                    at = self.blank(at)
                    match = _VALUE(text, at)
                kind = match.lastindex if match else 0
                if match and kind == _STRING:
                    node: Node = Scalar(at, match.end(), match[1], "double")
                    self.attach(node, top, key)
                    at = node.end
                elif match and kind == _OPEN:
                    top = self.push(match, top, key)
                    at = match.end()
                    continue
                else:
                    at = self.other_value(match, at, top, key)
            while stack:
                match = _AFTER(text, at) or self.slow_after(at)
                if match[1] == ",":
                    at = match.end()
                    break
                at = self.pop(match[1], match.start(1))
            else:
                return at
            top = stack[-1]

    def attach(self, node: Node, top: Mapping | Sequence | None, key: Scalar | None) -> None:
        if type(top) is Mapping and key is not None:
            top.entries.append((key, node))
        elif type(top) is Sequence:
            top.items.append(node)
        else:
            self.document.root = node

    def push(self, match: re.Match[str], top: Mapping | Sequence | None, key: Scalar | None) -> Mapping | Sequence:
        start = match.start()
        if len(self.stack) >= self.deepest:
            self.attach(Scalar(start, start, None, "lost"), top, key)
            self.reached = start
            self.document.fail_too_deep(start)
            raise _StopError
        node = Mapping(start, start) if match[_OPEN] == "{" else Sequence(start, start)
        self.attach(node, top, key)
        self.stack.append(node)
        return node

    def pop(self, closer: str, at: int) -> int:
        """Close the innermost collection with the bracket at `at`; returns where it ends."""
        node = self.stack[-1]
        expected = "}" if type(node) is Mapping else "]"
        if closer != expected:
            line = self.document.source.position(node.start)[0]
            message = f"`{closer}` does not close the bracket opened in line {line}"
            raise self.stop(message, at, f"write `{expected}`, or check the brackets between")
        self.stack.pop()
        if type(node) is Mapping and len({key.value for key, _ in node.entries}) != len(node.entries):
            self.document.note_duplicates(node)
        node.end = at + 1
        return node.end

    def other_value(
        self, match: re.Match[str] | None, at: int, top: Mapping | Sequence | None, key: Scalar | None
    ) -> int:
        """Numbers, literals, empty collections, unusual strings, and what is no value at all."""
        if match is None:
            return self.slow_value(at, top, key)
        kind, end, text = match.lastindex, match.end(), match[0]
        if kind == _EMPTY:
            self.push(match, top, key)
            return self.pop(match[_EMPTY], end - 1)
        value: Value
        if kind == _LITERAL:
            value = _LITERALS[text]
        elif kind == _FLOAT:
            value = float(text)
        elif end - at <= _MAX_DIGITS:
            value = int(text)
        else:
            self.document.fail(f"a number has more than {_MAX_DIGITS} digits", at, end, "write it as a string")
            self.attach(Scalar(at, end, None, "lost"), top, key)
            return end
        self.attach(Scalar(at, end, value, "plain"), top, key)
        return end

    def slow_value(self, at: int, top: Mapping | Sequence | None, key: Scalar | None) -> int:
        start = self.text[at : at + 1]
        if start == "]" and type(top) is Sequence:
            self.check_trailing_comma(at, top.items)
            return at
        if start == '"':
            try:
                value, end = self.slow_string(at)
            except _StopError:
                self.attach(Scalar(at, at, None, "lost"), top, key)
                raise
            self.attach(Scalar(at, end, value, "double"), top, key)
            return end
        self.attach(Scalar(at, at, None, "lost"), top, key)
        remedy = "use double quotes" if start == "'" else "write a JSON value here"
        raise self.stop(f"expected a value, found {self.found(at)}", at, remedy)

    def slow_key(self, at: int, top: Mapping) -> tuple[Scalar | None, int]:
        """A key with escapes or comments around it; None at a closing bracket."""
        at = self.blank(at)
        start = self.text[at : at + 1]
        if start == "}":
            self.check_trailing_comma(at, top.entries)
            return None, at
        if start != '"':
            raise self.stop(f"expected a key, found {self.found(at)}", at, "write a key in double quotes")
        value, end = self.slow_string(at)
        key = Scalar(at, end, value, "double")
        at = self.blank(end)
        if self.text[at : at + 1] != ":":
            top.entries.append((key, Scalar(end, end, None, "lost")))
            raise self.stop(f"expected `:` after the key, found {self.found(at)}", at, "write `:` and a value")
        return key, self.blank(at + 1)

    def slow_after(self, at: int) -> re.Match[str]:
        """A comma or closing bracket behind comments."""
        behind = self.blank(at)
        match = _AFTER(self.text, behind)
        if match:
            return match
        if behind == at and at < len(self.text) and self.text[at] not in "\"'[{":
            start = _WORD_BEFORE(self.text[max(0, at - 40) : at])
            begin = at - (len(start[0]) if start else 0)
            raise self.stop(f"{self.found(begin)} is not a JSON value", begin, "put text in double quotes")
        closer = "}" if type(self.stack[-1]) is Mapping else "]"
        raise self.stop(
            f"expected `,` or `{closer}`, found {self.found(behind)}", behind, "add what is missing before it"
        )

    def check_trailing_comma(self, at: int, before: list[Node] | list[Pair]) -> None:
        if not before or self.dialect.trailing_commas:
            return
        end = at
        for comment in reversed(self.document.comments):
            if "," in self.text[comment.end : end]:
                break
            end = comment.start
        comma = self.text.rindex(",", 0, end)
        self.document.fail("a comma follows the last item", comma, comma + 1, "remove the comma")

    def slow_string(self, at: int) -> tuple[str, int]:
        """A string with escapes or control characters; a faulty one is kept as written."""
        try:
            value, end = self.strings.raw_decode(self.text, at)
        except JSONDecodeError as error:
            whole = _WHOLE_STRING(self.text, at)
            if whole is None:
                raise self.stop("this string is never closed", at, "close it with a double quote") from None
            value, end = whole[0][1:-1], whole.end()
            self.document.fail(*string_fault(error, self.text))
        return _LONE_SURROGATE.sub("\ufffd", value), end

    def blank(self, at: int) -> int:
        """Skip white space and comments, noting the comments."""
        text = self.text
        while True:
            at = _BLANK(text, at).end()  # type: ignore[union-attr]  # it matches the empty text too
            if text.startswith("//", at):
                end = _LINE(text, at).end()  # type: ignore[union-attr]
            elif text.startswith("/*", at):
                end = text.find("*/", at + 2) + 2
                if end == 1:
                    raise self.stop("this comment is never closed", at, "close it with `*/`")
            else:
                return at
            self.document.comments.append(Span(at, end))
            at = end

    def found(self, at: int) -> str:
        word = _WORD(self.text, at)
        if word is None:
            return "the end of the file"
        return "a line break" if word[0] in "\r\n" else f"`{word[0]}`"

    def stop(self, message: str, at: int, remedy: str) -> _StopError:
        word = _WORD(self.text, at)
        self.reached = at
        self.document.fail(message, at, word.end() if word else at, remedy)
        return _StopError()

    def close_all(self) -> None:
        for node in self.stack:
            node.end = max(self.reached, node.start + 1)
            if type(node) is Mapping:
                self.document.note_duplicates(node)
