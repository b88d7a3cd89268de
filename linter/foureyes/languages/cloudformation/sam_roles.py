"""The roles that SAM makes, with who may take them and what they may do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from foureyes.languages.cloudformation.sam import Maker
from foureyes.languages.cloudformation.texts import settled_items
from foureyes.model.place import Place
from foureyes.model.resource import Resource
from foureyes.model.value import Absent, Choice, Known, Leaf, ListValue, MapValue, Unknown, Value, lift

ROLE: Final = "AWS::IAM::Role"


def written(content: Any, place: Place) -> Value:
    """Plain content as a value; values inside it stay as they are."""
    if isinstance(content, Leaf | Choice):
        return content
    if isinstance(content, dict):
        return MapValue({name: written(one, place) for name, one in content.items()}, place)
    if isinstance(content, list):
        return ListValue([written(one, place) for one in content], place)
    return Known(content, place)


def trust(service: str, place: Place) -> Value:
    """The policy that lets a service take a role."""
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return written({"Statement": [statement]}, place)


def execution_role(maker: Maker, service: str) -> Iterator[Resource]:
    """The role of a function or state machine, where it is given none."""
    given = maker.body
    entries: dict[str, Value] = {"AssumeRolePolicyDocument": trust(service, maker.place)}
    entries |= maker.same(("AssumeRolePolicyDocument", "PermissionsBoundary"))
    entries |= maker.renamed({"RolePath": "Path"})
    if "Policies" in given.entries:
        name = f"{maker.name}Role"
        entries["ManagedPolicyArns"] = lift(_managed, given.entries["Policies"])
        entries["Policies"] = lift(lambda leaf: _documents(leaf, name), given.entries["Policies"])
    yield from maker.maybe(ROLE, entries, f"{maker.name}Role", is_missing(given, "Role"))


def event_role(maker: Maker, name: str, service: str, given: Value) -> Iterator[Resource]:
    """The role with which an event starts its target, where it names none."""
    entries = {"AssumeRolePolicyDocument": trust(service, maker.place), **maker.same(("PermissionsBoundary",))}
    missing: Value = Known(True)
    if isinstance(given, MapValue):
        missing = is_missing(given, "RoleArn")
        if "PermissionsBoundary" in given.entries:
            entries["PermissionsBoundary"] = given.entries["PermissionsBoundary"]
    yield from maker.maybe(ROLE, entries, f"{maker.name}{name}Role", missing)


def is_missing(given: MapValue, name: str) -> Value:
    """Whether a property is not given. What comes from a parameter is."""
    if name not in given.entries:
        return Unknown(f"whether `{name}` is set cannot be told", given.place) if given.open else Known(True)
    return lift(lambda leaf: Known(isinstance(leaf, Absent)), given.entries[name])


def _each(leaf: Leaf) -> list[Value]:
    return list(leaf.items) if isinstance(leaf, ListValue) else [] if isinstance(leaf, Absent) else [leaf]


def _managed(leaf: Leaf) -> Value:
    """The names and ARNs among the policies."""
    return settled_items([lift(lambda one: Absent() if isinstance(one, MapValue) else one, one) for one in _each(leaf)])


def _documents(leaf: Leaf, role: str) -> Value:
    """The documents among the policies. SAM's own templates, of which none gives rights over everything, are left."""
    found = []
    for number, one in enumerate(_each(leaf)):
        named = f"{role}Policy{number}"

        def document(one: Leaf, named: str = named) -> Leaf:
            if isinstance(one, MapValue) and "Statement" in one.entries:
                return MapValue({"PolicyName": Known(named, one.place), "PolicyDocument": one}, one.place)
            return Absent()

        found.append(lift(document, one))
    return settled_items(found)
