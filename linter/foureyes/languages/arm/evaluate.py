"""From a template and its arguments to resources: what both Azure languages end in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from foureyes.languages.arm.deployment import Deployment
from foureyes.languages.arm.evaluator import evaluate as evaluate_expression
from foureyes.languages.arm.expression import Expression
from foureyes.languages.arm.parameters import as_argument
from foureyes.languages.arm.resources import resources_of, settled
from foureyes.languages.arm.scope import Session
from foureyes.languages.arm.template import Template
from foureyes.model.record import Record, field
from foureyes.model.resource import Gap, Resource
from foureyes.model.value import Value

_STACK = 20_000
"""Python frames that templates nested as deep as is followed may take."""


class Result(Record):
    """What a template deploys and says."""

    resources: list[Resource] = field(factory=list)
    outputs: dict[str, Value] = field(factory=dict)
    gaps: list[Gap] = field(factory=list)
    passed: dict[Gap, set[str]] = field(factory=dict)
    """What is passed to what was not read."""
    unknown_functions: dict[str, int] = field(factory=dict)
    """Calls of functions nobody knows, counted."""


@contextmanager
def deep_stack() -> Iterator[None]:
    """Room for deep templates; how deep they may be is bounded by the evaluator."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _STACK))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def evaluate_template(template: Template, arguments: dict[str, Value] | None = None) -> Result:
    """Deploy a template in thought. `arguments` are parameter values by name, each with its trail."""
    session = Session(evaluate_expression)
    with deep_stack():
        deployment = Deployment(template, session, arguments or {})
        resources = settled(list(resources_of(deployment)))
        return Result(resources, deployment.outputs(), session.gaps, session.passed, session.unknown_functions)


def evaluate_alone(expression: Expression, template: Template) -> Value:
    """An expression that stands outside of a deployment, as in a parameter file."""
    with deep_stack():
        return Deployment(template, Session(evaluate_expression), {}).env.evaluate(expression)


__all__ = ["Result", "as_argument", "evaluate_alone", "evaluate_template"]
