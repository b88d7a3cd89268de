"""Ids of resources: texts with gaps for what only the deployment knows, and the resource they speak of."""

from __future__ import annotations

from foureyes.languages.arm.canonical import name_text
from foureyes.languages.arm.functions_text import piece
from foureyes.languages.arm.identity import identity
from foureyes.languages.arm.invocation import MANY, Fault, Invocation, as_text, builtin, is_text
from foureyes.model.value import Known, Leaf, Reference, Unknown, Value

Pieces = list[str | Unknown]


def _type_at(call: Invocation, first: int) -> int | None:
    """Which argument is the type: the first text with a slash."""
    for at, leaf in enumerate(call.leaves[first:], start=first):
        if is_text(leaf) and "/" in as_text(leaf) and not as_text(leaf).startswith("/"):
            return at
    return None


def _provider(call: Invocation, at: int) -> tuple[Pieces, tuple[Reference, ...]]:
    """`/providers/Namespace/type/name/…` and the reference to that resource."""
    full = as_text(call.leaves[at]).rstrip("/")  # Azure lets a slash at the end pass
    namespace, *types = full.split("/")
    names = call.leaves[at + 1 :]
    if len(types) != len(names):
        raise Fault(f"the type has {len(types)} parts and there are {len(names)} names")
    pieces: Pieces = [f"/providers/{namespace}"]
    for type, name in zip(types, names, strict=True):
        pieces += [f"/{type}/", piece(name, call)]
    texts = [name_text(name) for name in names]
    if any(text is None for text in texts):
        return pieces, ()
    target = identity(full, "/".join(str(text) for text in texts))
    return pieces, (Reference(target, "id"),)


def _finish(call: Invocation, start: Pieces, at: int) -> Value:
    pieces, references = _provider(call, at)
    made = call.text([*start, *pieces])
    return made.replace(references=references)  # type: ignore[no-any-return]


def _given(leaf: Leaf, call: Invocation) -> str | Unknown:
    return piece(leaf, call)


def _subscription(call: Invocation) -> Unknown:
    return call.env.runtime("subscription().subscriptionId", "the subscription is chosen at deployment", call.place)


def _group(call: Invocation) -> Unknown:
    return call.env.runtime("resourceGroup().name", "the resource group is chosen at deployment", call.place)


@builtin("resourceId", 2, MANY)
def resource_id(call: Invocation) -> Value:
    """`resourceId([subscription], [group], type, name…)`."""
    at = _type_at(call, 0)
    if at is None or at > 2:
        return call.unknown()
    subscription = _given(call.leaves[0], call) if at == 2 else _subscription(call)
    group = _given(call.leaves[at - 1], call) if at else _group(call)
    return _finish(call, ["/subscriptions/", subscription, "/resourceGroups/", group], at)


@builtin("subscriptionResourceId", 2, MANY)
def subscription_resource_id(call: Invocation) -> Value:
    at = _type_at(call, 0)
    if at is None or at > 1:
        return call.unknown()
    return _finish(call, ["/subscriptions/", _given(call.leaves[0], call) if at else _subscription(call)], at)


@builtin("tenantResourceId", 2, MANY)
def tenant_resource_id(call: Invocation) -> Value:
    return _finish(call, [], 0) if is_text(call.leaves[0]) else call.unknown()


@builtin("managementGroupResourceId", 2, MANY)
def management_group_resource_id(call: Invocation) -> Value:
    at = _type_at(call, 0)
    if at is None or at > 1:
        return call.unknown()
    reason = "the management group is chosen at deployment"
    group = _given(call.leaves[0], call) if at else call.env.runtime("managementGroup().name", reason, call.place)
    return _finish(call, ["/providers/Microsoft.Management/managementGroups/", group], at)


@builtin("extensionResourceId", 3, MANY)
def extension_resource_id(call: Invocation) -> Value:
    if not is_text(call.leaves[1]):
        return call.unknown()
    return _finish(call, [_given(call.leaves[0], call)], 1)


@builtin("guid", 1, MANY)
def guid(call: Invocation) -> Value:
    return call.unknown(_opaque(call))


@builtin("uniqueString", 1, MANY)
def unique_string(call: Invocation) -> Value:
    return call.unknown(_opaque(call))


def _opaque(call: Invocation) -> str:
    known = all(isinstance(leaf, Known) for leaf in call.leaves)
    return f"`{call.name}` is a hash that is not computed" if known else ""
