"""Functions of texts."""

from __future__ import annotations

import json
import re
from typing import Any

from foureyes.languages.arm.formats import formatted
from foureyes.languages.arm.invocation import (
    MANY,
    MAX_ITEMS,
    MAX_TEXT,
    TOO_LONG,
    Fault,
    Invocation,
    as_text,
    builtin,
    hoist,
    native,
    pure,
)
from foureyes.languages.arm.invocation import NotKnown as _NotKnown
from foureyes.model.value import Absent, Choice, Known, Leaf, ListValue, MapValue, Unknown, Value, lift

_HOLE = re.compile(r"\{\{|\}\}|\{(\d+)(?:,(-?\d+))?(?::([^{}]*))?\}|[{}]")


def spelled(data: Any) -> str:
    """Plain data as a text, as `string` and `format` write it."""
    if data is None:
        return ""
    if isinstance(data, bool):
        return "True" if data else "False"
    if isinstance(data, float):
        return str(int(data)) if data.is_integer() and abs(data) < 1e15 else repr(data)
    if isinstance(data, list | dict):
        return json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    return str(data)


def piece(leaf: Leaf, call: Invocation) -> str | Unknown:
    """A leaf as a piece of a text."""
    if isinstance(leaf, Unknown):
        return leaf
    try:
        return spelled(native(leaf))
    except _NotKnown:
        return call.unknown("a structure with unknown parts is written into a text")


def joined(call: Invocation, parts: list[Value | str]) -> Value:
    """A text of pieces, case by case."""
    values: list[Value] = [Known(one) if isinstance(one, str) else one for one in parts]

    def join(*leaves: Leaf) -> Value:
        return call.text(piece(leaf, call) for leaf in leaves)

    if any(isinstance(one, Choice) for one in values):
        return lift(join, *values)
    return join(*values)  # type: ignore[arg-type]  # none of them is a choice


@builtin("concat", 1, MANY)
def concat(call: Invocation) -> Value:
    """Texts into one text, or lists into one list."""
    leaves = call.leaves
    if any(isinstance(leaf, ListValue) for leaf in leaves):
        if sum(len(leaf.items) for leaf in leaves if isinstance(leaf, ListValue)) > MAX_ITEMS:
            raise Fault(TOO_LONG)
        items = [item for leaf in leaves if isinstance(leaf, ListValue) for item in leaf.items]
        if any(not isinstance(leaf, ListValue | Unknown) for leaf in leaves):
            raise Fault("a list is joined with something else")
        unsure = any(not isinstance(leaf, ListValue) or leaf.open for leaf in leaves)
        return ListValue(items, call.place, call.trail, call.references, open=unsure)
    if all(isinstance(leaf, Unknown) and leaf.parts is None for leaf in leaves) and len(leaves) > 0:
        unknown = call.unknown(references=call.references)
        if len(leaves) == 1 or any(isinstance(leaf, Unknown) and leaf.subject is None for leaf in leaves):
            return unknown
        return call.text(leaf for leaf in leaves if isinstance(leaf, Unknown))
    if any(isinstance(leaf, MapValue) for leaf in leaves):
        raise Fault("objects cannot be joined")
    return call.text(piece(leaf, call) for leaf in leaves)


@builtin("format", 1, MANY)
def format_text(call: Invocation) -> Value:
    """`{0}` filled in, with .NET's alignment and common format specifiers."""
    template, arguments = call.leaves[0], call.leaves[1:]
    if isinstance(template, Unknown):
        return call.unknown(references=call.references)
    pieces: list[str | Unknown] = []
    text, reached = as_text(template), 0
    for match in _HOLE.finditer(text):
        pieces.append(text[reached : match.start()])
        reached = match.end()
        if match[0] in ("{{", "}}"):
            pieces.append(match[0][0])
        elif match[1] is None:
            raise Fault("a brace of the format is not closed")
        elif int(match[1]) >= len(arguments):
            raise Fault(f"there is no argument {match[1]}")
        else:
            pieces.append(_filled(arguments[int(match[1])], match[2], match[3], call))
    pieces.append(text[reached:])
    return call.text(pieces)


