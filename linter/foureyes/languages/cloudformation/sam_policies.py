"""The resource policy that SAM makes for an API of lists of accounts, networks and addresses."""

from __future__ import annotations

from typing import Final

from foureyes.languages.cloudformation.sam_roles import written
from foureyes.model.place import Place
from foureyes.model.value import Absent, Known, Leaf, ListValue, MapValue, Unknown, Value

_DENIALS: Final = (
    # the list, the operator of the denial, its key
    ("IpRangeWhitelist", "NotIpAddress", "aws:SourceIp"),
    ("IpRangeBlacklist", "IpAddress", "aws:SourceIp"),
    ("IntrinsicVpcWhitelist", "StringNotEquals", "aws:SourceVpc"),
    ("IntrinsicVpceWhitelist", "StringNotEquals", "aws:SourceVpce"),
    ("IntrinsicVpcBlacklist", "StringEquals", "aws:SourceVpc"),
    ("IntrinsicVpceBlacklist", "StringEquals", "aws:SourceVpce"),
)
_MIXED: Final = (("SourceVpcWhitelist", "StringNotEquals"), ("SourceVpcBlacklist", "StringEquals"))
"""Lists that hold networks and endpoints, told apart by how their ids begin."""

_ACCOUNTS: Final = (("AwsAccountWhitelist", "Allow"), ("AwsAccountBlacklist", "Deny"))
_CUSTOM: Final = "CustomStatements"
_KNOWN: Final = {_CUSTOM, *(name for name, *_ in (*_DENIALS, *_MIXED, *_ACCOUNTS))}


def resource_policy(leaf: Leaf) -> Leaf:
    """`Auth.ResourcePolicy` as the policy of the API."""
    if isinstance(leaf, Absent | Unknown):
        return leaf
    if not isinstance(leaf, MapValue) or leaf.open or not set(leaf.entries) <= _KNOWN or leaf.place is None:
        return Unknown("what SAM makes of the policy is not followed", leaf.place, leaf.trail, present=True)
    statements: list[Value] = []
    place = leaf.place
    for name, effect in _ACCOUNTS:
        listed = leaf.get(name)
        if not isinstance(listed, Absent):
            statements.append(_statement(effect, place, {"AWS": listed}))
    for operator, tests in _denials(leaf).items():
        condition = {operator: {key: [*several] for key, several in tests.items()}}
        statements += [_statement("Allow", place), _statement("Deny", place, "*", condition)]
    custom = leaf.get(_CUSTOM)
    if isinstance(custom, ListValue) and not custom.open:
        statements += custom.items
    elif isinstance(custom, MapValue):
        statements.append(custom)
    elif not isinstance(custom, Absent):
        return Unknown("the statements are not known", leaf.place, leaf.trail, present=True)
    return MapValue({"Statement": ListValue(statements, place)}, place, leaf.trail) if statements else Absent(place)


def _denials(leaf: MapValue) -> dict[str, dict[str, list[Value]]]:
    """The members of the lists, by operator and key: all tests of one operator must hold for a denial."""
    found: dict[str, dict[str, list[Value]]] = {}
    for name, operator, key in _DENIALS:
        for one in _members(leaf.get(name)):
            found.setdefault(operator, {}).setdefault(key, []).append(one)
    for name, operator in _MIXED:
        for one in _members(leaf.get(name)):
            is_end = isinstance(one, Known) and str(one.scalar).startswith("vpce-")
            key = "aws:SourceVpce" if is_end else "aws:SourceVpc"
            found.setdefault(operator, {}).setdefault(key, []).append(one)
    return found


def _members(listed: Value) -> list[Value]:
    return list(listed.items) if isinstance(listed, ListValue) else [] if isinstance(listed, Absent) else [listed]


def _statement(effect: str, place: Place, principal: object = "*", condition: object = None) -> Value:
    content = {"Effect": effect, "Principal": principal, "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}
    return written(content if condition is None else {**content, "Condition": condition}, place)
