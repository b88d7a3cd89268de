"""Whose key encrypts: Amazon's own or the customer's."""

from __future__ import annotations

from foureyes.model.evidence import Evidence, any_of
from foureyes.model.reading import Reading


def is_amazons_key(key: Reading) -> Evidence:
    """Whether no key of one's own is named: nothing at all, or one of the aliases AWS keeps for itself."""
    return key.is_absent() | _is_reserved(key)


def _is_reserved(key: Reading) -> Evidence:
    """`alias/aws/s3` and the like. A reference is taken for a key of one's own."""
    return key.is_present() & key.matches(_names_amazons, "") & ~key.is_absent()


def _names_amazons(text: str) -> bool:
    return "alias/aws/" in text or text in ("AWS_OWNED_KMS_KEY", "AWS_OWNED_KEY")


def one_without_customer_key(*keys: Reading) -> Evidence:
    """Whether one of several keys is not the customer's."""
    return any_of(is_amazons_key(key) for key in keys)


__all__ = ["is_amazons_key", "one_without_customer_key"]
