"""Functions of numbers."""

from __future__ import annotations

import math

from foureyes.languages.terraform.functions.failure import Fault, Untellable
from foureyes.languages.terraform.functions.number import (
    Number,
    ceiling,
    compare,
    floor,
    from_ratio,
    negate,
    ratio_of,
    whole,
)
from foureyes.languages.terraform.functions.ranges import steps
from foureyes.languages.terraform.functions.signature import Library
from foureyes.languages.terraform.functions.types import NUMBER, STRING

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
    if value <= 0 or root <= 0 or root == 1:
        raise Fault("there is no such logarithm")
    return of_float(math.log(value) / math.log(root))


@LIBRARY.plain("pow", NUMBER, NUMBER)
def power(number: Number, exponent: Number) -> Number:
    try:
        return of_float(math.pow(float(number), float(exponent)))
    except (OverflowError, ValueError):
        raise Untellable("the power is too large, or none") from None


def of_float(value: float) -> Number:
    """A result that Terraform computes as a float of 64 bits: its exact value."""
    if not math.isfinite(value):
        raise Untellable("the number is too large to be followed")
    return from_ratio(*value.as_integer_ratio())


@LIBRARY.plain("parseint", STRING, NUMBER)
def parseint(text: str, base: Number) -> int:
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


__all__ = ["LIBRARY", "of_float", "ratio_of"]
