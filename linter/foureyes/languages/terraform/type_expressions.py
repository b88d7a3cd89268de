"""Type constraints of variables: `map(object({ public = optional(bool, false) }))`."""

from __future__ import annotations

from collections.abc import Callable

from foureyes.languages.terraform.functions.types import (
    ANY,
    BOOL,
    NUMBER,
    STRING,
    ListOf,
    MapOf,
    ObjectOf,
    SetOf,
    TupleOf,
    Type,
    convert,
)
from foureyes.languages.terraform.syntax import (
    BareKey,
    Expression,
    FunctionCall,
    Literal,
    Object,
    Parentheses,
    Tuple,
    Variable,
)
from foureyes.model.value import Scalar, Value

Evaluate = Callable[[Expression], Value]

_WORDS: dict[str, Type] = {
    "string": STRING,
    "number": NUMBER,
    "bool": BOOL,
    "any": ANY,
    "list": ListOf(ANY),
    "map": MapOf(ANY),
    "set": SetOf(ANY),
}
_COLLECTIONS: dict[str, Callable[[Type], Type]] = {"list": ListOf, "set": SetOf, "map": MapOf}


def type_of(expression: Expression, evaluate: Evaluate) -> Type:
    """The type an expression spells; `any` where it spells none. `evaluate` reads the defaults of `optional`."""
    while isinstance(expression, Parentheses):
        expression = expression.expression
    if isinstance(expression, Variable):
        return _WORDS.get(expression.name, ANY)
    if isinstance(expression, Literal) and isinstance(expression.value, str):
        return _WORDS.get(expression.value, ANY)  # as Terraform 0.11 and JSON spell it
    if not isinstance(expression, FunctionCall) or len(expression.arguments) < 1:
        return ANY
    argument = expression.arguments[0]
    if expression.name in _COLLECTIONS:
        return _COLLECTIONS[expression.name](type_of(argument, evaluate))
    if expression.name == "tuple" and isinstance(argument, Tuple):
        return TupleOf(tuple(type_of(item, evaluate) for item in argument.items))
    if expression.name == "object" and isinstance(argument, Object):
        return _object(argument, evaluate)
    if expression.name == "optional":
        return type_of(argument, evaluate)
    return ANY


def _object(spelled: Object, evaluate: Evaluate) -> Type:
    attributes: dict[str, Type] = {}
    optional: dict[str, Value | None] = {}
    for entry in spelled.entries:
        name = entry.key.name if isinstance(entry.key, BareKey) else getattr(entry.key, "value", None)
        if not isinstance(name, str):
            return ANY
        attributes[name] = type_of(entry.value, evaluate)
        if isinstance(entry.value, FunctionCall) and entry.value.name == "optional":
            default = entry.value.arguments[1:2]
            optional[name] = convert(evaluate(default[0]), attributes[name]) if default else None
    return ObjectOf(attributes, optional)


def attribute_type(holder: object, name: str) -> Type | None:
    """The type of an attribute of something of a declared type, as far as it is declared."""
    if isinstance(holder, ObjectOf):
        return holder.attributes.get(name)
    return holder.element if isinstance(holder, MapOf) else None


def element_type(holder: object, key: Scalar) -> Type | None:
    """The type of an element of something of a declared type."""
    if isinstance(holder, TupleOf) and isinstance(key, int) and key < len(holder.elements):
        return holder.elements[key]
    if isinstance(holder, ListOf | SetOf | MapOf):
        return holder.element
    return attribute_type(holder, str(key))
