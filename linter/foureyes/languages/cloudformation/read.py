"""The CloudFormation reader: which templates are roots, and what each deploys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from foureyes.errors import UnreadableSource
from foureyes.languages.cloudformation import parameter_files, sam, sam_api, sam_events, sam_roles, sam_sockets
from foureyes.languages.cloudformation.nested import LOCATIONS, child, local_path, location
from foureyes.languages.cloudformation.outputs import outputs
from foureyes.languages.cloudformation.resources import resources
from foureyes.languages.cloudformation.sam import Maker
from foureyes.languages.cloudformation.stack import Run, Stack
from foureyes.languages.cloudformation.template import read_template
from foureyes.languages.documents.tree import Mapping, Scalar
from foureyes.model.imprint import imprint
from foureyes.model.place import Source
from foureyes.model.resource import Evaluation, Resource
from foureyes.model.root import Inputs, Options, Root
from foureyes.model.tree import Tree
from foureyes.model.value import Value

MAKERS: Final = {
    "AWS::Serverless::Api": sam_api.rest_api,
    "AWS::Serverless::Function": sam.function,
    "AWS::Serverless::GraphQLApi": sam.graph,
    "AWS::Serverless::HttpApi": sam_api.http_api,
    "AWS::Serverless::SimpleTable": sam.table,
    "AWS::Serverless::StateMachine": sam.state_machine,
    "AWS::Serverless::WebSocketApi": sam_sockets.web_socket_api,
}
FUNCTION: Final = "AWS::Serverless::Function"
STATE_MACHINE: Final = "AWS::Serverless::StateMachine"


def roots(files: list[str], inputs: list[str], tree: Tree) -> list[Root]:
    """The templates that no other of them nests, each with the parameter files that fit it."""
    nests = {path: _nested_paths(path, tree) for path in files}
    given = parameter_files.ParameterFiles(inputs, tree)
    return [Root("cloudformation", path, (path,), given.deployments(path)) for path in _entrances(nests)]


def _entrances(nests: dict[str, set[str]]) -> list[str]:
    """The paths from which all are reached; of a circle, the first."""
    nested = {one for path, inner in nests.items() for one in inner if one != path}
    found = [path for path in nests if path not in nested]
    reached: set[str] = set()
    for path in [*found, *nests]:
        if path in reached:
            continue
        if path not in found:
            found.append(path)
        waiting = [path]
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting += nests.get(one, ())
    return sorted(found)


def _nested_paths(path: str, tree: Tree) -> set[str]:
    """The templates that a template nests under paths written out."""
    try:
        source = tree.source(path)
    except UnreadableSource:
        return set()
    if not any(type in source.text for type in LOCATIONS):
        return set()
    found = set()
    for _, node in read_template(source).section("Resources").values():
        kind = node.get("Type") if isinstance(node, Mapping) else None
        where = location(str(kind.value), node) if isinstance(node, Mapping) and kind is not None else None
        if isinstance(where, Scalar) and where.tag is None and isinstance(where.value, str):
            inner = local_path(path, where.value)
            if inner is not None:
                found.add(inner)
    return found


def evaluate(root: Root, inputs: Inputs, tree: Tree, options: Options) -> Evaluation:
    """One deployment of a template."""
    evaluation = Evaluation(root.path, inputs.name, "cloudformation")
    run = Run(tree, options)
    try:
        template = read_template(tree.source(root.path))
    except UnreadableSource as error:
        evaluation.errors.append(error)
        return evaluation
    if template.foreign:
        return evaluation
    given: dict[str, Value] = {}
    for path in (*inputs.files, *options.variable_files):
        given |= parameter_files.read(path, inputs.name, run)
    command_line = Source("--var", "")
    for name, text in options.variables:
        if name in template.section("Parameters"):
            given[name] = parameter_files.given(name, text, command_line)
    evaluation.resources = list(stacked(Stack(template, given, run)))
    evaluation.gaps = list(run.gaps.values())
    for gap, passed in tuple(run.unread):
        evaluation.passed.setdefault(gap, set()).add(imprint(passed()))
    evaluation.errors = list(dict.fromkeys(run.errors))
    evaluation.files = run.files
    return evaluation


def generated(stack: Stack) -> Iterator[Resource]:
    """What the SAM transform makes of a template's resources."""
    with_events = []
    for declared in stack.declared.values():
        if declared.type in MAKERS:
            maker = Maker(stack, declared)
            yield from MAKERS[declared.type](maker)
            if declared.type in (FUNCTION, STATE_MACHINE):
                with_events.append(declared)
                yield from _beside(maker)
                yield from sam_api.events(maker)
    yield from sam_api.implicit(stack, with_events)


def _beside(maker: Maker) -> Iterator[Resource]:
    """What a function or state machine gets beside itself."""
    if maker.declared.type == FUNCTION:
        yield from sam_roles.execution_role(maker, "lambda.amazonaws.com")
        yield from sam_events.of_function(maker)
        yield from sam_events.destinations(maker)
    else:
        yield from sam_roles.execution_role(maker, "states.amazonaws.com")
        yield from sam_events.of_state_machine(maker)


def stacked(root: Stack) -> Iterator[Resource]:
    """The resources of a stack and of all that it nests."""
    waiting = [root]
    while waiting:
        stack = waiting.pop(0)
        yield from resources(stack)
        yield from generated(stack)
        yield from outputs(stack)
        inner = [child(stack, name) for name, one in stack.declared.items() if one.type in LOCATIONS]
        waiting += [one for one in inner if one is not None]
