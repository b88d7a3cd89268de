"""Cloud KMS and Secret Manager: who may use keys, how they are kept, whose key guards a secret.

Facts: hashicorp/google and google-beta provider docs, 2026-08. A grant on a key ring reaches every key in it.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, no
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.google.grants import Grant, is_declared
from foureyes_rules.vocabulary.principals import iam_types

NINETY_DAYS = 90 * 24 * 3600


class KeyRing(Kind):
    """A ring of keys."""

    terraform = "google_kms_key_ring"

    name = Setting(terraform="name")
    grants = Many("RingGrant", back="ring")


class Key(Kind):
    """A key."""

    terraform = "google_kms_crypto_key"

    name = Setting(terraform="name")
    ring = One(KeyRing, terraform="key_ring")
    grants = Many("KeyGrant", back="key")
    purpose = Setting(terraform="purpose", default="ENCRYPT_DECRYPT")
    rotation = Setting(terraform="rotation_period")
    protection = Setting(terraform="version_template.protection_level", default="SOFTWARE")


class KeyGrant(Grant):
    """A role granted on a key."""

    terraform = iam_types("google_kms_crypto_key")

    key = One(Key, terraform="crypto_key_id")


class RingGrant(Grant):
    """A role granted on a ring of keys."""

    terraform = iam_types("google_kms_key_ring")

    ring = One(KeyRing, terraform="key_ring_id")


class ExternalGrant(Grant):
    """A role granted on the connection to an external key manager."""

    terraform = iam_types("google_kms_ekm_connection")


class Replication(Kind):
    """Where a secret is kept and with which key: everywhere, or a replica of it."""

    terraform = (
        "google_secret_manager_secret#replication.auto",
        "google_secret_manager_secret#replication.user_managed.replicas",
        "google_secret_manager_regional_secret",
    )

    key = Setting(terraform="customer_managed_encryption.kms_key_name")


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV2_GCP_6", "CKV_GCP_112"))
def google_kms_key_usable_by_everyone(key: Key) -> Evidence:
    """Anyone on the internet may use this key.

    Why: What it encrypts is then protected from nobody who gets hold of it.

    Fix: Grant the role to the service accounts that need the key.
    """
    return key.grants.any(lambda grant: grant.is_to_everybody())


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV2_GCP_8",))
def google_kms_key_ring_usable_by_everyone(ring: KeyRing) -> Evidence:
    """Anyone on the internet may use every key of this ring.

    Why: What they encrypt is then protected from nobody who gets hold of it.

    Fix: Grant the role to the service accounts that need it, and on single keys.
    """
    return ring.grants.any(lambda grant: grant.is_to_everybody())


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV2_GCP_6", "CKV_GCP_112"))
def google_kms_key_granted_to_everyone(grant: KeyGrant) -> Evidence:
    """Anyone on the internet may use a key that is declared elsewhere, because a role on it is granted to everybody.

    Why: What it encrypts is then protected from nobody who gets hold of it.

    Fix: Grant the role to the service accounts that need the key.
    """
    return no() if is_declared(grant.key) else grant.is_to_everybody()


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV2_GCP_8",))
def google_kms_key_ring_granted_to_everyone(grant: RingGrant) -> Evidence:
    """Anyone on the internet may use every key of a ring that is declared elsewhere.

    Why: What they encrypt is then protected from nobody who gets hold of it.

    Fix: Grant the role to the service accounts that need it, and on single keys.
    """
    return no() if is_declared(grant.ring) else grant.is_to_everybody()


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def google_kms_external_connection_granted_to_everyone(grant: ExternalGrant) -> Evidence:
    """Anyone on the internet may use this connection to your external key manager.

    Why: It is the way to the keys that you keep outside Google on purpose.

    Fix: Grant the role to the service accounts that need it.
    """
    return grant.is_to_everybody()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_GCP_43", "AVD-GCP-0065"), profile="hardening")
def google_kms_key_never_rotated(key: Key) -> Evidence:
    """This key is not rotated within 90 days.

    Why: The longer a key lives, the more data one leak of it opens.

    Fix: Set `rotation_period = "7776000s"`.
    """
    symmetric = key.purpose.equals("ENCRYPT_DECRYPT")
    late = key.rotation.matches(_is_late)
    return symmetric & (key.rotation.is_absent() | late)


def _is_late(period: str) -> bool:
    try:
        return float(period.removesuffix("s")) > NINETY_DAYS
    except ValueError:
        return False


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="hardening")
def google_kms_key_kept_in_software(key: Key) -> Evidence:
    """This key is kept in software, not in a hardware module.

    Why: A hardware module does not give a key away even to those who run the machine.

    Fix: Set `version_template { protection_level = "HSM" }`.
    """
    return key.protection.equals("SOFTWARE")


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def google_secret_without_customer_key(replication: Replication) -> Evidence:
    """This secret is encrypted with Google's key, not with one of yours.

    Why: With a key of your own you can rotate, audit and withdraw it.

    Fix: Set `customer_managed_encryption { kms_key_name = … }`, for each replica.
    """
    return replication.key.is_absent()