def _filled(leaf: Leaf, alignment: str | None, specifier: str | None, call: Invocation) -> str | Unknown:
    made = piece(leaf, call)
    if isinstance(made, Unknown):
        if alignment or specifier:
            return call.unknown("a format of something unknown cannot be told")
        return made
    if specifier and isinstance(leaf, Known) and isinstance(leaf.scalar, int | float):
        if isinstance(leaf.scalar, bool):
            raise Fault("true and false take no format specifier")
        made = formatted(leaf.scalar, specifier)
    width = int(alignment or 0)
    if abs(width) > MAX_TEXT:
        raise Fault("the alignment is too wide")
    return made.rjust(width) if width > 0 else made.ljust(-width)


@builtin("string", 1)
def string(call: Invocation) -> Value:
    (leaf,) = call.leaves
    if isinstance(leaf, Unknown) and leaf.parts is not None:
        return leaf
    if isinstance(leaf, ListValue | MapValue):
        return lift(lambda one: _encoded(one, call), hoist(leaf))
    return call.text([piece(leaf, call)])


def _encoded(leaf: Leaf, call: Invocation) -> Value:
    """A structure as JSON; the structure itself is kept with it."""
    try:
        text = spelled(native(leaf))
    except _NotKnown:
        unknown = call.unknown("a structure with unknown parts is written as text")
        unknown.document = leaf
        return unknown
    return Known(text, call.place, call.trail, (), call.secret, document=leaf)


def _mapped(call: Invocation, change: Any) -> Value:
    """A change of each character, also of the known pieces of a text with gaps."""
    (leaf,) = call.leaves
    if isinstance(leaf, Unknown) and leaf.parts is not None:
        gaps: list[str | Unknown] = []
        for part in leaf.parts:
            if isinstance(part, str):
                gaps.append(change(part))
            else:
                subject = None if part.subject is None else f"{call.name}({part.subject})"
                gaps.append(Unknown(part.reason, part.place, part.trail, part.references, subject=subject))
        return call.text(gaps)
    if isinstance(leaf, Unknown):
        if (leaf.subject or "").startswith(f"{call.name}("):
            return leaf
        return call.unknown(references=call.references)
    return Known(change(as_text(leaf)), call.place, call.trail, call.references, call.secret)


@builtin("toLower", 1)
def to_lower(call: Invocation) -> Value:
    return _mapped(call, str.lower)


@builtin("toUpper", 1)
def to_upper(call: Invocation) -> Value:
    return _mapped(call, str.upper)


@pure("trim", 1)
def trim(text: str) -> str:
    return text.strip()


@builtin("replace", 3)
def replace(call: Invocation) -> Value:
    leaf, old, new = call.leaves
    if any(isinstance(one, Unknown) for one in call.leaves):
        return call.unknown(references=leaf.references)
    if as_text(old) == "":
        raise Fault("the text to replace is empty")
    made = as_text(leaf).replace(as_text(old), as_text(new))
    return call.text([made])


@pure("split", 2)
def split(text: str, delimiters: str | list[str]) -> list[str]:
    several = [delimiters] if isinstance(delimiters, str) else delimiters
    if not several or not all(several):
        raise Fault("a delimiter is empty")
    return re.split("|".join(map(re.escape, several)), text)


@pure("substring", 2, 3)
def substring(text: str, start: int, length: int | None = None) -> str:
    end = len(text) if length is None else start + length
    if not 0 <= start <= end <= len(text):
        raise Fault("the text is shorter than that")
    return text[start:end]


@pure("padLeft", 2, 3)
def pad_left(text: str | int, width: int, character: str = " ") -> str:
    if not 0 <= width <= MAX_TEXT or len(character) != 1:
        raise Fault("the width or the padding cannot be used")
    return spelled(text).rjust(width, character)


@pure("startsWith", 2)
def starts_with(text: str, start: str) -> bool:
    return text.lower().startswith(start.lower())


@pure("endsWith", 2)
def ends_with(text: str, end: str) -> bool:
    return text.lower().endswith(end.lower())


@builtin("join", 2)
def join(call: Invocation) -> Value:
    """The elements as one text."""
    listed, delimiter = call.leaves
    if isinstance(listed, Unknown) or isinstance(delimiter, Unknown) or getattr(listed, "open", False):
        return call.unknown()
    if not isinstance(listed, ListValue) or isinstance(listed, Absent):
        raise Fault("a list is expected")
    parts: list[Value | str] = []
    for number, item in enumerate(listed.items):
        parts += ([as_text(delimiter)] if number else []) + [item]
    return joined(call, parts)


@pure("like", 2)
def like(text: str, pattern: str) -> bool:
    translated = ".*".join(map(re.escape, pattern.split("*")))
    return re.fullmatch(translated, text, re.DOTALL | re.IGNORECASE) is not None
