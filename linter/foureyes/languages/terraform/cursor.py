"""Walking over tokens, and the error of meeting the wrong one."""

from __future__ import annotations

from foureyes.languages.terraform.lexer import (
    BAD,
    CLOSE_QUOTE,
    DIRECTIVE,
    END,
    ID,
    INTERPOLATION,
    NEWLINE,
    NUMBER,
    OPEN_HEREDOC,
    OPEN_QUOTE,
    SEQUENCE_END,
    STRING,
    TEXT,
    Tokens,
)
from foureyes.model.limits import limits, remedy

_SPOKEN = {
    NEWLINE: "the end of the line",
    END: "the end of the file",
    STRING: "a string",
    OPEN_QUOTE: "a string",
    CLOSE_QUOTE: "a closing quote",
    OPEN_HEREDOC: "a heredoc",
    SEQUENCE_END: "the end of the sequence",
    NUMBER: "a number",
    TEXT: "text",
    INTERPOLATION: "${",
    DIRECTIVE: "%{",
}


class Malformed(Exception):
    """A syntax error on its way to whoever can go on after it."""

    def __init__(self, span: tuple[int, int], message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.span = span
        self.message = message
        self.remedy = remedy


class Cursor:
    """`at` is the index of the next token."""

    def __init__(self, text: str, tokens: Tokens) -> None:
        self.text = text
        self.depth = 0
        self.deepest = limits().nesting
        self.load(tokens)

    def load(self, tokens: Tokens) -> None:
        self.kinds = tokens.kinds
        self.spans = tokens.spans
        self.faults = tokens.faults
        self.at = 0

    def unexpected(self, wanted: str, remedy: str = "") -> Malformed:
        """The error that the next token is not what is wanted here."""
        kind, span = self.kinds[self.at], self.spans[self.at]
        if kind == BAD:
            return Malformed(span, *self.faults[self.at])
        if kind == NEWLINE:
            span = (span[0], span[0])
        found = _SPOKEN.get(kind) or f"“{self.text[span[0] : span[1]][:40]}”"
        return Malformed(span, f"Expected {wanted}, found {found}.", remedy)

    def take(self, kind: str, wanted: str, remedy: str = "") -> tuple[int, int]:
        """The span of the next token, which has to be of this kind."""
        if self.kinds[self.at] != kind:
            raise self.unexpected(wanted, remedy)
        self.at += 1
        return self.spans[self.at - 1]

    def word(self, wanted: str) -> str:
        start, end = self.take(ID, wanted)
        return self.text[start:end]

    def is_word(self, word: str) -> bool:
        if self.kinds[self.at] != ID:
            return False
        start, end = self.spans[self.at]
        return self.text[start:end] == word

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > self.deepest:
            raise Malformed(
                self.spans[self.at], f"This is nested deeper than {self.deepest} levels.", remedy("nesting")
            )
