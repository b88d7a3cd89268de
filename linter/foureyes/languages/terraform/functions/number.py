"""Terraform's numbers: binary floats with a mantissa of 512 bits, told in decimal.

Whole numbers are `int`. Others are `float` where its shortest decimal means the same, else `Real`.
"""

from __future__ import annotations

import re
from typing import Union

from foureyes.languages.terraform.functions.failure import Fault, Untellable
from foureyes.model.pattern import pattern

BITS = 512
FLOAT_BITS = 53
MAX_POWER = 4_000
"""Decimal exponents beyond this are not followed."""

Number = Union[int, float]
Ratio = tuple[int, int]

_DECIMAL = pattern(r"([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?\Z", re.ASCII)
_INFINITE = pattern(r"[+-]?[Ii]nf\Z")


class Real(float):
    """A number whose decimal no float tells; `bits` is the length of its mantissa."""

    __slots__ = ("bits", "ratio")
    ratio: Ratio
    bits: int

    def __str__(self) -> str:
        return number_text(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Real) and self.ratio == other.ratio

    def __hash__(self) -> int:
        return hash(self.ratio)


def parse_number(text: str) -> Number:
    """A number as Terraform reads it from text; raises Fault if it is none."""
    match = _DECIMAL.match(text)
    if match is None or not (match[2] or match[3]):
        if _INFINITE.match(text):
            raise Untellable("infinite numbers are not followed")
        raise Fault("a number is required")
    power = int(match[4] or 0) - len(match[3] or "")
    if abs(power) > MAX_POWER or len(text) > MAX_POWER:
        raise Untellable("the number is too long to be followed")
    digits = int((match[2] or "") + (match[3] or "")) * (-1 if match[1] == "-" else 1)
    return from_ratio(digits * 10 ** max(power, 0), 10 ** max(-power, 0))


def ratio_of(number: Number) -> Ratio:
    """Numerator and denominator; a plain float means its shortest decimal."""
    if isinstance(number, Real):
        return number.ratio
    if isinstance(number, int):
        return number, 1
    match = _DECIMAL.match(repr(number))
    if match is None:
        raise Untellable("the number is too large to be followed")
    power = int(match[4] or 0) - len(match[3] or "")
    digits = int((match[2] or "") + (match[3] or "")) * (-1 if match[1] == "-" else 1)
    return rounded(digits * 10 ** max(power, 0), 10 ** max(-power, 0))


def rounded(numerator: int, denominator: int) -> Ratio:
    """The nearest number with a mantissa of 512 bits, ties to even; the denominator is a power of two."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    numerator, denominator = abs(numerator), abs(denominator)
    if numerator == 0:
        return 0, 1
    shift = BITS - (numerator.bit_length() - denominator.bit_length())
    mantissa, shift = _quotient(numerator, denominator, shift)
    if mantissa.bit_length() > BITS:
        mantissa, shift = _quotient(numerator, denominator, shift - 1)
    while mantissa % 2 == 0 and shift > 0:
        low = min((mantissa & -mantissa).bit_length() - 1, shift)
        mantissa, shift = mantissa >> low, shift - low
    return (sign * mantissa, 1 << shift) if shift >= 0 else (sign * mantissa << -shift, 1)


def _quotient(numerator: int, denominator: int, shift: int) -> tuple[int, int]:
    if shift >= 0:
        numerator <<= shift
    else:
        denominator <<= -shift
    quotient, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and quotient % 2):
        quotient += 1
    return quotient, shift


def from_ratio(numerator: int, denominator: int) -> Number:
    """The number nearest to a quotient, in its one canonical form."""
    top, bottom = rounded(numerator, denominator)
    if top.bit_length() > 3 * MAX_POWER:
        raise Untellable("the number is too large to be followed")
    if bottom == 1:
        return top
    try:
        near = top / bottom
    except OverflowError:
        raise Untellable("the number is too large to be followed") from None
    if near and ratio_of(near) == (top, bottom):
        return near
    real = Real(near)
    real.ratio = top, bottom
    real.bits = BITS
    return real


def from_float(value: float) -> Number:
    """What Terraform computes with 64 bits only (`pow`, `log`): the decimal is shorter than the value is."""
    if value in (float("inf"), float("-inf")):
        raise Untellable("infinite numbers are not followed")
    if value != value:
        raise Fault("the result is no number")
    top, bottom = value.as_integer_ratio()
    if bottom == 1 and abs(top) < 1 << FLOAT_BITS:
        return top
    digits, power = _shortest(abs(top), bottom, FLOAT_BITS)
    if int(digits) * bottom * 10 ** max(-power, 0) == abs(top) * 10 ** max(power, 0):
        return from_ratio(top, bottom)
    real = Real(value)
    real.ratio = top, bottom
    real.bits = FLOAT_BITS
    return real


def add(left: Number, right: Number) -> Number:
    if type(left) is int and type(right) is int:
        return from_ratio(left + right, 1)
    (a, b), (c, d) = ratio_of(left), ratio_of(right)
    return from_ratio(a * d + c * b, b * d)


def negate(number: Number) -> Number:
    numerator, denominator = ratio_of(number)
    return from_ratio(-numerator, denominator)


def subtract(left: Number, right: Number) -> Number:
    return add(left, negate(right))


def multiply(left: Number, right: Number) -> Number:
    (a, b), (c, d) = ratio_of(left), ratio_of(right)
    return from_ratio(a * c, b * d)


def divide(left: Number, right: Number) -> Number:
    (a, b), (c, d) = ratio_of(left), ratio_of(right)
    if c == 0:
        raise Untellable("infinite numbers are not followed") if a else Fault("zero is divided by zero")
    return from_ratio(a * d, b * c)


def modulo(left: Number, right: Number) -> Number:
    """The rest of a division rounded towards zero; the sign is the left one's. By zero, it is all of it."""
    (a, b), (c, d) = ratio_of(left), ratio_of(right)
    if c == 0:
        return left
    whole = abs(a * d) // abs(b * c) * (1 if (a < 0) == (c < 0) else -1)
    product = multiply(right, whole)
    return subtract(left, product)


