"""What numbers and escape sequences stand for."""

from __future__ import annotations

import re

from foureyes.languages.terraform.cursor import Malformed
from foureyes.model.pattern import pattern

_MAX_EXPONENT = 646_456_992  # what a number of Go's math/big can hold
_MAX_INTEGER = 4_000  # digits up to which a whole number stays exact

_ESCAPE = pattern(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S]))")
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


def number(text: str) -> int | float | None:
    """The value of a number as written; None if it is none. Whole numbers are exact."""
    if text.isdigit() and len(text) <= _MAX_INTEGER:
        return int(text)
    mantissa, _, exponent = text.lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    power = exponent.lstrip("+-")
    if not (whole.isdigit() and (fraction or "0").isdigit() and (power or "0").isdigit()):
        return None
    power = power.lstrip("0")
    if len(power) > len(str(_MAX_EXPONENT)) or int(power or "0") > _MAX_EXPONENT:
        return None
    digits = whole + fraction
    scale = int(power or "0") * (-1 if "-" in exponent else 1) - len(fraction)
    if scale < 0:
        zeros = min(len(digits) - len(digits.rstrip("0")), -scale)
        digits, scale = digits[: len(digits) - zeros], scale + zeros
    if scale >= 0 and len(digits) + scale <= _MAX_INTEGER:
        return int((digits or "0") + "0" * scale)
    return float(text)


def unescape(text: str, offset: int) -> str:
    """The text that a quoted string's inside stands for; it begins at `offset` of the source."""

    def decode(match: re.Match[str]) -> str:
        span = (offset + match.start(), offset + match.end())
        code = match[1] or match[2]
        if not code:
            if match[3] in _SIMPLE:
                return _SIMPLE[match[3]]
            if match[3] in "uU":
                raise Malformed(span, "A \\u needs four hexadecimal digits after it, a \\U eight.")
            raise Malformed(span, f"“\\{match[3]}” is no escape sequence.", "write \\\\ for a backslash")
        point = int(code, 16)
        if point > 0x10FFFF or 0xD800 <= point <= 0xDFFF:
            raise Malformed(span, f"U+{point:04X} is no character.")
        return chr(point)

    return _ESCAPE.sub(decode, text)
