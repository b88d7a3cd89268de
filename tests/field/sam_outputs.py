"""Compare what foureyes makes of SAM resources with what the SAM transform itself makes of them.

    python tests/field/sam_outputs.py CHECKOUT [--all] [--show TYPE]

CHECKOUT is a checkout of aws/serverless-application-model, whose tests hold templates with the transform's output.
Both are read; resources are told apart by type and logical id, and of those that both have, the properties that
rules look at are compared. `--all` also counts types that no rule examines; `--show` lists the differences of a type.
Exits with 1 if a property differs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from foureyes.engine.catalogue import load
from foureyes.languages.cloudformation.read import evaluate
from foureyes.model.resource import CLOUDFORMATION, Resource
from foureyes.model.root import Inputs, Options, Root
from foureyes.model.value import Known, ListValue, MapValue, Value
from foureyes.sources.working_tree import WorkingTree
from tests.languages.cloudformation.said import said

INPUTS = "tests/translator/input"
OUTPUTS = "tests/translator/output"

PROPERTIES = {
    "AWS::ApiGateway::DomainName": ("DomainName", "SecurityPolicy"),
    "AWS::ApiGateway::RestApi": ("EndpointConfiguration",),
    "AWS::ApiGateway::Stage": ("CacheClusterEnabled", "MethodSettings", "StageName", "TracingEnabled"),
    "AWS::ApiGatewayV2::DomainName": ("DomainName", "DomainNameConfigurations"),
    "AWS::ApiGatewayV2::Route": ("AuthorizationType", "RouteKey"),
    "AWS::ApiGatewayV2::Stage": ("StageName", "DefaultRouteSettings"),
    "AWS::AppSync::ApiCache": ("AtRestEncryptionEnabled", "TransitEncryptionEnabled"),
    "AWS::AppSync::GraphQLApi": ("AuthenticationType",),
    "AWS::DynamoDB::Table": ("SSESpecification", "TableName"),
    "AWS::IAM::Role": ("AssumeRolePolicyDocument", "PermissionsBoundary"),
    "AWS::Lambda::Function": ("Environment", "KmsKeyArn", "VpcConfig", "Layers"),
    "AWS::Lambda::Permission": ("Action", "FunctionUrlAuthType", "Principal", "SourceAccount", "EventSourceToken"),
    "AWS::Lambda::Url": ("AuthType", "Cors"),
    "AWS::SNS::Subscription": ("Protocol",),
    "AWS::SNS::Topic": ("KmsMasterKeyId",),
    "AWS::SQS::Queue": ("KmsMasterKeyId", "SqsManagedSseEnabled"),
    "AWS::Scheduler::Schedule": ("KmsKeyArn",),
    "AWS::StepFunctions::StateMachine": ("EncryptionConfiguration", "LoggingConfiguration", "StateMachineType"),
}
Found = dict[tuple[str, str], Resource]


def read(path: Path) -> Found | None:
    """The resources of a template but those of SAM; None where it cannot be read."""
    evaluation = evaluate(Root("cloudformation", str(path), (str(path),)), Inputs(), WorkingTree(), Options())
    if evaluation.errors or not evaluation.resources:
        return None
    return {
        (one.type, shown(one, "DomainName") if "::DomainName" in one.type else one.address): one
        for one in evaluation.resources
        if one.type.startswith("AWS::") and not one.type.startswith("AWS::Serverless::") and not one.is_output
        if said(one.exists) != "false"
    }


def plain(text: str) -> str:
    """Without what differs by design: the partition, the region and the account are settled at deploy."""
    text = text.replace('" + <AWS::Partition> + "', "aws").replace("<AWS::Region>", '"ap-southeast-1"')
    return text.replace('"123456789012"', "<AWS::AccountId>")


def differences(ours: Resource, theirs: Resource) -> Iterator[str]:
    """The properties of one resource that are not alike."""
    for name in PROPERTIES.get(ours.type, ()):
        one, other = plain(shown(ours, name)), plain(shown(theirs, name))
        if one != other:
            yield f"{ours.type} {ours.address} {name}: {one[:300]} is {other[:300]}"


def callers(ours: Found, theirs: Found, counts: Counter[str]) -> Iterator[str]:
    """Methods and routes for which the transform's OpenAPI body says otherwise whether callers are asked to sign in."""
    for (type, address), one in ours.items():
        if type not in ("AWS::ApiGateway::Method", "AWS::ApiGatewayV2::Route"):
            continue
        rest = type == "AWS::ApiGateway::Method"
        link = one.body.get("RestApiId" if rest else "ApiId")
        target = next((reference.target for reference in getattr(link, "references", ())), "")
        api = theirs.get(("AWS::ApiGateway::RestApi" if rest else "AWS::ApiGatewayV2::Api", target))
        asked = one.body.get("AuthorizationType")
        body = api.body.get("Body") if api is not None else None
        if not isinstance(body, MapValue) or (type, address) in theirs:
            continue
        path, method = (said(one.body.get(name)).strip('"') for name in ("Path", "HttpMethod"))
        if not rest:
            method, _, path = said(one.body.get("RouteKey")).strip('"').rpartition(" ")
        security = secured(body, path, method)
        if security is None or not isinstance(asked, Known):
            counts["calls not compared" if security is None else "calls unknown"] += 1
            continue
        counts["calls compared"] += 1
        if (asked.scalar != "NONE") != security:
            answer = "asks" if security else "does not ask"
            yield f"{address} {method} {path}: {said(asked)}, but the transform {answer}"


