"""APIs of SAM templates, declared ones and those that events bring with them, with who may call each path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from foureyes.languages.cloudformation import conditions
from foureyes.languages.cloudformation.declaration import Declaration
from foureyes.languages.cloudformation.resources import body
from foureyes.languages.cloudformation.sam import Maker, field, is_set
from foureyes.languages.cloudformation.sam_events import IMPLICIT_STAGE, api_of, stage_name
from foureyes.languages.cloudformation.sam_globals import of_type
from foureyes.languages.cloudformation.sam_policies import resource_policy
from foureyes.languages.cloudformation.stack import Stack
from foureyes.languages.cloudformation.texts import circumstances, joined
from foureyes.languages.documents.tree import Mapping
from foureyes.model.resource import Resource
from foureyes.model.value import Absent, Choice, Known, Leaf, ListValue, MapValue, Step, Unknown, Value, lift, to_text

API: Final = "AWS::Serverless::Api"
HTTP_API: Final = "AWS::Serverless::HttpApi"


class Sort(NamedTuple):
    """What differs between the two sorts of API."""

    event: str
    link: str
    """The property of an event that names its API."""
    implicit: str
    """The logical id of the API that events without one share."""
    method: str
    parent: str
    """The property of a method that names its API."""
    type: str


SORTS: Final = (
    Sort("Api", "RestApiId", "ServerlessRestApi", "AWS::ApiGateway::Method", "RestApiId", API),
    Sort("HttpApi", "ApiId", "ServerlessHttpApi", "AWS::ApiGatewayV2::Route", "ApiId", HTTP_API),
)


def rest_api(maker: Maker, name: str = "") -> Iterator[Resource]:
    """`AWS::Serverless::Api`: the API, its stage, its domain."""
    name = name or maker.name
    given = maker.body
    same = ("ApiKeySourceType", "Description", "DisableExecuteApiEndpoint", "MinimumCompressionSize", "Name", "Tags")
    entries = {**maker.same(same), **maker.renamed({"DefinitionBody": "Body", "DefinitionUri": "BodyS3Location"})}
    if "EndpointConfiguration" in given.entries:
        entries["EndpointConfiguration"] = lift(_endpoint, given.entries["EndpointConfiguration"])
    if "Auth" in given.entries:
        entries["Policy"] = lift(resource_policy, field(given.entries["Auth"], "ResourcePolicy"))
    yield maker.resource("AWS::ApiGateway::RestApi", entries, name)
    stage = maker.same(
        ("AccessLogSetting", "CacheClusterEnabled", "CacheClusterSize", "CanarySetting", "MethodSettings", "StageName",
         "TracingEnabled", "Variables")
    )  # fmt: skip
    if name == "ServerlessRestApi":
        stage["StageName"] = Known(IMPLICIT_STAGE, maker.place)
    stage["RestApiId"] = maker.reference(name, "Ref")
    prefix = IMPLICIT_STAGE if name == "ServerlessRestApi" else stage_name(maker.declared)
    yield maker.resource("AWS::ApiGateway::Stage", stage, f"{name}{prefix}Stage")
    if "Domain" in given.entries:
        domain = given.entries["Domain"]
        wanted = ("CertificateArn", "DomainName", "MutualTlsAuthentication", "SecurityPolicy")
        named = {one: field(domain, one) for one in wanted}
        sort = field(domain, "EndpointConfiguration")
        named["EndpointConfiguration"] = lift(_endpoint, sort)
        private = isinstance(sort, Known) and sort.scalar == "PRIVATE"
        type = "AWS::ApiGateway::DomainNameV2" if private else "AWS::ApiGateway::DomainName"
        yield from maker.maybe(type, named, f"{name}DomainName", is_set(domain))


def http_api(maker: Maker, name: str = "") -> Iterator[Resource]:
    """`AWS::Serverless::HttpApi`: the API, its stage, its domain."""
    name = name or maker.name
    given = maker.body
    entries = maker.same(("Description", "DisableExecuteApiEndpoint", "FailOnWarnings", "Name", "Tags"))
    entries |= maker.renamed({"DefinitionBody": "Body", "DefinitionUri": "BodyS3Location"})
    entries["ProtocolType"] = Known("HTTP", maker.place)
    if "CorsConfiguration" in given.entries:
        entries["CorsConfiguration"] = lift(_origins, given.entries["CorsConfiguration"])
    yield maker.resource("AWS::ApiGatewayV2::Api", entries, name)
    stage = maker.same(("AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageName", "StageVariables"))
    stage["ApiId"] = maker.reference(name, "Ref")
    prefix = stage_name(maker.declared) if "StageName" in stage else "ApiGatewayDefault"
    stage.setdefault("StageName", Known("$default", maker.place))
    yield maker.resource("AWS::ApiGatewayV2::Stage", stage, f"{name}{prefix}Stage")
    if "Domain" in given.entries:
        domain = given.entries["Domain"]
        inner = {one: field(domain, one) for one in ("CertificateArn", "SecurityPolicy")}
        inner["EndpointType"] = field(domain, "EndpointConfiguration")
        named: dict[str, Value] = {
            "DomainName": field(domain, "DomainName"),
            "DomainNameConfigurations": ListValue([MapValue(inner, maker.place)], maker.place),
            "MutualTlsAuthentication": field(domain, "MutualTlsAuthentication"),
        }
        yield from maker.maybe("AWS::ApiGatewayV2::DomainName", named, f"{name}DomainName", is_set(domain))


def _endpoint(leaf: Leaf) -> Leaf:
    """SAM takes one type, by itself or in a map; API Gateway takes a list."""
    if isinstance(leaf, Known | Unknown):
        return MapValue({"Types": ListValue([leaf], leaf.place)}, leaf.place)
    if isinstance(leaf, MapValue):
        ids = next((name for name in ("VPCEndpointIds", "VpcEndpointIds") if name in leaf.entries), "VPCEndpointIds")
        entries = {"VpcEndpointIds": leaf.get(ids)}
        if "IpAddressType" in leaf.entries:
            entries["IpAddressType"] = leaf.entries["IpAddressType"]
        if "Type" in leaf.entries:
            entries["Types"] = ListValue([leaf.entries["Type"]], leaf.place)
        return MapValue(entries, leaf.place, leaf.trail, open=leaf.open)
    return leaf


def _origins(leaf: Leaf) -> Leaf:
    if isinstance(leaf, Known) and str(leaf.scalar).lower() == "true":
        everybody = ListValue([Known("*", leaf.place, leaf.trail)], leaf.place)
        return MapValue({"AllowOrigins": everybody}, leaf.place, leaf.trail)
    return Absent(leaf.place, leaf.trail) if isinstance(leaf, Known) else leaf


def events(maker: Maker) -> Iterator[Resource]:
    """A method or route for each API event of a function or state machine."""
    listed = maker.body.get("Events")
    for name, event in listed.entries.items() if isinstance(listed, MapValue) else ():
        kind = field(event, "Type")
        for sort in SORTS:
            if isinstance(kind, Known) and kind.scalar == sort.event:
                yield _method(maker, sort, name, field(event, "Properties"), event)


def _method(maker: Maker, sort: Sort, name: str, given: Value, event: Value) -> Resource:
    chosen = field(given, sort.link)
    api: Value = maker.reference(sort.implicit, "Ref") if isinstance(chosen, Absent) else chosen
    if isinstance(chosen, Known) and chosen.scalar in maker.stack.declared:  # named without `Ref`
        api = maker.reference(str(chosen.scalar), "Ref")
    entries: dict[str, Value] = {
        sort.parent: api,
        "AuthorizationType": authorization(maker, sort, given, chosen),
    }
    if sort.event == "Api":
        entries["HttpMethod"] = lift(_upper, field(given, "Method"))
        entries["ApiKeyRequired"] = _key_required(maker, sort, given, chosen)
        entries["Path"] = field(given, "Path")
    else:
        entries["RouteKey"] = lift(_route_key, field(given, "Method"), field(given, "Path"))
    made = maker.resource(sort.method, entries, f"{maker.name}{name}")
    if isinstance(event, Leaf) and event.place is not None:
        made.place = event.place
    return made


def _route_key(method: Leaf, path: Leaf) -> Leaf:
    """`GET /orders`; without a path, whatever no other route takes."""
    if isinstance(path, Absent):
        return Known("$default", path.place)
    verb = Known("ANY") if isinstance(method, Absent) else _upper(method)
    if isinstance(verb, Known) and verb.scalar == "X-AMAZON-APIGATEWAY-ANY-METHOD":
        verb = Known("ANY")
    pieces = [one if isinstance(one, Unknown) else to_text(one) or "" for one in (verb, Known(" "), path)]
    return joined(pieces, path.place, *circumstances([verb, path]))


def _upper(leaf: Leaf) -> Leaf:
    return Known(str(leaf.scalar).upper(), leaf.place, leaf.trail) if isinstance(leaf, Known) else leaf


def authorization(maker: Maker, sort: Sort, given: Value, chosen: Value) -> Value:
    """Who may call: what the event says, else what its API says by default, else anybody."""
    api = _api(maker, sort, chosen)

    def own(leaf: Leaf) -> Value:
        if not isinstance(leaf, Absent):
            return _by_name(leaf, api)
        if not isinstance(field(given, "Auth", "ResourcePolicy"), Absent):
            return Unknown("the event has a resource policy of its own, which is not followed", maker.place)
        if api is None:
            return Unknown("its API is not declared here, which may name an authorizer for all", maker.place)
        return lift(lambda one: _default(maker, one, api), field(api, "Auth", "DefaultAuthorizer"))

    return lift(own, field(given, "Auth", "Authorizer"))


def _key_required(maker: Maker, sort: Sort, given: Value, chosen: Value) -> Value:
    """Whether a call needs a key: what the event says, else what its API says."""
    api = _api(maker, sort, chosen)

    def own(leaf: Leaf) -> Value:
        return field(api, "Auth", "ApiKeyRequired") if isinstance(leaf, Absent) and api is not None else leaf

    return lift(own, field(given, "Auth", "ApiKeyRequired"))


def _default(maker: Maker, leaf: Leaf, api: MapValue) -> Value:
    if not isinstance(leaf, Absent):
        return _by_name(leaf, api)
    if "DefinitionUri" in api.entries or _says_who_may_call(field(api, "DefinitionBody")):
        return Unknown("the definition of its API may name an authorizer", maker.place)
    step = Step("neither the event nor its API names an authorizer", maker.place)
    return Known("NONE", maker.place, (step,))


def _says_who_may_call(definition: Value) -> bool:
    """Whether an OpenAPI definition may ask callers of an operation to sign in."""
    waiting = [definition]
    while waiting:
        one = waiting.pop()
        if isinstance(one, MapValue):
            if one.open or "security" in one.entries or "x-amazon-apigateway-auth" in one.entries:
                return True
            waiting += one.entries.values()
        elif isinstance(one, ListValue):
            if one.open:
                return True
            waiting += one.items
        elif isinstance(one, Choice) or (isinstance(one, Unknown) and one.parts is None and not one.references):
            return True
    return False


def _by_name(leaf: Leaf, api: MapValue | None) -> Value:
    """The kind of authorization that an authorizer's name stands for."""
    if not isinstance(leaf, Known):
        return leaf
    if leaf.scalar in ("NONE", "AWS_IAM"):
        return leaf
    declared = field(api, "Auth", "Authorizers", str(leaf.scalar)) if api is not None else None
    if isinstance(declared, MapValue):
        jwt, pool = "JwtConfiguration" in declared.entries, "UserPoolArn" in declared.entries
        kind = "JWT" if jwt else "COGNITO_USER_POOLS" if pool else "CUSTOM"
        return Known(kind, leaf.place, (Step(f"the authorizer is `{leaf.scalar}`", declared.place), *leaf.trail))
    return Unknown(f"the authorizer `{leaf.scalar}` is declared elsewhere", leaf.place, leaf.trail, present=True)


