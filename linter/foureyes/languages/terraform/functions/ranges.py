"""`range`."""

from __future__ import annotations

from foureyes.languages.terraform.functions.failure import Fault
from foureyes.languages.terraform.functions.number import Number, add, compare

MAX_STEPS = 1024
"""Terraform's own bound."""


def steps(*bounds: Number) -> list[Number]:
    """`range(end)`, `range(start, end)` or `range(start, end, step)`."""
    if not 1 <= len(bounds) <= 3:
        raise Fault("one, two or three numbers are needed")
    start: Number = bounds[0] if len(bounds) > 1 else 0
    end = bounds[1] if len(bounds) > 1 else bounds[0]
    down = compare(end, start) < 0
    step: Number = bounds[2] if len(bounds) == 3 else -1 if down else 1
    if compare(step, 0) == 0:
        raise Fault("the step must not be zero")
    if len(bounds) == 3 and down != (compare(step, 0) < 0) and compare(end, start) != 0:
        raise Fault("the step leads away from the end")
    made: list[Number] = []
    number = start
    while (compare(number, end) > 0) if down else (compare(number, end) < 0):
        if len(made) >= MAX_STEPS:
            raise Fault("more than 1024 numbers would be made")
        made.append(number)
        number = add(number, step)
    return made
