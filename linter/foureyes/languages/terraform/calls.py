"""Function calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foureyes.languages.terraform.access import element
from foureyes.languages.terraform.environment import Environment
from foureyes.languages.terraform.functions import call as call_function
from foureyes.languages.terraform.functions.context import FunctionContext
from foureyes.languages.terraform.functions.failure import Failure
from foureyes.languages.terraform.leaves import MAX_SUBJECT, canonical, unsettled
from foureyes.languages.terraform.syntax import Expression, FunctionCall, GetAttr, Variable
from foureyes.model.place import Source
from foureyes.model.value import Known, ListValue, MapValue, Unknown, Value

if TYPE_CHECKING:
    from foureyes.languages.terraform.evaluate import Evaluator

MAX_SLICE = 1_000
_IMPURE = frozenset({"timestamp", "plantimestamp", "uuid", "bcrypt"})


def call(evaluate: Evaluator, node: FunctionCall, env: Environment) -> Value:
    """What a function makes of its arguments."""
    if node.name in ("try", "can") and not env.trying:
        env = env.binding({})
        env.trying = True
        if node.arguments and _is_plain_name(node.arguments[0]):
            first = evaluate(node.arguments[0], env)
            return first if node.name == "try" else Known(True, env.place(node))
    arguments = [evaluate(argument, env) for argument in node.arguments]
    if node.name == "slice" and len(arguments) == 3 and not env.trying:
        arguments[0] = _sliceable(arguments[0], arguments[2])
    result = call_function(node.name, arguments, _context(evaluate, node, env), node.expand)
    if isinstance(result, Unknown) and result.subject is None and node.name not in _IMPURE:
        return unsettled(result, _subject(node, arguments))
    return result


def _is_plain_name(expression: Expression) -> bool:
    """`var.x` or `local.x`: whatever it is, to ask for it never fails."""
    return (
        isinstance(expression, GetAttr)
        and isinstance(expression.collection, Variable)
        and expression.collection.name in ("var", "local")
    )


def _sliceable(listed: Value, end: Value) -> Value:
    """An unknown list of which elements up to `end` are taken: it has so many, or Terraform stops there."""
    if not isinstance(listed, Unknown) or not isinstance(end, Known) or type(end.scalar) is not int:
        return listed
    if isinstance(listed, Failure) or not 0 <= end.scalar <= MAX_SLICE:
        return listed
    items = [element(listed, Known(number), listed.place) for number in range(end.scalar)]
    return ListValue(items, listed.place, listed.trail, listed.references, listed.secret)


def _subject(node: FunctionCall, arguments: list[Value]) -> str | None:
    words = [canonical(argument) for argument in arguments]
    if any(word is None for word in words):
        return None
    subject = f"{node.name}({', '.join(filter(None, words))}{'...' if node.expand else ''})"
    return subject if len(subject) <= MAX_SUBJECT else None


def _context(evaluate: Evaluator, node: FunctionCall, env: Environment) -> FunctionContext:
    place = env.place(node)
    if env.scope is None:
        return FunctionContext(place, templates=env.templates, work=evaluate.work)
    session = env.scope.session

    def render(source: Source, variables: MapValue, context: FunctionContext) -> Value:
        inner = Environment(env.scope, source, dict(variables.entries), context.templates)
        inner.isolated = True
        return evaluate(session.template(source), inner)

    return FunctionContext(
        place,
        session.tree,
        session.root,
        env.scope.module.folder,
        render,
        env.templates,
        session.files,
        evaluate.work,
    )
