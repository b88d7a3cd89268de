"""Whose key encrypts: Amazon's own or the customer's."""

from __future__ import annotations

import re

from foureyes.model.decision import leaves
from foureyes.model.evidence import Evidence, no, yes
from foureyes.model.kind import Kind, One
from foureyes.model.reading import Reading
from foureyes.model.setting import Setting
from foureyes.model.value import Known, Leaf, MapValue, Unknown


class LookedUpKey(Kind):
    """A key that a data source finds by its name, or the name itself."""

    terraform = ("aws_kms_key", "aws_kms_alias")

    alias = Setting(terraform={"aws_kms_key": "key_id", "aws_kms_alias": "name"})


class KeyUse(Kind):
    """A setting that names a key, whatever it is a setting of."""

    terraform = "aws_kms_key#use"

    looked_up = One(LookedUpKey, terraform="key")


def is_amazons_key(key: Reading) -> Evidence:
    """Whether no key of one's own is named: nothing at all, or one of the names AWS keeps for itself."""
    if found := _looked_up(key):
        told = f"`{key.label}` comes from {found.resource.address}"
        of_source = yes(told, getattr(key.value, "place", None), setting=key.label)
        return of_source & found.alias.matches(_names_amazons, "")
    if all(_is_reference_to_key(leaf) for leaf in leaves(key.value)):
        return no()
    return key.is_absent() | key.matches(_names_amazons, "")


def _looked_up(key: Reading) -> LookedUpKey | None:
    """The data source that a key comes from, if there is one that says a name."""
    if not isinstance(key.value, Unknown) or not key.value.references:
        return None
    kind = key.kind
    use = KeyUse(kind.resource, kind.type, MapValue({"key": key.value}, kind.place), kind.scene, kind.exists)
    found: LookedUpKey = use.looked_up
    return found if found.type and found.resource.outside and isinstance(found.alias.value, Known) else None


def _is_reference_to_key(leaf: Leaf) -> bool:
    """Whether it speaks of a resource, declared here or not; the aliases of AWS itself are no resources."""
    if not isinstance(leaf, Unknown) or (leaf.subject or "").startswith("data.aws_kms_alias"):
        return False
    return bool(leaf.references) or re.match("`(data.aws_kms_key|aws_kms_)", leaf.reason) is not None


def _names_amazons(text: str) -> bool:
    """`alias/aws/s3` and the like, or a word that leaves the key to AWS."""
    return "alias/aws/" in text or text.startswith("aws/") or text.upper() in ("AWS_OWNED_KMS_KEY", "AWS_OWNED_KEY", "")
