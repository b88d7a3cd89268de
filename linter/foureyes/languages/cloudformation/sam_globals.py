"""`Globals` of a SAM template, put into the properties of each resource before anything is evaluated."""

from __future__ import annotations

from typing import Final

from foureyes.languages.cloudformation.expression import call_of
from foureyes.languages.cloudformation.template import Template
from foureyes.languages.documents.tree import Mapping, Node, Scalar, Sequence

SECTIONS: Final = {
    "AWS::Serverless::Api": "Api",
    "AWS::Serverless::CapacityProvider": "CapacityProvider",
    "AWS::Serverless::Function": "Function",
    "AWS::Serverless::HttpApi": "HttpApi",
    "AWS::Serverless::LayerVersion": "LayerVersion",
    "AWS::Serverless::SimpleTable": "SimpleTable",
    "AWS::Serverless::StateMachine": "StateMachine",
    "AWS::Serverless::WebSocketApi": "WebSocketApi",
}


def with_globals(template: Template, type: str, resource: Mapping) -> Node | None:
    """The properties of a resource, globals included; None where it has neither."""
    own = resource.get("Properties")
    given = of_type(template, type)
    if given is None or (own is not None and not isinstance(own, Mapping)):
        return own
    ignored = resource.get("IgnoreGlobals")
    if ignored is not None:
        given = _without(given, ignored)
    return merged(given, own if own is not None else Mapping(resource.start, resource.end))


def of_type(template: Template, type: str) -> Mapping | None:
    """The globals for resources of a type."""
    pair = template.section("Globals").get(SECTIONS.get(type, ""))
    return pair[1] if pair is not None and isinstance(pair[1], Mapping) else None


def _without(given: Mapping, ignored: Node) -> Mapping:
    """The globals but those that a resource does not want: `"*"` or a list of names."""
    names = {item.value for item in ignored.items} if isinstance(ignored, Sequence) else set()
    kept = Mapping(given.start, given.end)
    if not (isinstance(ignored, Scalar) and ignored.value == "*"):
        kept.entries = [pair for name, pair in given.effective().items() if name not in names]
    return kept


def merged(given: Node, own: Node) -> Node:
    """A resource's own node laid over the global one: maps by key, lists one after the other."""
    if isinstance(given, Mapping) and isinstance(own, Mapping) and call_of(given) is None and call_of(own) is None:
        result = Mapping(own.start, own.end)
        over = own.effective()
        for name, (key, value) in given.effective().items():
            if name not in over:
                result.entries.append((key, value))
        for name, (key, value) in over.items():
            under = given.get(name)
            result.entries.append((key, value if under is None else merged(under, value)))
        return result
    if isinstance(given, Sequence) and isinstance(own, Sequence) and given.tag is None and own.tag is None:
        both = Sequence(own.start, own.end)
        both.items = [*given.items, *own.items]
        return both
    return own