def secured(body: MapValue, path: str, method: str) -> bool | None:
    """Whether an operation of an OpenAPI body names a way to sign in; None where it is not found."""
    operations = entry(entry(body, "paths"), path)
    verb = "x-amazon-apigateway-any-method" if method in ("ANY", "") else method.lower()
    found = entry(operations, verb)
    if not isinstance(found, MapValue):
        return None
    listed = entry(found, "security")
    ways = [name for one in getattr(listed, "items", ()) if isinstance(one, MapValue) for name in one.entries]
    return any(name not in ("NONE", "api_key") for name in ways)


def entry(value: Value | None, name: str) -> Value | None:
    return value.entries.get(name) if isinstance(value, MapValue) else None


def shown(resource: Resource, name: str) -> str:
    return said(canonical(resource.body.get(name)))


def canonical(value: Value) -> Value:
    """Keys in order, a list of one as its element, versions and what is absent left out."""
    if isinstance(value, ListValue):
        items = [canonical(one) for one in value.items]
        return items[0] if len(items) == 1 else ListValue(items)
    if isinstance(value, MapValue):
        kept = {key: canonical(one) for key, one in sorted(value.entries.items()) if key != "Version"}
        return MapValue({key: one for key, one in kept.items() if said(one) != "absent"}, open=value.open)
    return value


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--show", default="")
    given = parser.parse_args()
    known = {type for rule in load() for type in rule.kind.types(CLOUDFORMATION)} | set(PROPERTIES)
    counts: Counter[str] = Counter()
    rows: dict[str, Counter[str]] = {}
    problems = []
    for path in sorted((given.checkout / INPUTS).glob("*.yaml")):
        output = given.checkout / OUTPUTS / f"{path.stem}.json"
        if not output.exists() or path.stem.startswith("error_"):
            continue
        ours, theirs = read(path), read(output)
        if ours is None or theirs is None:
            counts["not read"] += 1
            continue
        counts["templates"] += 1
        problems += [f"{path.name}: {problem}" for problem in callers(ours, theirs, counts)]
        for key in sorted({*ours, *theirs}):
            type, address = key
            if type not in known and not given.all:
                continue
            row = rows.setdefault(type, Counter())
            side = "both" if key in ours and key in theirs else "only ours" if key in ours else "only theirs"
            row[side] += 1
            if side != "both":
                if type == given.show:
                    print(f"{path.name}: {address} {side}")
                continue
            for difference in differences(ours[key], theirs[key]):
                row["differ"] += 1
                problems.append(f"{path.name}: {difference}")
                if type == given.show:
                    print(problems[-1])
    if given.show == "calls":
        print(*(problem for problem in problems if "the transform" in problem), sep="\n")
    for type, row in sorted(rows.items()):
        print(f"{type:40}", *(f"{name} {row[name]:4}" for name in ("both", "only ours", "only theirs", "differ")))
    print(dict(counts), f"{len(problems)} properties differ")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