def compare(left: Number, right: Number) -> int:
    """-1, 0 or 1."""
    (a, b), (c, d) = ratio_of(left), ratio_of(right)
    return (a * d > c * b) - (a * d < c * b)


def floor(number: Number) -> int:
    numerator, denominator = ratio_of(number)
    return numerator // denominator


def ceiling(number: Number) -> int:
    return -floor(negate(number))


def whole(number: Number) -> int:
    """A number that must be whole; raises Fault."""
    if not isinstance(number, int):
        raise Fault("a whole number is required")
    return number


def number_text(number: Number) -> str:
    """The shortest decimal that means the number, without exponent, as in a template."""
    if type(number) is int:
        return str(number)
    numerator, denominator = ratio_of(number)
    bits = number.bits if isinstance(number, Real) else BITS
    if denominator == 1 and bits == BITS:
        return str(numerator)
    digits, power = _shortest(abs(numerator), denominator, bits)
    text = (digits + "0" * -power).rjust(power + 1, "0")
    sign = "-" if numerator < 0 else ""
    return f"{sign}{text[: len(text) - power]}.{text[len(text) - power :]}" if power > 0 else sign + text


def _shortest(numerator: int, denominator: int, bits: int) -> tuple[str, int]:
    """Digits and how many of them stand behind the point: the fewest that round back to the number."""
    if numerator == 0:
        return "0", 0
    # The number is middle / unit, and half the distance to its neighbours is half / unit.
    spare = bits - numerator.bit_length()
    middle = 2 * numerator << max(spare, 0)
    half, unit = 1 << max(-spare, 0), 2 * denominator << max(spare, 0)
    even = (numerator << spare if spare >= 0 else numerator >> -spare) % 2 == 0
    power = 1 - len(str(middle // unit)) if middle >= unit else 0
    while True:
        up_scale, down_scale = 10 ** max(power, 0), 10 ** max(-power, 0)
        lower, rest = divmod(middle * up_scale, unit * down_scale)
        slack, whole = half * up_scale, unit * down_scale
        down = rest < slack or (rest == slack and even)
        up = whole - rest < slack or (whole - rest == slack and even)
        if down or up:
            best = lower if down and (not up or 2 * rest <= whole) else lower + 1
            return str(best), power
        power += 1


__all__ = [
    "Number",
    "Real",
    "add",
    "ceiling",
    "compare",
    "divide",
    "floor",
    "from_ratio",
    "modulo",
    "multiply",
    "negate",
    "number_text",
    "parse_number",
    "ratio_of",
    "subtract",
    "whole",
]
