"""The common numeric format specifiers of .NET, in the invariant culture."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from foureyes.languages.arm.invocation import Fault

_STANDARD = re.compile(r"([A-Za-z])(\d{0,2})").fullmatch
_CUSTOM = re.compile(r"(0+)(?:\.(0+))?").fullmatch
_MAX_DIGITS: Final = 99


def formatted(number: int | float, specifier: str) -> str:
    """A number by a standard specifier (`N0`, `D3`, `X`, `F2`) or by zeros (`000`)."""
    zeros = _CUSTOM(specifier)
    if zeros:
        text = _fixed(abs(number), len(zeros[2] or ""), grouped=False)
        whole, dot, rest = text.partition(".")
        return ("-" if number < 0 else "") + whole.rjust(len(zeros[1]), "0") + dot + rest
    match = _STANDARD(specifier)
    if match is None:
        raise Fault(f"the format `{specifier}` is not followed")
    kind, digits = match[1].upper(), int(match[2]) if match[2] else None
    if kind == "D" and isinstance(number, int):
        return ("-" if number < 0 else "") + str(abs(number)).rjust(digits or 0, "0")
    if kind == "X" and isinstance(number, int):
        text = format(number & (2**64 - 1) if number < 0 else number, "x").rjust(digits or 0, "0")
        return text.upper() if match[1] == "X" else text
    if kind in ("N", "F"):
        return _fixed(number, 2 if digits is None else digits, grouped=kind == "N")
    if kind == "P":
        return _fixed(number * 100, 2 if digits is None else digits, grouped=True) + " %"
    if kind == "G" and digits is None:
        return str(number)
    raise Fault(f"the format `{specifier}` is not followed")


def _fixed(number: int | float, digits: int, grouped: bool) -> str:
    if digits > _MAX_DIGITS:
        raise Fault("the format has too many digits")
    rounded = Decimal(str(number)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return f"{rounded:,f}" if grouped else f"{rounded:f}"
