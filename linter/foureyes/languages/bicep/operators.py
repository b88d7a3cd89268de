"""Operators, as the functions they stand for."""

from __future__ import annotations

from foureyes.languages.arm.expression import Call, Constant, Expression
from foureyes.model.place import Place

_FUNCTIONS = {
    "==": "equals",
    "<": "less",
    "<=": "lessorequals",
    ">": "greater",
    ">=": "greaterorequals",
    "&&": "and",
    "||": "or",
    "??": "coalesce",
    "+": "add",
    "-": "sub",
    "*": "mul",
    "/": "div",
    "%": "mod",
}

_MANY = frozenset(("and", "or", "coalesce"))
"""Functions that take any number of arguments: a chain of their operators stays one call."""


def binary(operator: str, left: Expression, right: Expression, place: Place) -> Expression:
    """`left operator right`."""
    if operator in ("=~", "!~"):
        left, right = Call("tolower", [left], left.place), Call("tolower", [right], right.place)
    if operator in ("!=", "!~"):
        return Call("not", [Call("equals", [left, right], place)], place)
    if operator == "=~":
        return Call("equals", [left, right], place)
    name = _FUNCTIONS[operator]
    if name in _MANY and isinstance(left, Call) and left.name == name and left.place.start == place.start:
        return Call(name, [*left.arguments, right], place)
    return Call(name, [left, right], place)


def negative(operand: Expression, place: Place) -> Expression:
    """`-operand`."""
    if isinstance(operand, Constant) and isinstance(operand.scalar, int) and not isinstance(operand.scalar, bool):
        return Constant(-operand.scalar, place)
    return Call("sub", [Constant(0, place), operand], place)
