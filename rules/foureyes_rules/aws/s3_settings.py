"""Amazon S3: what leads up to open buckets, and what is kept in them.

Facts: S3 user guide 2023-06: buckets made since April 2023 block strangers and have no ACLs, every object is
encrypted since 2023-01-05; provider 5.100.0 schema and request bodies; CloudFormation schemas 2026-10.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, no
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.aws.s3 import AclGrant, Bucket, BucketAcl, PublicAccessBlock, Website
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import refuses_plain_http

_PUBLIC = ("public-read", "public-read-write", "authenticated-read")
_OWNERSHIP = ("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter")
_ALGORITHMS = ("AES256", "aws:kms", "aws:kms:dsse", "aws:fsx")


class StoredObject(Kind):
    """An object put into a bucket."""

    terraform = ("aws_s3_object", "aws_s3_bucket_object", "aws_s3_object_copy")

    bucket = One(Bucket, terraform="bucket")
    acl = Setting(terraform="acl")
    key = Setting(terraform="kms_key_id")


class Companions(Kind):
    """A bucket with what is declared beside it."""

    terraform = "aws_s3_bucket"
    cloudformation = "AWS::S3::Bucket"

    name = Setting(terraform="bucket", cloudformation="BucketName")
    algorithm = Setting(
        terraform="server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm",
        cloudformation=(
            "BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm"
        ),
    )
    inline_lifecycle = Setting(terraform="lifecycle_rule", cloudformation="LifecycleConfiguration")
    blocks = Many("BlockOfBucket", back="bucket")
    encryptions = Many("EncryptionOfBucket", back="bucket")
    lifecycles = Many("Lifecycle", back="bucket")


class BlockOfBucket(Kind):
    """The public-access block of a bucket, to see whether there is one."""

    terraform = "aws_s3_bucket_public_access_block"
    cloudformation = "AWS::S3::Bucket#PublicAccessBlockConfiguration"

    bucket = One(Bucket, terraform="bucket")
    acls = Setting(terraform="block_public_acls", cloudformation="BlockPublicAcls", default=False, safe=True)
    policies = Setting(terraform="block_public_policy", cloudformation="BlockPublicPolicy", default=False, safe=True)
    ignored_acls = Setting(terraform="ignore_public_acls", cloudformation="IgnorePublicAcls", safe=True)
    kept_private = Setting(terraform="restrict_public_buckets", cloudformation="RestrictPublicBuckets", safe=True)

    def stands(self) -> Evidence:
        """Whether it refuses both kinds of opening."""
        return self.acls.is_true() & self.policies.is_true()


class EncryptionOfBucket(Kind):
    """The default encryption of a bucket, declared beside it."""

    terraform = "aws_s3_bucket_server_side_encryption_configuration"

    bucket = One(Companions, terraform="bucket")
    algorithm = Setting(terraform="rule.apply_server_side_encryption_by_default.sse_algorithm")


class Lifecycle(Kind):
    """The lifecycle of a bucket's objects, declared beside it."""

    terraform = "aws_s3_bucket_lifecycle_configuration"

    bucket = One(Companions, terraform="bucket")


class Cors(Kind):
    """What a bucket tells browsers about other sites."""

    terraform = ("aws_s3_bucket_cors_configuration#cors_rule", "aws_s3_bucket#cors_rule")
    cloudformation = "AWS::S3::Bucket#CorsConfiguration.CorsRules"

    origins = Setting(terraform="allowed_origins", cloudformation="AllowedOrigins")
    methods = Setting(terraform="allowed_methods", cloudformation="AllowedMethods")


class DefaultEncryption(Kind):
    """A rule of a bucket's default encryption."""

    terraform = (
        "aws_s3_bucket_server_side_encryption_configuration#rule",
        "aws_s3_bucket#server_side_encryption_configuration.rule",
    )
    cloudformation = "AWS::S3::Bucket#BucketEncryption.ServerSideEncryptionConfiguration"

    blocked = Setting(terraform="blocked_encryption_types", cloudformation="BlockedEncryptionTypes.EncryptionType")


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_s3_object_open_to_everyone(object: StoredObject) -> Evidence:
    """Anyone on the internet can read this object, because its access-control list grants it.

    Why: The bucket looks closed, the object is not; such strays are found by trying names.

    Fix: Take the public `acl` out; turn ACLs off with `BucketOwnerEnforced`.
    """
    return object.acl.is_in(*_PUBLIC) & ~object.bucket.acls_are_blocked()


