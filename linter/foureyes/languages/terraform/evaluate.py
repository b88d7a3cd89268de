"""Expressions to values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unicodedata import normalize

from foureyes.languages.terraform.access import attribute, element, reachable
from foureyes.languages.terraform.calls import call
from foureyes.languages.terraform.conditions import conditional
from foureyes.languages.terraform.demand import Demand
from foureyes.languages.terraform.environment import Environment
from foureyes.languages.terraform.functions.failure import Failure, Fault, Untellable
from foureyes.languages.terraform.functions.number import parse_number
from foureyes.languages.terraform.functions.work import Work
from foureyes.languages.terraform.leaves import at, failure, scalar_text
from foureyes.languages.terraform.loops import for_object, for_tuple, splat
from foureyes.languages.terraform.operators import binary, negation, negative
from foureyes.languages.terraform.references import referenced
from foureyes.languages.terraform.rendering import template
from foureyes.languages.terraform.syntax import (
    BareKey,
    Binary,
    Conditional,
    Expression,
    ForObject,
    ForTuple,
    FunctionCall,
    GetAttr,
    Index,
    Literal,
    Object,
    Parentheses,
    Splat,
    SplatItem,
    Template,
    Tuple,
    Unary,
    Variable,
)
from foureyes.model.value import Absent, Known, ListValue, MapValue, Unknown, Value

ITEM = "*"
"""The name under which a splat binds its element."""


class Evaluator:
    """Evaluates expressions, values of other names being asked for on demand."""

    def __init__(self) -> None:
        self.demand = Demand()
        self.work = Work()
        self._questions: dict[str, int] = {}

    def __call__(self, expression: Expression, env: Environment) -> Value:
        handler = _HANDLERS.get(type(expression))
        if handler is None:
            return Unknown("this kind of expression is not followed", env.place(expression))
        work = self.work
        work.done += 1
        if work.done > work.most:
            place = env.place(expression)
            return Unknown(work.refusal(place), place)
        self.demand.depth += 1
        try:
            return handler(self, expression, env)
        finally:
            self.demand.depth -= 1

    def another_round(self) -> bool:
        """Whether a loop may go on."""
        self.work.done += 1
        return self.demand.another_round()

    def question(self, expression: Expression, env: Environment, secret: bool = False) -> str:
        """A name for a test that has no subject of its own: no other test gets the same."""
        text = f"`{env.words(expression, secret)}`"
        if env.scope is not None and env.scope.address:
            text += f" in {env.scope.address}"
        number = self._questions[text] = self._questions.get(text, 0) + 1
        return text if number == 1 else f"{text} (use {number})"

    # Terms

    def _literal(self, node: Literal, env: Environment) -> Value:
        place, value = env.place(node), node.value
        if value is None:
            return Absent(place)
        if isinstance(value, str):
            return Known(value if value.isascii() else normalize("NFC", value), place)
        return Known(_precise(value, place.text), place)

    def _parentheses(self, node: Parentheses, env: Environment) -> Value:
        return at(self(node.expression, env), env.place(node))

    def _tuple(self, node: Tuple, env: Environment) -> Value:
        return ListValue([self(item, env) for item in node.items], env.place(node))

    def _object(self, node: Object, env: Environment) -> Value:
        entries: dict[str, Value] = {}
        open = False
        for entry in node.entries:
            name = entry.key.name if isinstance(entry.key, BareKey) else self._key(entry.key, env)
            if isinstance(name, Failure):
                return name
            if name is None:
                open = True
            else:
                entries[name] = self(entry.value, env)
        return MapValue(entries, env.place(node), open=open)

    def _key(self, key: Expression, env: Environment) -> str | Failure | None:
        value = self(key, env)
        if isinstance(value, Known):
            return scalar_text(value)
        if isinstance(value, Failure):
            return value
        return None if not isinstance(value, Absent) else failure("a key is null", value, place=env.place(key))

    # Traversals

    def _traversal(self, node: Expression, env: Environment, hint: str = "") -> Value:
        steps: list[GetAttr | Index] = []
        root = node
        while isinstance(root, GetAttr | Index):
            steps.append(root)
            root = root.collection
        steps.reverse()
        if isinstance(root, Variable):
            value, used = referenced(self, root, steps, env, hint)
        else:
            value, used = self(root, env), 0
        place = env.place(node)
        for step in steps[used:]:
            if isinstance(step, GetAttr):
                value = attribute(value, step.name, place)
            else:
                value = element(value, self(step.key, env), place)
        return at(value if env.trying else reachable(value), place)

    def _item(self, node: SplatItem, env: Environment) -> Value:
        return env.bindings[ITEM]

    def _splat(self, node: Splat, env: Environment) -> Value:
        first: Expression = node.each
        while isinstance(first, GetAttr | Index) and not isinstance(first.collection, SplatItem):
            first = first.collection
        hint = first.name if isinstance(first, GetAttr) else ""
        collection = self._traversal(node.collection, env, hint)
        text = env.text(node)[len(env.text(node.collection)) :]
        return splat(collection, lambda item: self(node.each, env.binding({ITEM: item})), text, env.place(node))

    # Operators

    def _unary(self, node: Unary, env: Environment) -> Value:
        signs: list[Unary] = []
        operand: Expression = node
        while isinstance(operand, Unary):
            signs.append(operand)
            operand = operand.operand
        value = self(operand, env)
        for sign in reversed(signs):
            value = (negation if sign.operator == "!" else negative)(value, env.place(sign))
        return value

    def _binary(self, node: Binary, env: Environment) -> Value:
        spine: list[Binary] = []
        left: Expression = node
        while isinstance(left, Binary):
            spine.append(left)
            left = left.left
        value = self(left, env)
        for one in reversed(spine):
            value = binary(one.operator, value, self(one.right, env), env.place(one))
        return value

    def _conditional(self, node: Conditional, env: Environment) -> Value:
        return conditional(self, node, env)

    # Loops

    def _for_tuple(self, node: ForTuple, env: Environment) -> Value:
        bind = _binder(node, env)
        condition = node.condition
        return for_tuple(
            self(node.collection, env),
            lambda key, item: self(node.value, bind(key, item)),
            None if condition is None else lambda key, item: self(condition, bind(key, item)),
            env.place(node),
            self.another_round,
        )

    def _for_object(self, node: ForObject, env: Environment) -> Value:
        bind = _binder(node, env)
        condition = node.condition
        return for_object(
            self(node.collection, env),
            lambda key, item: self(node.key, bind(key, item)),
            lambda key, item: self(node.value, bind(key, item)),
            None if condition is None else lambda key, item: self(condition, bind(key, item)),
            node.group,
            env.place(node),
            self.another_round,
        )

    # Calls and templates

    def _call(self, node: FunctionCall, env: Environment) -> Value:
        return call(self, node, env)

    def _template(self, node: Template, env: Environment) -> Value:
        inner = None if node.heredoc else node.wrapped
        return at(self(inner, env), env.place(node)) if inner is not None else template(self, node, env)


def _precise(value: int | float, text: str) -> int | float:
    """A number as exactly as Terraform keeps it."""
    if not isinstance(value, float):
        return value
    try:
        return parse_number(text)
    except (Fault, Untellable):
        return value


def _binder(node: ForTuple | ForObject, env: Environment) -> Callable[[Value, Value], Environment]:
    def bind(key: Value, item: Value) -> Environment:
        return env.binding({node.key_name: key, node.value_name: item} if node.key_name else {node.value_name: item})

    return bind


_HANDLERS: dict[type, Callable[[Evaluator, Any, Environment], Value]] = {
    Literal: Evaluator._literal,
    Parentheses: Evaluator._parentheses,
    Tuple: Evaluator._tuple,
    Object: Evaluator._object,
    Variable: Evaluator._traversal,
    GetAttr: Evaluator._traversal,
    Index: Evaluator._traversal,
    SplatItem: Evaluator._item,
    Splat: Evaluator._splat,
    Unary: Evaluator._unary,
    Binary: Evaluator._binary,
    Conditional: Evaluator._conditional,
    ForTuple: Evaluator._for_tuple,
    ForObject: Evaluator._for_object,
    FunctionCall: Evaluator._call,
    Template: Evaluator._template,
}
