"""Functions of text."""

from __future__ import annotations

import unicodedata
from typing import Any

from foureyes.languages.terraform.functions.failure import Fault
from foureyes.languages.terraform.functions.graphemes import graphemes
from foureyes.languages.terraform.functions.number import Number, whole
from foureyes.languages.terraform.functions.signature import Call, Library, plainly
from foureyes.languages.terraform.functions.types import NUMBER, STRING, ListOf
from foureyes.model.value import Known, Leaf, ListValue, Unknown, Value, moved, run_together

LIBRARY = Library()

_SPACE = " \t\n\v\f\r\x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"


def _cased(name: str, change: Any) -> None:
    @LIBRARY.raw(name, STRING)
    def cased(call: Call, text: Leaf) -> Value:
        if isinstance(text, Unknown) and text.parts is not None:
            parts = tuple(change(part) if isinstance(part, str) else _gap(part) for part in text.parts)
            return call.unknown(text.reason, parts=parts)
        return plainly(change, call)


def _gap(part: Unknown) -> Unknown:
    """A gap that went through a function: it speaks of the same things, but is no longer the same text."""
    return Unknown(part.reason, part.place, part.trail, part.references, part.secret, present=True)


def go_lower(text: str) -> str:
    """Letter by letter, without the special cases that depend on neighbours."""
    return text.lower() if text.isascii() else "".join(_single(c, c.lower()) for c in text)


def go_upper(text: str) -> str:
    return text.upper() if text.isascii() else "".join(_single(c, c.upper()) for c in text)


def _single(character: str, changed: str) -> str:
    if character == "İ" and len(changed) == 2:
        return "i"
    return changed if len(changed) == 1 else character


_cased("lower", go_lower)
_cased("upper", go_upper)


@LIBRARY.plain("title", STRING)
def title(text: str) -> str:
    made = []
    inside = False
    for character in text:
        made.append(character if inside else unicodedata.normalize("NFC", _title(character)))
        inside = not _separates(character)
    return "".join(made)


def _title(character: str) -> str:
    return _single(character, character.title())


def _separates(character: str) -> bool:
    if character.isascii():
        return not (character.isalnum() or character == "_")
    if character.isalpha() or character.isdigit():
        return False
    return character in _SPACE


@LIBRARY.plain("strrev", STRING)
def strrev(text: str) -> str:
    return "".join(reversed(graphemes(text)))


@LIBRARY.plain("substr", STRING, NUMBER, NUMBER)
def substr(text: str, offset: Number, length: Number) -> str:
    start, count = whole(offset), whole(length)
    units = graphemes(text)
    if start < 0:
        start = max(start + len(units), 0)
        count = count or -1  # Terraform's own slip
    return "".join(units[start:] if count < 0 else units[start : start + count])


@LIBRARY.plain("chomp", STRING)
def chomp(text: str) -> str:
    return text.rstrip("\r\n")


@LIBRARY.plain("indent", NUMBER, STRING)
def indent(spaces: Number, text: str) -> str:
    if whole(spaces) < 0:
        raise Fault("there cannot be fewer than no spaces")
    return text.replace("\n", "\n" + " " * whole(spaces))


@LIBRARY.plain("trim", STRING, STRING)
def trim(text: str, characters: str) -> str:
    return text.strip(characters) if characters else text


@LIBRARY.plain("trimspace", STRING)
def trimspace(text: str) -> str:
    return text.strip(_SPACE)


@LIBRARY.plain("trimprefix", STRING, STRING)
def trimprefix(text: str, prefix: str) -> str:
    return text.removeprefix(prefix)


@LIBRARY.plain("trimsuffix", STRING, STRING)
def trimsuffix(text: str, suffix: str) -> str:
    return text.removesuffix(suffix)


@LIBRARY.raw("startswith", STRING, STRING)
def startswith(call: Call, text: Leaf, prefix: Leaf) -> Value:
    if isinstance(text, Unknown) and text.parts and isinstance(text.parts[0], str) and isinstance(prefix, Known):
        known, wanted = text.parts[0], str(prefix.scalar)
        if known.startswith(wanted) or not wanted.startswith(known):
            return call.value(known.startswith(wanted))
    return plainly(lambda text, prefix: text.startswith(prefix), call)


@LIBRARY.raw("endswith", STRING, STRING)
def endswith(call: Call, text: Leaf, suffix: Leaf) -> Value:
    if isinstance(text, Unknown) and text.parts and isinstance(text.parts[-1], str) and isinstance(suffix, Known):
        known, wanted = text.parts[-1], str(suffix.scalar)
        if known.endswith(wanted) or not wanted.endswith(known):
            return call.value(known.endswith(wanted))
    return plainly(lambda text, suffix: text.endswith(suffix), call)


@LIBRARY.raw("strcontains", STRING, STRING)
def strcontains(call: Call, text: Leaf, wanted: Leaf) -> Value:
    parts = text.parts or () if isinstance(text, Unknown) and isinstance(wanted, Known) else ()
    if any(str(wanted.scalar) in part for part in parts if isinstance(part, str) and isinstance(wanted, Known)):
        return call.value(True)
    return plainly(lambda text, wanted: wanted in text, call)


@LIBRARY.plain("split", STRING, STRING)
def split(separator: str, text: str) -> list[str]:
    if not separator:
        return list(text)
    return text.split(separator)


@LIBRARY.plain("sort", ListOf(STRING))
def sort(texts: list[str | None]) -> list[str]:
    if any(text is None for text in texts):
        raise Fault("the list holds a null")
    return sorted(text for text in texts if text is not None)


@LIBRARY.raw("join", STRING, rest=ListOf(STRING))
def join(call: Call, separator: Leaf, *lists: Leaf) -> Value:
    if not lists:
        return call.failure("join() takes at least one list")
    if isinstance(separator, Known) and all(isinstance(one, ListValue) and not one.open for one in lists):
        items = [item for one in lists if isinstance(one, ListValue) for item in one.items]
        unknown = any(isinstance(item, Unknown) for item in items)
        if len(items) == 1 and _is_attribute(items[0]):
            return moved(items[0], call.context.place)
        if unknown and all(isinstance(item, Known | Unknown) for item in items):
            return joined_parts(call, str(separator.scalar), items)
    return plainly(_join, call)


def _is_attribute(value: Value) -> bool:
    """Whether it is an attribute of a resource as it comes: `join("", x[*].id)` is how Terraform 0.11 wrote `one`."""
    reference = next(iter(value.references), None) if isinstance(value, Unknown) else None
    return reference is not None and getattr(value, "subject", "") == f"{reference.target}.{reference.attribute}"


def joined_parts(call: Call, separator: str, items: list[Value]) -> Value:
    """A text with gaps where items are unknown."""
    parts: list[str | Unknown] = []
    reason = ""
    for number, item in enumerate(items):
        if number:
            parts.append(separator)
        if isinstance(item, Unknown):
            reason = reason or item.reason
            parts += item.parts if item.parts is not None else (item,)
        elif isinstance(item, Known):
            parts.append(str(item.scalar))
    return call.unknown(reason, parts=tuple(run_together(parts)), subject=None)


def _join(separator: str, *lists: list[str | None]) -> str:
    items = [item for one in lists for item in one]
    if any(item is None for item in items):
        raise Fault("an element is null")
    return separator.join(item for item in items if item is not None)


@LIBRARY.plain("compact", ListOf(STRING))
def compact(texts: list[str | None]) -> list[str]:
    return [text for text in texts if text]
