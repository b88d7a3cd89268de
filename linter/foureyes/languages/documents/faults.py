"""Parsers' errors in plain words, with a remedy."""

from __future__ import annotations

from json import JSONDecodeError
from typing import TYPE_CHECKING, Final

from foureyes.languages.documents.tree import Document

if TYPE_CHECKING:
    from yaml import YAMLError

_YAML_FAULTS: Final = (
    # libyaml's or PyYAML's words, what they mean, what to do
    (
        "mapping values are not allowed",
        "a `:` stands where no key can be",
        "put the text in quotes, or indent it right",
    ),
    ("expected ':'", "a key is not followed by `:`", "write `:` after it, or indent the line as the text above"),
    ("unexpected end of stream", "a quoted text is never closed", "close the quote"),
    ("expected key", "the indentation fits no line above", "line it up with the key it belongs to"),
    ("expected <block end>", "the indentation fits no line above", "line it up with the key it belongs to"),
    ("expected '-'", "a line in a list has no dash", "begin it with `-`, or line it up with the key it belongs to"),
    ("expected ','", "a bracket is not closed, or a comma is missing", "close the bracket, or add the comma"),
    ("unknown escape", "a string holds an unknown escape", "use single quotes, or write a backslash as \\\\"),
    ("undefined tag handle", "a tag's prefix is not declared", "write the tag with a single `!`"),
)


def note_yaml_fault(document: Document, error: YAMLError, text: str) -> None:
    """Say a parser's error in plain words, at the place to correct."""
    problem = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    at = mark.index if mark else len(text)
    if "maximum nesting depth" in problem:
        document.fail_too_deep(at)
        return
    for words, message, remedy in _YAML_FAULTS:
        if words in problem:
            if words == "unexpected end of stream" and (opened := getattr(error, "context_mark", None)):
                at = opened.index
            document.fail(message, at, at + 1, remedy)
            return
    if "cannot start any token" in problem:
        if text[at : at + 1] == "\t":
            document.fail("a tab indents this line", at, at + 1, "indent with spaces")
        else:
            document.fail(f"`{text[at : at + 1]}` cannot begin a value", at, at + 1, "put the text in quotes")
    else:
        document.fail(f"this is not valid YAML: {problem}", at, at + 1, "check indentation, quotes and brackets here")


def string_fault(error: JSONDecodeError, text: str) -> tuple[str, int, int, str]:
    """Message, span and remedy for a string that is closed but not well-formed."""
    at = error.pos
    if error.msg.startswith("Invalid control"):
        if text[at] in "\r\n":
            return "a string runs over the end of its line", at, at + 1, "write the line break as \\n"
        return "a string holds a control character", at, at + 1, f"write it as \\u{ord(text[at]):04x}"
    at = text.rindex("\\", 0, at + 1)
    return "a string holds an unknown escape", at, at + 2, "write a backslash as \\\\"
