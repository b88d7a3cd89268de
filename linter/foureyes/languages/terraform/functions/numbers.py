"""Functions of numbers."""

from __future__ import annotations

import math

from foureyes.languages.terraform.functions.failure import Fault, Untellable
from foureyes.languages.terraform.functions.number import (
    Number,
    ceiling,
    compare,
    floor,
    from_float,
    negate,
    whole,
)
from foureyes.languages.terraform.functions.ranges import steps
from foureyes.languages.terraform.functions.signature import Library
from foureyes.languages.terraform.functions.types import ANY, NUMBER

LIBRARY = Library()


@LIBRARY.plain("abs", NUMBER)
def absolute(number: Number) -> Number:
    return negate(number) if compare(number, 0) < 0 else number


LIBRARY.plain("ceil", NUMBER)(ceiling)
LIBRARY.plain("floor", NUMBER)(floor)
LIBRARY.plain("range", rest=NUMBER)(steps)


@LIBRARY.plain("signum", NUMBER)
def signum(number: Number) -> int:
    return compare(whole(number), 0)


@LIBRARY.plain("max", rest=NUMBER)
def maximum(*numbers: Number) -> Number:
    return _extreme(numbers, 1)


@LIBRARY.plain("min", rest=NUMBER)
def minimum(*numbers: Number) -> Number:
    return _extreme(numbers, -1)


def _extreme(numbers: tuple[Number, ...], direction: int) -> Number:
    if not numbers:
        raise Fault("at least one number is needed")
    best = numbers[0]
    for number in numbers[1:]:
        if compare(number, best) == direction:
            best = number
    return best


@LIBRARY.plain("log", NUMBER, NUMBER)
def log(number: Number, base: Number) -> Number:
    value, root = float(number), float(base)
    if value < 0 or root < 0 or (value == 1 and root == 1):
        raise Fault("there is no such logarithm")
    if value == 0 or root in (0, 1):
        raise Untellable("infinite numbers are not followed")
    return from_float(_natural_log(value) / _natural_log(root))


_LN2_HIGH, _LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
_ODD = (6.666666666666735130e-01, 2.857142874366239149e-01, 1.818357216161805012e-01, 1.479819860511658591e-01)
_EVEN = (3.999999999940941908e-01, 2.222219843214978396e-01, 1.531383769920937332e-01)


def _natural_log(value: float) -> float:
    """Step by step as Go does it (the algorithm of FreeBSD), since the last digits depend on the steps."""
    part, exponent = math.frexp(value)
    if part < math.sqrt(2) / 2:
        part, exponent = part * 2, exponent - 1
    f, k = part - 1, float(exponent)
    s = f / (2 + f)
    s2 = s * s
    s4 = s2 * s2
    odd = s2 * (_ODD[0] + s4 * (_ODD[1] + s4 * (_ODD[2] + s4 * _ODD[3])))
    even = s4 * (_EVEN[0] + s4 * (_EVEN[1] + s4 * _EVEN[2]))
    half = 0.5 * f * f
    return k * _LN2_HIGH - ((half - (s * (half + odd + even) + k * _LN2_LOW)) - f)


@LIBRARY.plain("pow", NUMBER, NUMBER)
def power(number: Number, exponent: Number) -> Number:
    base, power = float(number), float(exponent)
    if abs(power) == 0.5 and base > 0:
        return from_float(math.sqrt(base) if power > 0 else 1 / math.sqrt(base))
    if not power.is_integer() or abs(power) > 1e6 or abs(base) > 1e300:
        raise Untellable("such a power is not followed")
    return from_float(_whole_power(base, int(power)))


def _whole_power(base: float, power: int) -> float:
    """Step by step as Go does it, since the last digits depend on the steps."""
    if power == 0 or base == 1:
        return 1.0
    if base == 0:
        if power < 0:
            raise Untellable("infinite numbers are not followed")
        return 0.0
    result, scale = 1.0, 0
    part, exponent = math.frexp(base)
    left = abs(power)
    while left:
        if abs(exponent) > 1 << 12:
            raise Untellable("the power is too large to be followed")
        if left & 1:
            result, scale = result * part, scale + exponent
        part, exponent = part * part, exponent * 2
        if abs(part) < 0.5:
            part, exponent = part + part, exponent - 1
        left >>= 1
    if power < 0:
        result, scale = 1 / result, -scale
    try:
        return math.ldexp(result, scale)
    except OverflowError:
        raise Untellable("infinite numbers are not followed") from None


@LIBRARY.plain("parseint", ANY, NUMBER)
def parseint(text: object, base: Number) -> int:
    if not isinstance(text, str):
        raise Fault("the first argument must be a text")
    radix = whole(base)
    if not 2 <= radix <= 62:
        raise Fault("the base must lie between 2 and 62")
    digits = text[1:] if text[:1] in ("+", "-") else text
    value = 0
    if not digits:
        raise Fault("the text is no number in this base")
    for character in digits:
        digit = _digit(character, radix)
        if digit >= radix:
            raise Fault("the text is no number in this base")
        value = value * radix + digit
    return -value if text.startswith("-") else value


def _digit(character: str, radix: int) -> int:
    if not character.isascii():
        return 99
    if character.isdigit():
        return int(character)
    if radix <= 36:
        character = character.lower()
    if "a" <= character <= "z":
        return ord(character) - ord("a") + 10
    return ord(character) - ord("A") + 36 if "A" <= character <= "Z" else 99
