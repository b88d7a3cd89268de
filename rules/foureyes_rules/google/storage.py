"""Google Cloud Storage: buckets with their IAM, access-control lists and public access prevention.

Facts: hashicorp/google and google-beta provider docs and source, 2026-08. The platform always encrypts.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, no
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Known
from foureyes_rules.google.grants import Grant, is_declared
from foureyes_rules.vocabulary.networks import is_whole_internet
from foureyes_rules.vocabulary.principals import EVERYBODY, iam_types, is_everybody

_PUBLIC_ACLS = ("publicRead", "publicReadWrite", "authenticatedRead")


class Bucket(Kind):
    """Cloud Storage bucket."""

    terraform = "google_storage_bucket"

    name = Setting(terraform="name")
    prevention = Setting(
        terraform="public_access_prevention", default="inherited", levels=("enforced", "inherited"), safe="enforced"
    )
    uniform_access = Setting(terraform=("uniform_bucket_level_access", "bucket_policy_only"), default=False, safe=True)
    key = Setting(terraform="encryption.default_kms_key_name")
    admitted_ranges = Setting(terraform="ip_filter.public_network_source.allowed_ip_cidr_ranges")
    filter_mode = Setting(terraform="ip_filter.mode", default="Disabled")
    lifecycle = Setting(terraform="lifecycle_rule[].action.type")

    def admits_strangers(self) -> Evidence:
        """Whether nothing of the bucket's own overrules a public grant. An organisation's policy still may."""
        return ~self.prevention.equals("enforced")


class ContainerRegistry(Kind):
    """Container Registry, whose images lie in a bucket of its own."""

    terraform = "google_container_registry"

    grants = Many("BucketGrant", back="registry")


class BucketGrant(Grant):
    """An IAM grant on a bucket or managed folder: a member, a binding or a whole policy."""

    terraform = iam_types("google_storage_bucket", "google_storage_managed_folder")

    bucket = One(Bucket, terraform="bucket")
    registry = One(ContainerRegistry, terraform="bucket")


class AccessControl(Kind):
    """An access-control list or entry of a bucket, of its objects or of their default."""

    terraform = (
        "google_storage_bucket_acl",
        "google_storage_default_object_acl",
        "google_storage_object_acl",
        "google_storage_bucket_access_control",
        "google_storage_default_object_access_control",
        "google_storage_object_access_control",
    )

    bucket = One(Bucket, terraform="bucket")
    predefined = Setting(terraform="predefined_acl")
    default = Setting(terraform="default_acl")
    role_entities = Setting(terraform="role_entity")
    entity = Setting(terraform="entity")

    def is_to_everybody(self) -> Evidence:
        """Whether an entry names everybody. Entries of a list read `READER:allUsers`."""
        listed = self.role_entities.any(lambda one: one.matches(lambda text: text.rpartition(":")[2] in EVERYBODY))
        canned = self.predefined.is_in(*_PUBLIC_ACLS) | self.default.is_in(*_PUBLIC_ACLS)
        return canned | listed | is_everybody(self.entity)


class BucketObject(Kind):
    """An object put into a bucket by the configuration."""

    terraform = "google_storage_bucket_object"

    raw_key = Setting(terraform="customer_encryption.encryption_key")


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV_GCP_28", "AVD-GCP-0001"))
def google_storage_bucket_granted_to_everyone(grant: BucketGrant) -> Evidence:
    """Anyone on the internet can use this bucket, because a role on it is granted to everybody.

    Why: `allUsers` needs no sign-in at all, and `allAuthenticatedUsers` is anyone with any Google account.

    Fix: Grant the role to named users, groups or service accounts, and set `public_access_prevention =
    "enforced"` on the bucket.
    """
    if is_declared(grant.registry):
        return no()
    return grant.is_to_everybody() & grant.bucket.admits_strangers()


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV2_GCP_9",))
def google_container_registry_open_to_everyone(registry: ContainerRegistry) -> Evidence:
    """Anyone on the internet can pull the images of this registry.

    Why: Images hold code, and often credentials.

    Fix: Grant the role on the registry's bucket to named users, groups or service accounts.
    """
    return registry.grants.any(lambda grant: grant.is_to_everybody())


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def google_storage_acl_open_to_everyone(acl: AccessControl) -> Evidence:
    """Anyone on the internet can reach this bucket's data, because an access-control list grants it.

    Why: Such lists work beside IAM, so a review of the bucket's roles alone does not show the grant.

    Fix: Remove the entry, set `uniform_bucket_level_access = true` so that lists no longer count, and set
    `public_access_prevention = "enforced"`.
    """
    bucket = acl.bucket
    return acl.is_to_everybody() & bucket.uniform_access.is_false() & bucket.admits_strangers()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_GCP_114",))
def google_storage_bucket_may_be_published(bucket: Bucket) -> Evidence:
    """Nothing in this bucket's configuration keeps a later grant from publishing it.

    Why: Nothing is exposed yet; one grant to `allUsers`, by anyone who may edit the bucket's roles, is enough.

    Fix: Set `public_access_prevention = "enforced"`, or enforce it for the whole organisation.
    """
    return bucket.admits_strangers()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_GCP_29", "AVD-GCP-0002"))
def google_storage_bucket_honours_object_acls(bucket: Bucket) -> Evidence:
    """Single objects of this bucket may be opened by access-control lists of their own.

    Why: Whoever writes an object may publish it, and no review of the bucket's roles will show it.

    Fix: Set `uniform_bucket_level_access = true`.
    """
    return bucket.uniform_access.is_false()


@rule(PUBLIC_ACCESS, Severity.LOW)
def google_storage_ip_filter_admits_everyone(bucket: Bucket) -> Evidence:
    """This bucket's IP filter is on and lets the whole internet through.

    Why: It looks like a restriction and is none.

    Fix: List the networks that need the bucket, or remove the filter.
    """
    return bucket.filter_mode.equals("Enabled") & bucket.admitted_ranges.any(is_whole_internet)


@rule(ENCRYPTION_AT_REST, Severity.HIGH)
def google_storage_object_key_in_clear(item: BucketObject) -> Evidence:
    """The key that encrypts this object is written in the configuration.

    Why: It lies in version control and in the state beside the data it should protect.

    Fix: Use a Cloud KMS key, or hand the key in through a sensitive variable.
    """
    return item.raw_key.judge(
        lambda leaf: isinstance(leaf, Known) and not leaf.secret, f"`{item.raw_key.label}` holds the key itself"
    )


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("AVD-GCP-0066",), profile="customer-keys")
def google_storage_bucket_without_customer_key(bucket: Bucket) -> Evidence:
    """This bucket is encrypted with Google's key, not with one of yours.

    Why: With a key of your own you can rotate, audit and withdraw it.

    Fix: Set `encryption { default_kms_key_name = … }`.
    """
    return bucket.key.is_absent()


@rule(PUBLIC_ACCESS, Severity.INFO, profile="retention")
def google_storage_bucket_keeps_data_for_ever(bucket: Bucket) -> Evidence:
    """Objects of this bucket are kept until somebody deletes them.

    Why: What is no longer there cannot leak; much of what leaks is years old.

    Fix: Add a `lifecycle_rule` whose action is `Delete`, for instance by `age`.
    """
    return ~bucket.lifecycle.any(lambda one: one.equals("Delete"))
