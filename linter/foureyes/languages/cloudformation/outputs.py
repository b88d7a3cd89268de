"""The outputs of a stack: what everybody who may describe it is told."""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.languages.cloudformation import conditions
from foureyes.languages.cloudformation.stack import Stack
from foureyes.languages.documents.tree import Mapping, Scalar
from foureyes.model.resource import CLOUDFORMATION, OUTPUT, Resource
from foureyes.model.value import MapValue


def outputs(stack: Stack) -> Iterator[Resource]:
    """Each output that has a value, loops unrolled."""
    for one in stack.entries("Outputs"):
        if not isinstance(one.node, Mapping) or (value := one.node.get("Value")) is None:
            continue
        place = stack.template.place(one.key)
        exists = conditions.both(stack.exists, one.made)
        condition = one.node.get("Condition")
        if isinstance(condition, Scalar):
            exists = conditions.both(exists, stack.condition(condition.name, place))
        yield Resource(
            schema=CLOUDFORMATION,
            type=OUTPUT,
            address=f"{stack.prefix}Outputs.{one.name}",
            body=MapValue({"Value": one.evaluator.value(value)}, place),
            place=place,
            span=stack.template.place(one.node),
            exists=exists,
            trail=stack.trail,
            language="cloudformation",
        )
