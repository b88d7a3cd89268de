"""Data sources that are nothing but documents: IAM policies written as blocks.

Facts: hashicorp/aws 5.100 (`aws_iam_policy_document`), hashicorp/google 6 (`google_iam_policy`).
"""

from __future__ import annotations

from foureyes.languages.terraform.functions.sets import is_told, make_set
from foureyes.languages.terraform.policy_document import policy_document
from foureyes.model.value import Absent, Leaf, ListValue, MapValue, Unknown, Value, lift


def document_of(type: str, body: MapValue) -> Value | None:
    """The document that a data source of the type renders, with the places of its parts; None for other types."""
    if type == "aws_iam_policy_document":
        return policy_document(body)
    return _google_policy(body) if type == "google_iam_policy" else None


def _google_policy(body: MapValue) -> Value:
    entries = {"bindings": lift(_bindings, body.get("binding"))}
    if "audit_config" in body.entries:
        entries["auditConfigs"] = lift(_audits, body.get("audit_config"))
    return MapValue(entries, body.place, body.trail)


def _bindings(leaf: Leaf) -> Value:
    return _each(leaf, _binding)


def _each(leaf: Leaf, convert: object) -> Value:
    """Every block of a list converted."""
    if isinstance(leaf, Absent):
        return ListValue([], leaf.place, leaf.trail)
    if isinstance(leaf, ListValue):
        items = [lift(convert, item) for item in leaf.items]  # type: ignore[arg-type]
        return ListValue(items, leaf.place, leaf.trail, open=leaf.open)
    return lift(convert, leaf) if isinstance(leaf, MapValue) else leaf  # type: ignore[arg-type]


def _binding(leaf: Leaf) -> Value:
    if not isinstance(leaf, MapValue):
        return leaf
    entries = {"role": leaf.get("role"), "members": lift(_members, leaf.get("members"))}
    condition = leaf.get("condition")
    if not isinstance(condition, Absent):
        entries["condition"] = lift(_only, condition)
    return MapValue(entries, leaf.place, leaf.trail, leaf.references)


def _members(leaf: Leaf) -> Value:
    return make_set(leaf) if isinstance(leaf, ListValue) and is_told(leaf) else leaf


def _only(leaf: Leaf) -> Value:
    """The one block of a list."""
    if not isinstance(leaf, ListValue):
        return leaf
    if len(leaf.items) == 1 and not leaf.open:
        return leaf.items[0]
    return Unknown("the number of blocks is unknown", leaf.place) if leaf.open else Absent(leaf.place)


def _audits(leaf: Leaf) -> Value:
    return _each(leaf, _audit)


def _audit(leaf: Leaf) -> Value:
    if not isinstance(leaf, MapValue):
        return leaf
    entries = {"service": leaf.get("service"), "auditLogConfigs": leaf.get("audit_log_configs")}
    return MapValue(entries, leaf.place, leaf.trail)
