"""Whose key encrypts: Amazon's own or the customer's."""

from __future__ import annotations

import re

from foureyes.model.decision import leaves
from foureyes.model.evidence import Evidence, no
from foureyes.model.reading import Reading
from foureyes.model.value import Leaf, Unknown


def is_amazons_key(key: Reading) -> Evidence:
    """Whether no key of one's own is named: nothing at all, or one of the names AWS keeps for itself."""
    if all(_is_reference_to_key(leaf) for leaf in leaves(key.value)):
        return no()
    return key.is_absent() | key.matches(_names_amazons, "")


def _is_reference_to_key(leaf: Leaf) -> bool:
    """Whether it speaks of a resource, declared here or not; the aliases of AWS itself are no resources."""
    if not isinstance(leaf, Unknown) or (leaf.subject or "").startswith("data.aws_kms_alias"):
        return False
    return bool(leaf.references) or re.match("`(data.aws_kms_key|aws_kms_)", leaf.reason) is not None


def _names_amazons(text: str) -> bool:
    """`alias/aws/s3` and the like, or a word that leaves the key to AWS."""
    return "alias/aws/" in text or text.startswith("aws/") or text.upper() in ("AWS_OWNED_KMS_KEY", "AWS_OWNED_KEY", "")
