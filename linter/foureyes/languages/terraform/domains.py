"""What a variable's validation admits, where it is a finite list."""

from __future__ import annotations

from foureyes.languages.terraform.syntax import (
    Binary,
    Body,
    Expression,
    FunctionCall,
    GetAttr,
    Literal,
    Parentheses,
    Scalar,
    Tuple,
    Variable,
)

MAX_DOMAIN = 20


def domain_of(name: str, validations: list[Body]) -> list[Scalar] | None:
    """The literals that every validation admits, null last; None where they do not say."""
    admitted: dict[Scalar, None] | None = None
    for body in validations:
        condition = body.attributes.get("condition")
        found = _admitted(condition.value, name, 0) if condition else None
        if found is not None:
            admitted = found if admitted is None else {one: None for one in admitted if one in found}
    if not admitted or len(admitted) > MAX_DOMAIN:
        return None
    return sorted(admitted, key=lambda one: one is None)


def _admitted(test: Expression, name: str, depth: int) -> dict[Scalar, None] | None:
    while isinstance(test, Parentheses):
        test = test.expression
    if depth > 50:
        return None
    if isinstance(test, FunctionCall) and test.name == "contains" and len(test.arguments) == 2:
        listed, asked = test.arguments
        if isinstance(listed, Tuple) and _is_variable(asked, name):
            items = [item.value for item in listed.items if isinstance(item, Literal)]
            return dict.fromkeys(items) if len(items) == len(listed.items) else None
    if not isinstance(test, Binary):
        return None
    if test.operator == "==":
        for one, other in ((test.left, test.right), (test.right, test.left)):
            if _is_variable(one, name) and isinstance(other, Literal):
                return {other.value: None}
    if test.operator not in ("||", "&&"):
        return None
    left, right = _admitted(test.left, name, depth + 1), _admitted(test.right, name, depth + 1)
    if test.operator == "||":
        return {**left, **right} if left is not None and right is not None else None
    if left is None or right is None:
        return right if left is None else left
    return {one: None for one in left if one in right}


def _is_variable(expression: Expression, name: str) -> bool:
    return (
        isinstance(expression, GetAttr)
        and expression.name == name
        and isinstance(expression.collection, Variable)
        and expression.collection.name == "var"
    )
