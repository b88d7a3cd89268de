"""The azapi provider writes ARM resources in Terraform: here they become what they are.

`type` holds the ARM type and API version, `body` the ARM properties (a JSON text in azapi 1), and the
ARM defaults of that version apply, as in Bicep (azapi docs, 2026-08).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from foureyes.model.decision import leaves
from foureyes.model.document import as_document
from foureyes.model.place import Place
from foureyes.model.record import replace
from foureyes.model.resource import ARM, TERRAFORM, Resource
from foureyes.model.value import Absent, Known, Leaf, MapValue, Unknown, Value, branch, lift
from foureyes.model.version import VersionRange

TYPES = ("azapi_resource", "azapi_update_resource")
_BESIDE_BODY = ("name", "location", "identity", "tags", "parent_id", "resource_id")


def as_arm(resources: Iterable[Resource]) -> list[Resource]:
    """The resources with those of azapi read as the ARM resources they declare, updates merged into their target."""
    read: list[Resource] = []
    updates: list[Resource] = []
    for resource in resources:
        if resource.schema == TERRAFORM and resource.type in TYPES:
            (updates if resource.type == "azapi_update_resource" else read).extend(_translated(resource))
        else:
            read.append(resource)
    by_identity: dict[str, list[Resource]] = {}
    for resource in read:
        for identity in resource.identities:
            by_identity.setdefault(identity, []).append(resource)
    for resource in read:
        if resource.schema == ARM:
            resource.ancestors = tuple(_line(resource, by_identity))
    for update in updates:
        targets = {id(one): one for name in _targets(update) for one in by_identity.get(name, [])}
        if targets and all(one.schema == ARM for one in targets.values()):
            for target in targets.values():
                _patch(target, update, sure=_is_sure(update))
        else:
            read.append(_patch_of_another(update))
    return read


def _is_sure(update: Resource) -> bool:
    """Whether an update surely goes to the one resource it names."""
    named = update.body.get("resource_id")
    return isinstance(named, Unknown) and named.parts is None and len({one.target for one in named.references}) == 1


def _patch(target: Resource, update: Resource, sure: bool) -> None:
    """Merge an update into what it patches; what may not be patched is one or the other, or unknown."""
    if sure and isinstance(update.exists, Known) and update.exists.scalar is True:
        target.body = _merged(target.body, update.body)
        return
    exists = update.exists if sure else Unknown("which resource it updates cannot be told", update.place)
    target.body = _maybe_merged(target.body, update.body, exists, update.address)


def _maybe_merged(base: MapValue, over: MapValue, exists: Value, name: str) -> MapValue:
    """Like `_merged`, each patched value only where the update takes place."""
    entries = dict(base.entries)
    for key, value in over.entries.items():
        old = base.find(key)
        if isinstance(old, MapValue) and isinstance(value, MapValue):
            entries[key] = _maybe_merged(old, value, exists, name)
        else:
            entries[key] = branch(exists, value, old, f"{name} exists")
    return MapValue(entries, base.place, base.trail, open=base.open or over.open)


def _line(resource: Resource, by_identity: dict[str, list[Resource]]) -> dict[str, None]:
    """The identities of all its ancestors, nearest first."""
    line = dict.fromkeys(resource.ancestors)
    pending = list(resource.ancestors)
    for identity in pending:
        new = [one for parent in by_identity.get(identity, []) for one in parent.ancestors if one not in line]
        line.update(dict.fromkeys(new))
        pending += new
    return line


def _translated(resource: Resource) -> list[Resource]:
    """An azapi resource as ARM, once for each type it may have. One whose type cannot be told stays what it is."""
    declared = resource.body.get("type")
    types: dict[str, VersionRange] = {}
    for leaf in leaves(declared):
        type, version = _type_and_version(leaf)
        if not type:
            return [resource]
        known = types.get(type.lower())
        types[type.lower()] = version if known is None or known == version else VersionRange()
    parents = [one.target for leaf in leaves(resource.body.get("parent_id")) for one in leaf.references]
    several = len(types) > 1
    return [
        replace(
            resource,
            schema=ARM,
            type=type,
            body=_body(resource),
            provider="",
            version=version,
            ancestors=tuple(dict.fromkeys(parents)),
            exists=Unknown("its type cannot be told", resource.place) if several else resource.exists,
        )
        for type, version in types.items()
    ]


def _type_and_version(leaf: Leaf) -> tuple[str, VersionRange]:
    """The type before `@`, and the version behind it; any version where only that is unknown."""
    text = leaf.scalar if isinstance(leaf, Known) else ""
    if isinstance(leaf, Unknown) and leaf.parts and isinstance(leaf.parts[0], str) and "@" in leaf.parts[0]:
        return leaf.parts[0].partition("@")[0], VersionRange()
    type, _, version = str(text).partition("@")
    return (type, VersionRange.exact(version)) if version else ("", VersionRange())


def _body(resource: Resource) -> MapValue:
    given = resource.body
    body = lift(_with_sensitive, as_document(given.get("body")), given.get("sensitive_body"))
    entries: dict[str, Value] = {name: given.get(name) for name in _BESIDE_BODY if name in given.entries}
    if isinstance(body, MapValue):
        return MapValue({**body.entries, **entries}, body.place, body.trail, open=body.open)
    if isinstance(body, Absent):
        return MapValue(entries, resource.place, resource.trail)
    entries["properties"] = lift(_properties, body)
    return MapValue(entries, resource.place, resource.trail, open=True)


def _with_sensitive(body: Leaf, sensitive: Leaf) -> Leaf:
    """A body with what is beside it in secret: that is merged over it."""
    if isinstance(sensitive, MapValue):
        return (
            _merged(body, sensitive) if isinstance(body, MapValue) else sensitive if isinstance(body, Absent) else body
        )
    if isinstance(sensitive, Absent):
        return body
    return Unknown("what `sensitive_body` puts over it cannot be told", sensitive.place, sensitive.trail)


def _properties(leaf: Leaf) -> Value:
    if isinstance(leaf, MapValue | Absent):
        return leaf.find("properties") if isinstance(leaf, MapValue) else leaf
    reason = leaf.reason if isinstance(leaf, Unknown) else "`body` cannot be read"
    return Unknown(reason, leaf.place, leaf.trail)


def _targets(update: Resource) -> list[str]:
    return [one.target for leaf in leaves(update.body.get("resource_id")) for one in leaf.references]


def _merged(base: MapValue, over: MapValue) -> MapValue:
    """Objects merged key by key, everything else replaced, as a JSON merge patch does."""
    entries = dict(base.entries)
    for key, value in over.entries.items():
        old = entries.get(key)
        entries[key] = _merged(old, value) if isinstance(old, MapValue) and isinstance(value, MapValue) else value
    return MapValue(entries, base.place, base.trail, open=base.open or over.open)


def _patch_of_another(update: Resource) -> Resource:
    """A patch of something declared elsewhere: what it leaves out is not absent but unknown."""
    named = [update.body.get(key) for key in ("resource_id", "name", "parent_id")]
    patched = next((one.place for one in named if isinstance(one, Leaf) and one.place), update.place)
    return replace(update, body=_opened(update.body, patched, update.span), patched=patched)


class _Patch(MapValue):
    """A map of which what is left out is unknown, and pointed at where it says what is patched."""

    __slots__ = ("patched",)

    def __init__(self, patched: Place, entries: dict[str, Value], *circumstances: Any) -> None:
        super().__init__(entries, *circumstances, open=True)
        self.patched = patched

    def _copy(self) -> _Patch:
        return _Patch(self.patched, self.entries)

    def get(self, key: str) -> Value:
        return super().get(key) if key in self.entries else Unknown(f"`{key}` is left as it is", self.patched)


def _opened(value: MapValue, patched: Place, span: Place) -> MapValue:
    """A map of a patch. All that is written in it has a place of its own."""

    def placed(leaf: Leaf) -> Leaf:
        if isinstance(leaf, MapValue):
            return _opened(leaf, patched, span)
        written: Leaf = leaf if leaf.place else leaf.replace(place=span)
        return written

    entries = {key: lift(placed, one) for key, one in value.entries.items()}
    return _Patch(patched, entries, value.place or span, value.trail)
