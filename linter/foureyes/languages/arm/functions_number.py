"""Functions of numbers: 64-bit integers, division cut towards zero."""

from __future__ import annotations

from foureyes.languages.arm.invocation import MANY, Fault, pure

LOW, HIGH = -(2**63), 2**63 - 1


def bounded(number: int) -> int:
    if not LOW <= number <= HIGH:
        raise Fault("the number is too large")
    return number


def whole(*numbers: object) -> list[int]:
    """Integers; anything else is a fault."""
    if not all(isinstance(one, int) and not isinstance(one, bool) for one in numbers):
        raise Fault("a whole number is expected")
    return list(numbers)  # type: ignore[arg-type]  # all are integers


@pure("add", 2)
def add(left: int, right: int) -> int:
    return bounded(sum(whole(left, right)))


@pure("sub", 2)
def sub(left: int, right: int) -> int:
    whole(left, right)
    return bounded(left - right)


@pure("mul", 2)
def mul(left: int, right: int) -> int:
    whole(left, right)
    return bounded(left * right)


@pure("div", 2)
def div(left: int, right: int) -> int:
    whole(left, right)
    if right == 0:
        raise Fault("it divides by zero")
    quotient = abs(left) // abs(right)
    return bounded(quotient if (left < 0) == (right < 0) else -quotient)


@pure("mod", 2)
def mod(left: int, right: int) -> int:
    whole(left, right)
    if right == 0:
        raise Fault("it divides by zero")
    rest = abs(left) % abs(right)
    return rest if left >= 0 else -rest


@pure("min", 1, MANY)
def minimum(*numbers: int | list[int]) -> int:
    return min(_several(numbers))


@pure("max", 1, MANY)
def maximum(*numbers: int | list[int]) -> int:
    return max(_several(numbers))


def _several(numbers: tuple[int | list[int], ...]) -> list[int]:
    first = numbers[0]
    several = whole(*(first if isinstance(first, list) and len(numbers) == 1 else numbers))
    if not several:
        raise Fault("there are no numbers")
    return several


@pure("int", 1)
def integer(value: int | float | str) -> int:
    if isinstance(value, bool) or value is None:
        raise Fault("a number or a text is expected")
    if isinstance(value, str):
        text = value.strip()
        if not text.lstrip("+-").isascii() or not text.lstrip("+-").isdigit() or len(text) > 20:
            raise Fault("the text is no whole number")
        return bounded(int(text))
    if isinstance(value, float) and not value.is_integer():
        raise Fault("the number is not whole")
    return bounded(int(value))


@pure("float", 1)
def real(value: int | float | str) -> float:
    if isinstance(value, bool):
        raise Fault("a number or a text is expected")
    return float(value)


@pure("range", 2)
def number_range(start: int, count: int) -> list[int]:
    whole(start, count)
    if not 0 <= count <= 10_000:
        raise Fault("a range holds up to 10,000 numbers")
    return list(range(start, start + count))
