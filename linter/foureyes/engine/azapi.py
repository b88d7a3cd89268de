"""The azapi provider writes ARM resources in Terraform: here they become what they are.

`type` holds the ARM type and API version, `body` the ARM properties (a JSON text in azapi 1), and the
ARM defaults of that version apply, as in Bicep (azapi docs, 2026-08).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from foureyes.model.decision import leaves
from foureyes.model.document import as_document
from foureyes.model.resource import ARM, TERRAFORM, Resource
from foureyes.model.value import Absent, Known, Leaf, MapValue, Unknown, Value, lift
from foureyes.model.version import VersionRange

_TYPES = ("azapi_resource", "azapi_update_resource")
_BESIDE_BODY = ("name", "location", "identity", "tags", "parent_id", "resource_id")


def as_arm(resources: Iterable[Resource]) -> list[Resource]:
    """The resources with those of azapi read as the ARM resources they declare, updates merged into their target."""
    read: list[Resource] = []
    updates: list[Resource] = []
    for resource in resources:
        if resource.schema == TERRAFORM and resource.type in _TYPES:
            one = _translated(resource)
            (updates if resource.type == "azapi_update_resource" else read).append(one)
        else:
            read.append(resource)
    by_identity = {identity: resource for resource in read for identity in resource.identities}
    for resource in read:
        if resource.schema == ARM:
            resource.ancestors = tuple(_line(resource, by_identity))
    for update in updates:
        target = next((by_identity[one] for one in _targets(update) if one in by_identity), None)
        if target is not None and target.schema == ARM:
            target.body = _merged(target.body, update.body)
        else:
            read.append(replace(update, body=_opened(update.body)))
    return read


def _line(resource: Resource, by_identity: dict[str, Resource]) -> dict[str, None]:
    """The identities of all its ancestors, nearest first."""
    line = dict.fromkeys(resource.ancestors)
    pending = list(resource.ancestors)
    for identity in pending:
        parent = by_identity.get(identity)
        new = [one for one in parent.ancestors if one not in line] if parent is not None else []
        line.update(dict.fromkeys(new))
        pending += new
    return line


def _translated(resource: Resource) -> Resource:
    """One azapi resource as ARM. One whose type cannot be told stays what it is."""
    declared = resource.body.get("type")
    if not isinstance(declared, Known) or "@" not in str(declared.scalar):
        return resource
    type, _, version = str(declared.scalar).partition("@")
    parents = [one.target for leaf in leaves(resource.body.get("parent_id")) for one in leaf.references]
    return replace(
        resource,
        schema=ARM,
        type=type,
        body=_body(resource),
        provider="",
        version=VersionRange.exact(version),
        ancestors=tuple(dict.fromkeys(parents)),
    )


def _body(resource: Resource) -> MapValue:
    given = resource.body
    body = as_document(given.get("body"))
    entries: dict[str, Value] = {name: given.get(name) for name in _BESIDE_BODY if name in given.entries}
    sensitive = given.get("sensitive_body")
    if isinstance(body, MapValue):
        whole = _merged(body, sensitive) if isinstance(sensitive, MapValue) else body
        return MapValue({**whole.entries, **entries}, whole.place, whole.trail, open=whole.open)
    if isinstance(body, Absent):
        return MapValue(entries, resource.place, resource.trail)
    if isinstance(body, Leaf):
        reason = body.reason if isinstance(body, Unknown) else "`body` cannot be read"
        entries["properties"] = Unknown(reason, body.place, body.trail)
        return MapValue(entries, body.place, body.trail, open=True)
    entries["properties"] = lift(_properties, body)
    return MapValue(entries, resource.place, resource.trail, open=True)


def _properties(leaf: Leaf) -> Value:
    return leaf.find("properties") if isinstance(leaf, MapValue) else Unknown("`body` cannot be read", leaf.place)


def _targets(update: Resource) -> list[str]:
    return [one.target for leaf in leaves(update.body.get("resource_id")) for one in leaf.references]


def _merged(base: MapValue, over: Value) -> MapValue:
    """Objects merged key by key, everything else replaced, as a JSON merge patch does."""
    if not isinstance(over, MapValue):
        return base
    entries = dict(base.entries)
    for key, value in over.entries.items():
        old = entries.get(key)
        entries[key] = _merged(old, value) if isinstance(old, MapValue) and isinstance(value, MapValue) else value
    return MapValue(entries, base.place, base.trail, open=base.open or over.open)


def _opened(value: MapValue) -> MapValue:
    """A patch of something declared elsewhere: what it leaves out is not absent but unknown."""
    entries = {key: _opened(one) if isinstance(one, MapValue) else one for key, one in value.entries.items()}
    return MapValue(entries, value.place, value.trail, open=True)
