"""What a YAML scalar means: YAML 1.1, as CloudFormation reads it, but dates stay text.

CloudFormation takes `yes` for true and `012345670123` for an octal number; account numbers and
times of day lose their form there too unless they are quoted.
"""

from __future__ import annotations

import re
from typing import Final

from foureyes.languages.documents.tree import Value

TYPES: Final[dict[str, tuple[type, ...]]] = {
    "str": (object,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "null": (type(None),),
}
_WORDS: Final[dict[str, Value]] = {
    **{word: True for text in ("yes", "true", "on") for word in (text, text.title(), text.upper())},
    **{word: False for text in ("no", "false", "off") for word in (text, text.title(), text.upper())},
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
}
_MAX_NUMBER: Final = 1000
_NUMBER_STARTS: Final = frozenset("+-.0123456789")
_INTEGER = re.compile(
    r"[-+]?+(?:0b(?P<two>[01_]++)|0x(?P<sixteen>[0-9a-fA-F_]++)|0(?P<eight>[0-7_]++)"
    r"|(?P<ten>0|[1-9][0-9_]*+)|(?P<sixty>[1-9][0-9_]*+(?::[0-5]?[0-9])++))"
).fullmatch
_FLOAT = re.compile(
    r"[-+]?(?:[0-9][0-9_]*+\.[0-9_]*+(?:[eE][-+]?[0-9]++)?|[0-9][0-9_]*+[eE][-+]?[0-9]++"
    r"|\.[0-9][0-9_]*+(?:[eE][-+]?[0-9]++)?|[0-9][0-9_]*+(?::[0-5]?[0-9])++\.[0-9_]*+)"
).fullmatch
_SPECIAL = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)").fullmatch
_BASES: Final = {"two": 2, "eight": 8, "ten": 10, "sixteen": 16}


def resolve(text: str) -> Value:
    """What a plain scalar means in YAML 1.1."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS or len(text) > _MAX_NUMBER:
        return text
    match = _INTEGER(text)
    if match:
        kind = match.lastgroup or ""
        digits = match[kind].replace("_", "")
        if not digits:
            return text
        number = _base_sixty(digits) if kind == "sixty" else int(digits, _BASES[kind])
        return -number if text[0] == "-" else number
    if _FLOAT(text):
        digits = text.replace("_", "")
        whole, _, last = digits.lstrip("+-").rpartition(":")
        if whole:
            seconds = _base_sixty(whole) * 60 + float(last)
            return -seconds if text[0] == "-" else seconds
        return float(digits)
    if _SPECIAL(text):
        return float(text.replace(".", "").lower())
    return text


def _base_sixty(text: str) -> int:
    number = 0
    for part in text.split(":"):
        number = number * 60 + int(part)
    return number


def explicit(text: str, kind: str) -> Value:
    """A scalar whose YAML type is written out, such as `!!int`; None where the text does not fit."""
    if kind == "str" or kind not in TYPES:
        return text
    value = resolve(text)
    if kind == "float" and type(value) is int:
        return float(value)
    return value if type(value) in TYPES[kind] else None