class Ownership(Kind):
    """Who owns a bucket's objects."""

    terraform = "aws_s3_bucket_ownership_controls"
    cloudformation = "AWS::S3::Bucket#OwnershipControls"

    rule = Setting(
        terraform="rule.object_ownership",
        cloudformation="Rules.ObjectOwnership",
        levels=_OWNERSHIP,
        safe="BucketOwnerEnforced",
    )


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV2_AWS_65",))
def aws_s3_bucket_heeds_access_control_lists(ownership: Ownership) -> Evidence:
    """This bucket heeds access-control lists.

    Why: Then one object, or one request, can publish what the policy keeps closed.

    Fix: Set the ownership to `BucketOwnerEnforced`.
    """
    return ownership.rule.is_in("ObjectWriter", "BucketOwnerPreferred")


@rule(
    PUBLIC_ACCESS,
    Severity.INFO,
    equivalents=("CKV2_AWS_6", "AVD-AWS-0094", "AVD-AWS-0086", "AVD-AWS-0087", "AVD-AWS-0091", "AVD-AWS-0093"),
    profile="hardening",
)
def aws_s3_bucket_without_public_access_block(companions: Companions) -> Evidence:
    """Nothing is said about a public-access block of this bucket.

    Why: New buckets block strangers by themselves; written out, nobody turns it off unseen.

    Fix: Declare a public-access block with all four switches on.
    """
    return companions.blocks.is_empty()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV2_AWS_6",), profile="hardening")
def aws_s3_bucket_public_access_block_is_weak(companions: Companions) -> Evidence:
    """The public-access block of this bucket lets public policies or access-control lists in.

    Why: Whoever may change the bucket can then publish it.

    Fix: Set `block_public_acls` and `block_public_policy` (`BlockPublicAcls`, `BlockPublicPolicy`) to true.
    """
    return ~companions.blocks.is_empty() & ~companions.blocks.any(lambda one: one.stands())


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_53", "AVD-AWS-0086"), profile="hardening")
def aws_s3_public_access_block_lets_public_acls_in(block: PublicAccessBlock) -> Evidence:
    """This bucket's public-access block accepts public access-control lists.

    Why: It is one of four switches that are meant to be on together.

    Fix: Set `block_public_acls` (`BlockPublicAcls`) to true.
    """
    return block.block_acls.is_false()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_54", "AVD-AWS-0087"), profile="hardening")
def aws_s3_public_access_block_lets_public_policies_in(block: PublicAccessBlock) -> Evidence:
    """This bucket's public-access block accepts public policies.

    Why: It is one of four switches that are meant to be on together.

    Fix: Set `block_public_policy` (`BlockPublicPolicy`) to true.
    """
    return block.block_policies.is_false()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_55", "AVD-AWS-0091"), profile="hardening")
def aws_s3_public_access_block_heeds_public_acls(block: PublicAccessBlock) -> Evidence:
    """This bucket's public-access block heeds public access-control lists.

    Why: It is one of four switches that are meant to be on together.

    Fix: Set `ignore_public_acls` (`IgnorePublicAcls`) to true.
    """
    return block.ignore_acls.is_false()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_56", "AVD-AWS-0093"), profile="hardening")