def _api(maker: Maker, sort: Sort, chosen: Value) -> MapValue | None:
    """The properties of the API an event belongs to; None for one that is no SAM resource of the template."""
    stack = maker.stack
    if isinstance(chosen, Absent):
        given = of_type(stack.template, sort.type)
        value = maker.declared.evaluator.value(given) if given is not None else MapValue({}, maker.place)
        return value if isinstance(value, MapValue) else None
    found = api_of(maker, chosen)
    return body(found) if found is not None and found.type == sort.type else None


def implicit(stack: Stack, functions: list[Declaration]) -> Iterator[Resource]:
    """The APIs that events without one share."""
    for sort in SORTS:
        users = [one for one in functions if sort.implicit not in stack.declared and _uses(one, sort)]
        if not users:
            continue
        given = of_type(stack.template, sort.type)
        shared = Declaration(sort.implicit, users[0].key, users[0].node, users[0].evaluator, users[0].turned)
        shared.properties = given if given is not None else Mapping(users[0].node.start, users[0].node.end)
        maker = Maker(stack, shared)
        exists: Value = Known(False)
        for one in users:
            exists = conditions.either(exists, stack.exists_with(one))
        for found in rest_api(maker) if sort.type == API else http_api(maker):
            found.exists = exists
            yield found


def _uses(declared: Declaration, sort: Sort) -> bool:
    listed = declared.value("Events")
    for event in listed.entries.values() if isinstance(listed, MapValue) else ():
        kind, chosen = field(event, "Type"), field(event, "Properties", sort.link)
        if isinstance(kind, Known) and kind.scalar == sort.event and isinstance(chosen, Absent):
            return True
    return False
