"""WebSocket APIs of SAM templates, with who may connect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from foureyes.languages.cloudformation.sam import Maker, field, is_set
from foureyes.languages.cloudformation.sam_events import stage_name
from foureyes.model.resource import Resource
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Value, lift

CONNECT: Final = "$connect"


def web_socket_api(maker: Maker) -> Iterator[Resource]:
    """`AWS::Serverless::WebSocketApi`: the API, its routes, its stage, its domain."""
    given = maker.body
    entries = maker.same(("Description", "DisableExecuteApiEndpoint", "Name", "RouteSelectionExpression", "Tags"))
    entries["ProtocolType"] = Known("WEBSOCKET", maker.place)
    yield maker.resource("AWS::ApiGatewayV2::Api", entries)
    routes = given.get("Routes")
    for key, _ in routes.entries.items() if isinstance(routes, MapValue) else ():
        yield _route(maker, key)
    stage = maker.same(("AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageName", "StageVariables"))
    prefix = stage_name(maker.declared) if "StageName" in stage else "Default"
    stage.setdefault("StageName", Known("default", maker.place))
    stage["ApiId"] = maker.reference(maker.name, "Ref")
    yield maker.resource("AWS::ApiGatewayV2::Stage", stage, f"{maker.name}{prefix}Stage")
    if "Domain" in given.entries:
        domain = given.entries["Domain"]
        inner = {one: field(domain, one) for one in ("CertificateArn", "SecurityPolicy")}
        named: dict[str, Value] = {
            "DomainName": field(domain, "DomainName"),
            "DomainNameConfigurations": ListValue([MapValue(inner, maker.place)], maker.place),
        }
        yield from maker.maybe("AWS::ApiGatewayV2::DomainName", named, f"{maker.name}DomainName", is_set(domain))


def _route(maker: Maker, key: str) -> Resource:
    """A route. Who may connect is asked once, on the way in."""
    entries: dict[str, Value] = {
        "ApiId": maker.reference(maker.name, "Ref"),
        "AuthorizationType": Known("NONE", maker.place),
        "RouteKey": Known(key, maker.place),
    }
    if key == CONNECT:
        entries["AuthorizationType"] = lift(_or_none, field(maker.body.get("Auth"), "AuthType"))
    spelled = "".join(one for one in key if one.isalnum()).capitalize()
    return maker.resource("AWS::ApiGatewayV2::Route", entries, f"{maker.name}{spelled}Route")


def _or_none(leaf: Leaf) -> Leaf:
    return Known("NONE", leaf.place, leaf.trail) if isinstance(leaf, Absent) else leaf