def aws_s3_public_access_block_heeds_public_policies(block: PublicAccessBlock) -> Evidence:
    """This bucket's public-access block serves strangers under a public policy.

    Why: It is one of four switches that are meant to be on together.

    Fix: Set `restrict_public_buckets` (`RestrictPublicBuckets`) to true.
    """
    return block.restrict_buckets.is_false()


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("AVD-AWS-0088", "W41", "FG_R00099", "S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED"),
    profile="hardening",
)
def aws_s3_bucket_relies_on_default_encryption(companions: Companions) -> Evidence:
    """Nothing is said about the encryption of this bucket.

    Why: S3 encrypts every object by itself since January 2023; this only asks to write it out.

    Fix: Declare the default encryption.
    """
    return companions.algorithm.is_absent() & ~companions.encryptions.any(lambda one: one.algorithm.is_present())


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV_AWS_19",), profile="hardening")
def aws_s3_bucket_with_unknown_encryption(companions: Companions) -> Evidence:
    """The encryption of this bucket is set to nothing that S3 knows.

    Why: The platform refuses it, so what was meant is not what holds.

    Fix: Set the algorithm to `AES256`, `aws:kms` or `aws:kms:dsse`.
    """
    odd = companions.algorithm.is_present() & ~companions.algorithm.is_in(*_ALGORITHMS)
    return odd | companions.encryptions.any(lambda one: ~one.algorithm.is_in(*_ALGORITHMS))


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AWS_375",))
def aws_s3_bucket_acl_shows_itself(grant: AclGrant) -> Evidence:
    """Anyone on the internet can read the access-control list of this bucket.

    Why: It tells strangers whom to imitate.

    Fix: Take the grants of `READ_ACP` and `FULL_CONTROL` to groups out.
    """
    shown = grant.permissions.any(lambda one: one.is_in("READ_ACP", "FULL_CONTROL"))
    return grant.is_to_everybody() & shown & ~grant.acl.bucket.acls_are_blocked()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_AWS_379",), profile="hardening")
def aws_s3_public_bucket_over_plain_http(acl: BucketAcl) -> Evidence:
    """This bucket is open to everybody by its access-control list and refuses nobody who comes without TLS.

    Why: What strangers fetch can be read and changed on the way.

    Fix: Close it, or add a statement that denies everything when `aws:SecureTransport` is `false`.
    """
    if acl.bucket.resource.outside:
        return no()
    site = acl.bucket.websites.is_empty()
    refused = acl.bucket.policies.any(lambda one: refuses_plain_http(one.document))
    return acl.grants_strangers() & ~acl.bucket.acls_are_blocked() & site & ~refused


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV2_AWS_61", "W51"), profile="retention")
def aws_s3_bucket_keeps_everything(companions: Companions) -> Evidence:
    """Nothing in this bucket ever expires.

    Why: What is kept for ever can leak for ever; much of what leaks is years old and long forgotten.

    Fix: Add a lifecycle with expirations for what has a term.
    """
    return companions.inline_lifecycle.is_absent() & companions.lifecycles.is_empty()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV2_AWS_75",))
def aws_s3_bucket_changed_from_every_site(cors: Cors) -> Evidence:
    """Pages of every site may change this bucket in the browser of whoever is signed in.

    Why: It grants nothing by itself, but leaves hostile pages nothing in the way.

    Fix: List your own origins.
    """
    changing = cors.methods.any(lambda one: one.is_in("PUT", "POST", "DELETE"))
    return cors.origins.any(lambda one: one.equals("*")) & changing


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def aws_s3_website_over_plain_http(website: Website) -> Evidence:
    """This bucket is served as a website, which speaks unencrypted HTTP only.

    Why: Whoever stands on the way can read and change the pages.

    Fix: Put CloudFront with origin access control in front, and no website configuration.
    """
    return website.index.is_present()


@rule(ENCRYPTION_AT_REST, Severity.LOW)
def aws_s3_bucket_accepts_foreign_keys(encryption: DefaultEncryption) -> Evidence:
    """This bucket lets callers encrypt objects with keys that only they hold.

    Why: Thieves of credentials have encrypted whole buckets that way and asked for ransom (Codefinger, 2025).

    Fix: Block `SSE-C` in `blocked_encryption_types` (`BlockedEncryptionTypes`).
    """
    return encryption.blocked.any(lambda one: one.equals("NONE"))


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_181", "CKV_AWS_186"), profile="customer-keys")
def aws_s3_object_without_customer_key(object: StoredObject) -> Evidence:
    """This object is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id`.
    """
    return is_amazons_key(object.key)
