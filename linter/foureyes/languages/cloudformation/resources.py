"""From declarations to the resources that rules see."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from foureyes.errors import UnreadableSource
from foureyes.languages.cloudformation.declaration import Declaration
from foureyes.languages.cloudformation.stack import Stack
from foureyes.languages.documents.tree import Mapping, Node, Scalar
from foureyes.model.place import Place
from foureyes.model.resource import CLOUDFORMATION, Resource
from foureyes.model.value import Known, Leaf, MapValue, Step, Unknown, Value, lift

ATTRIBUTES: Final = (
    "CreationPolicy",
    "DeletionPolicy",
    "DependsOn",
    "Metadata",
    "UpdatePolicy",
    "UpdateReplacePolicy",
)


def resources(stack: Stack) -> Iterator[Resource]:
    """Every resource of a template. One that cannot be evaluated is told and hides nothing else."""
    for declared in stack.declared.values():
        if not declared.type:
            _note_typeless(stack, declared)
            continue
        if declared.type.endswith("::MODULE"):
            what = f"the module `{declared.type}` is not read"
            stack.gap(what, declared.place, "lint the module's own fragment", partial(passed, stack, declared))
        try:
            yield resource(stack, declared)
        except RecursionError:
            fault = UnreadableSource("its expressions are nested too deeply", place=declared.place)
            stack.run.errors.append(fault)
            yield made(stack, declared, declared.type, MapValue({}, declared.place, open=True))


def _note_typeless(stack: Stack, declared: Declaration) -> None:
    if declared.node.get("Type") is None:
        stack.fail(f"the resource `{declared.name}` has no `Type`", declared.key, "give it a `Type`")
    else:
        what = f"what `{declared.name}` is, another tool fills in"
        remedy = "lint the template that the tool makes"
        stack.gap(what, declared.place, remedy, partial(passed, stack, declared))


def resource(stack: Stack, declared: Declaration) -> Resource:
    """A declaration as it stands."""
    properties = body(declared)
    if declared.type == "AWS::Serverless::Api" and "EndpointConfiguration" in properties.entries:
        endpoint = lift(_endpoint, properties.entries["EndpointConfiguration"])
        entries = {**properties.entries, "EndpointConfiguration": endpoint}
        properties = MapValue(entries, properties.place, open=properties.open)
    return made(stack, declared, declared.type, properties, metadata(declared))


def _endpoint(leaf: Leaf) -> Leaf:
    """SAM takes the sort of an endpoint by itself too."""
    return MapValue({"Type": leaf}, leaf.place) if isinstance(leaf, Known) else leaf


def made(
    stack: Stack,
    declared: Declaration,
    type: str,
    properties: MapValue,
    beside: MapValue | None = None,
    name: str = "",
) -> Resource:
    """A resource of a declaration: the declared one, or one that a transform makes of it."""
    address = stack.prefix + (name or declared.name)
    return Resource(
        schema=CLOUDFORMATION,
        type=type,
        address=address,
        body=properties,
        place=declared.place,
        span=declared.span,
        exists=stack.exists_with(declared),
        identities=frozenset({address}),
        trail=(*_construct(declared), *stack.trail),
        language="cloudformation",
        metadata=beside,
    )


def _construct(declared: Declaration) -> tuple[Step, ...]:
    """The CDK construct a resource was made by, as the synthesised template's metadata tells."""
    beside = declared.node.get("Metadata")
    path = beside.get("aws:cdk:path") if isinstance(beside, Mapping) else None
    if not isinstance(path, Scalar) or not isinstance(path.value, str):
        return ()
    return (Step(f"the CDK construct `{path.value}` makes it", declared.evaluator.place(path)),)


def body(declared: Declaration) -> MapValue:
    """The properties. What is no map stands for any properties."""
    node = declared.properties
    if node is None:
        return MapValue({}, declared.place)
    return as_map(declared.evaluator.value(node), declared.evaluator.place(node))


def passed(stack: Stack, declared: Declaration) -> Value:
    """What is passed to something that is not read."""
    return MapValue({"": body(declared), "exists": stack.exists_with(declared)})


def as_map(value: Value, place: Place) -> MapValue:
    if isinstance(value, MapValue):
        return value
    if isinstance(value, Leaf) and not isinstance(value, Unknown):
        return MapValue({}, place)
    return MapValue({}, place, open=True)


def metadata(declared: Declaration) -> MapValue | None:
    """What stands beside the properties."""
    found: dict[str, Node] = {name: node for name in ATTRIBUTES if (node := declared.node.get(name)) is not None}
    if not found:
        return None
    return MapValue({name: declared.evaluator.value(node) for name, node in found.items()}, declared.place)
