"""What the SAM transform makes of its resources, as far as rules look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from foureyes.languages.cloudformation import conditions
from foureyes.languages.cloudformation.declaration import Declaration
from foureyes.languages.cloudformation.resources import body, made
from foureyes.languages.cloudformation.stack import Stack
from foureyes.model.place import Place
from foureyes.model.resource import Resource
from foureyes.model.value import (
    Absent,
    Known,
    Leaf,
    ListValue,
    MapValue,
    Reference,
    Step,
    Unknown,
    Value,
    lift,
)

_FUNCTION: Final = (
    "Architectures", "CodeSigningConfigArn", "Description", "Environment", "EphemeralStorage", "FileSystemConfigs",
    "FunctionName", "Handler", "ImageConfig", "KmsKeyArn", "Layers", "LoggingConfig", "MemorySize", "PackageType",
    "RecursiveLoop", "ReservedConcurrentExecutions", "Role", "Runtime", "RuntimeManagementConfig", "SnapStart",
    "Tags", "Timeout", "VpcConfig",
)  # fmt: skip
_TABLE: Final = ("BillingMode", "PointInTimeRecoverySpecification", "ProvisionedThroughput", "SSESpecification",
                 "TableName", "Tags")  # fmt: skip
_MACHINE: Final = ("DefinitionString", "DefinitionSubstitutions", "EncryptionConfiguration", "Tags")


class Maker:
    """Makes resources out of one SAM resource."""

    def __init__(self, stack: Stack, declared: Declaration) -> None:
        self.stack = stack
        self.declared = declared
        self.name = declared.name
        self.body = body(declared)

    @property
    def place(self) -> Place:
        return self.body.place or self.declared.place

    def same(self, names: tuple[str, ...]) -> dict[str, Value]:
        """Properties that keep their names."""
        return {name: self.body.entries[name] for name in names if name in self.body.entries}

    def renamed(self, names: Mapping[str, str]) -> dict[str, Value]:
        """Properties under other names."""
        return {new: self.body.entries[old] for old, new in names.items() if old in self.body.entries}

    def reference(self, name: str, attribute: str) -> Unknown:
        """A reference to a resource of the template."""
        target = self.stack.prefix + name
        subject = f"Ref {target}" if attribute == "Ref" else f"{target}.{attribute}"
        reason = f"`{attribute}` of `{name}` is settled at deploy"
        return Unknown(reason, self.place, (), (Reference(target, attribute),), subject=subject, present=True)

    def resource(self, type: str, entries: dict[str, Value], name: str = "", exists: Value | None = None) -> Resource:
        """A resource that the transform makes; with `exists`, only where that holds."""
        step = Step(f"SAM makes it of `{self.stack.prefix}{self.name}`", self.declared.place)
        found = made(self.stack, self.declared, type, MapValue(entries, self.place, open=self.body.open), None, name)
        found.trail = (step, *found.trail)
        if exists is not None:
            found.exists = conditions.both(found.exists, exists)
        return found

    def maybe(self, type: str, entries: dict[str, Value], name: str, exists: Value) -> Iterator[Resource]:
        """A resource that the transform makes under a condition: none where that surely fails."""
        if exists != Known(False):
            yield self.resource(type, entries, name, exists)


def field(value: Value, *names: str) -> Value:
    """What stands under the names, one inside the other; unknown where that cannot be told."""
    for name in names:
        value = lift(lambda leaf, name=name: _entry(leaf, name), value)
    return value


def _entry(leaf: Leaf, name: str) -> Value:
    if isinstance(leaf, MapValue):
        return leaf.get(name)
    return leaf if isinstance(leaf, Absent | Unknown) else Unknown(f"`{name}` cannot be found", leaf.place, leaf.trail)


def wrapped(value: Value, name: str) -> Value:
    """The value as the only entry of a map; absent where it is absent."""
    return lift(lambda leaf: leaf if isinstance(leaf, Absent) else MapValue({name: leaf}, leaf.place), value)


def is_set(value: Value) -> Value:
    """Whether a property is given at all."""

    def given(leaf: Leaf) -> Leaf:
        if isinstance(leaf, Unknown) and not leaf.present:
            return Unknown(leaf.reason, leaf.place)
        return Known(not isinstance(leaf, Absent))

    return lift(given, value)


def function(maker: Maker) -> Iterator[Resource]:
    """`AWS::Serverless::Function`: the function, and its URL with the permission that opens it."""
    given = maker.body
    entries = maker.same(_FUNCTION)
    if "Tracing" in given.entries:
        entries["TracingConfig"] = wrapped(given.entries["Tracing"], "Mode")
    if "DeadLetterQueue" in given.entries:
        entries["DeadLetterConfig"] = wrapped(field(given.entries["DeadLetterQueue"], "TargetArn"), "TargetArn")
    if "Role" not in entries:
        entries["Role"] = maker.reference(f"{maker.name}Role", "Arn")
    code = maker.renamed({"InlineCode": "ZipFile", "ImageUri": "ImageUri"})
    entries["Code"] = MapValue(code, maker.place, open="CodeUri" in given.entries)
    if "Role" in given.entries:
        role = maker.reference(f"{maker.name}Role", "Arn")
        entries["Role"] = lift(lambda leaf: role if isinstance(leaf, Absent) else leaf, given.entries["Role"])
    yield maker.resource("AWS::Lambda::Function", entries)
    if "FunctionUrlConfig" in given.entries:
        yield from _function_url(maker, given.entries["FunctionUrlConfig"])


def _function_url(maker: Maker, url: Value) -> Iterator[Resource]:
    authentication = field(url, "AuthType")
    exists = is_set(url)
    target = maker.reference(maker.name, "Ref")
    entries: dict[str, Value] = {name: field(url, name) for name in ("AuthType", "Cors", "InvokeMode")}
    entries["TargetFunctionArn"] = target
    yield from maker.maybe("AWS::Lambda::Url", entries, f"{maker.name}Url", exists)

    def opened(leaf: Leaf) -> Leaf:
        return Known(leaf.scalar == "NONE") if isinstance(leaf, Known) else Unknown("its AuthType is not known")

    permission: dict[str, Value] = {
        "Action": Known("lambda:InvokeFunctionUrl", maker.place),
        "FunctionName": target,
        "FunctionUrlAuthType": authentication,
        "Principal": Known("*", maker.place),
    }
    public = conditions.both(exists, lift(opened, authentication))
    yield from maker.maybe("AWS::Lambda::Permission", permission, f"{maker.name}UrlPublicPermissions", public)


def table(maker: Maker) -> Iterator[Resource]:
    """`AWS::Serverless::SimpleTable`."""
    yield maker.resource("AWS::DynamoDB::Table", maker.same(_TABLE))


def state_machine(maker: Maker) -> Iterator[Resource]:
    """`AWS::Serverless::StateMachine`."""
    names = {
        "Logging": "LoggingConfiguration",
        "Name": "StateMachineName",
        "Role": "RoleArn",
        "Tracing": "TracingConfiguration",
        "Type": "StateMachineType",
    }
    yield maker.resource("AWS::StepFunctions::StateMachine", {**maker.same(_MACHINE), **maker.renamed(names)})


def graph(maker: Maker) -> Iterator[Resource]:
    """`AWS::Serverless::GraphQLApi`."""
    entries = maker.same(("Name", "Tags", "XrayEnabled", "Visibility"))
    if "Auth" in maker.body.entries:
        entries["AuthenticationType"] = field(maker.body.entries["Auth"], "Type")
        additional = field(maker.body.entries["Auth"], "Additional")
        if not isinstance(additional, Absent):
            entries["AdditionalAuthenticationProviders"] = lift(_providers, additional)
    yield maker.resource("AWS::AppSync::GraphQLApi", entries)
    if "Cache" in maker.body.entries:
        cache = maker.body.entries["Cache"]
        wanted = ("ApiCachingBehavior", "AtRestEncryptionEnabled", "TransitEncryptionEnabled", "Ttl", "Type")
        kept = {name: field(cache, name) for name in wanted}
        kept["ApiId"] = maker.reference(maker.name, "ApiId")
        yield from maker.maybe("AWS::AppSync::ApiCache", kept, f"{maker.name}ApiCache", is_set(cache))


def _providers(leaf: Leaf) -> Leaf:
    """Further ways to sign in: SAM says `Type` where AppSync says `AuthenticationType`."""
    if not isinstance(leaf, ListValue):
        return leaf
    items = [MapValue({"AuthenticationType": field(one, "Type")}, leaf.place) for one in leaf.items]
    return ListValue(items, leaf.place, leaf.trail, open=leaf.open)
