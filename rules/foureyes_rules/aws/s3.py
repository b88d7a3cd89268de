"""Amazon S3: buckets with their policy, ACL, ownership and public-access blocks; access points.

Facts: provider 5.100.0 schema, plans and request bodies; CloudFormation schemas 2026-10; S3 user guide.
Every new object is encrypted by the platform since 2023-01-05, so missing encryption is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from foureyes.model.evidence import Evidence, any_of, no, unsure, yes
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One, Satellite
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting, Untold
from foureyes.model.value import Known, Unknown
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import is_public, refuses_plain_http

_PUBLIC_ACLS = ("public-read", "public-read-write", "authenticated-read")

_KMS = ("aws:kms", "aws:kms:dsse")

BY_AGE = Untold("buckets made since April 2023 block strangers then, older ones do not")


class Bucket(Kind):
    """S3 bucket."""

    terraform = "aws_s3_bucket"
    cloudformation = "AWS::S3::Bucket"

    name = Setting(terraform="bucket", cloudformation="BucketName")
    encryption_key = Setting(
        terraform="server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.kms_master_key_id",
        cloudformation=(
            "BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.KMSMasterKeyID"
        ),
    )
    algorithm = Setting(
        terraform="server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm",
        cloudformation="BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm",
    )
    block = Satellite("PublicAccessBlock", back="bucket")
    account_blocks = Many("AccountPublicAccessBlock")
    ownership = Satellite("OwnershipControls", back="bucket")
    policies = Many("BucketPolicy", back="bucket")
    acls = Many("BucketAcl", back="bucket")
    websites = Many("Website", back="bucket")
    encryption = Satellite("BucketEncryption", back="bucket")

    def acls_are_blocked(self) -> Evidence:
        """Whether public ACLs are void: ACLs off, or a block of the bucket or the account."""
        here = self.block.ignore_acls.is_true() | self.block.block_acls.is_true()
        whole = self.account_blocks.any(
            lambda one: (one.ignore_acls.is_true() | one.block_acls.is_true()) & one.is_of_account_of(self)
        )
        return self.ownership.rule.equals("BucketOwnerEnforced") | whole | here

    def grants_strangers(self) -> Evidence:
        """Whether an access-control list of its, void or not, grants something to everybody."""
        return self.acls.any(lambda one: one.grants_strangers())

    def policies_are_blocked(self) -> Evidence:
        """Whether a block of the bucket or the account keeps strangers out whatever a policy says."""
        here = self.block.restrict_buckets.is_true() | self.block.block_policies.is_true()
        return here | self.account_blocks.any(
            lambda one: (one.restrict_buckets.is_true() | one.block_policies.is_true()) & one.is_of_account_of(self)
        )


class PublicAccessBlock(Kind):
    """A bucket's public-access block. Inside one, what is left out is off: the provider sends false."""

    terraform = "aws_s3_bucket_public_access_block"
    cloudformation = "AWS::S3::Bucket#PublicAccessBlockConfiguration"

    bucket = One(Bucket, terraform="bucket")
    block_acls = Setting(
        terraform="block_public_acls", cloudformation="BlockPublicAcls", default=False, missing=BY_AGE, safe=True
    )
    ignore_acls = Setting(
        terraform="ignore_public_acls", cloudformation="IgnorePublicAcls", default=False, missing=BY_AGE, safe=True
    )
    block_policies = Setting(
        terraform="block_public_policy", cloudformation="BlockPublicPolicy", default=False, missing=BY_AGE, safe=True
    )
    restrict_buckets = Setting(
        terraform="restrict_public_buckets",
        cloudformation="RestrictPublicBuckets",
        default=False,
        missing=BY_AGE,
        safe=True,
    )

    def is_partly_open(self) -> Evidence:
        """Whether one of its four switches is off."""
        switches = (self.block_acls, self.ignore_acls, self.block_policies, self.restrict_buckets)
        return any_of(switch.is_false() for switch in switches)


class AccountPublicAccessBlock(Kind):
    """The public-access block of a whole account."""

    terraform = "aws_s3_account_public_access_block"

    account = Setting(terraform="account_id")
    block_acls = Setting(terraform="block_public_acls", default=False, safe=True)
    ignore_acls = Setting(terraform="ignore_public_acls", default=False, safe=True)
    block_policies = Setting(terraform="block_public_policy", default=False, safe=True)
    restrict_buckets = Setting(terraform="restrict_public_buckets", default=False, safe=True)

    def is_of_account_of(self, bucket: Bucket) -> Evidence:
        """Whether it is of a bucket's account: it names none, or the caller's own, and has the same provider."""
        untold = unsure("whether the bucket is of that account cannot be told", self.place)
        if _provider(self) != _provider(bucket):
            return untold
        leaf = self.account.value
        if isinstance(leaf, Unknown) and re.fullmatch(
            r"(module\..*\.)?data\.aws_caller_identity\.[^.]+\.(account_id|id)", leaf.subject or ""
        ):
            return yes()
        absent = self.account.is_absent()
        return absent | (~absent & untold)

    def is_partly_open(self) -> Evidence:
        """Whether one of its four switches is off."""
        switches = (self.block_acls, self.ignore_acls, self.block_policies, self.restrict_buckets)
        return any_of(switch.is_false() for switch in switches)


def _provider(kind: Kind) -> str:
    """The provider configuration that a resource chooses, where it does."""
    chosen = kind.resource.metadata.get("provider") if kind.resource.metadata else None
    return str(chosen.scalar) if isinstance(chosen, Known) else ""


class BucketAcl(Kind):
    """A bucket's access-control list, inline or declared beside it."""

    terraform = ("aws_s3_bucket_acl", "aws_s3_bucket")
    cloudformation = "AWS::S3::Bucket"

    bucket = One(Bucket, terraform={"aws_s3_bucket_acl": "bucket"})
    canned = Setting(
        terraform="acl",
        cloudformation="AccessControl",
        default="private",
        values={
            "AuthenticatedRead": "authenticated-read",
            "PublicRead": "public-read",
            "PublicReadWrite": "public-read-write",
        },
        levels=("private", "authenticated-read", "public-read", "public-read-write"),
        safe="private",
    )
    grants = Many("AclGrant", back="acl")

    def grants_strangers(self) -> Evidence:
        """Whether it grants something to everybody, or to everybody with an AWS account."""
        return self.canned.is_in(*_PUBLIC_ACLS) | self.grants.any(lambda grant: grant.is_to_everybody())

    def lets_strangers_write(self) -> Evidence:
        """Whether it lets everybody change something."""
        granted = self.grants.any(
            lambda grant: (
                grant.permissions.any(lambda one: one.is_in("WRITE", "WRITE_ACP", "FULL_CONTROL"))
                & grant.is_to_everybody()
            )
        )
        return self.canned.equals("public-read-write") | granted


class Granted(Kind):
    """A bucket with all its access-control lists, or a list whose bucket is not declared here."""

    terraform = ("aws_s3_bucket", "aws_s3_bucket_acl")
    cloudformation = "AWS::S3::Bucket"

    bucket = One(Bucket, terraform={"aws_s3_bucket_acl": "bucket"})
    own = One(BucketAcl)

    def is_open_by(self, question: Callable[[BucketAcl], Evidence]) -> Evidence:
        """Whether the question holds for a list that is not void. A declared bucket answers for its lists."""
        bucket: Bucket = self.bucket
        if self.type == "aws_s3_bucket_acl" and not bucket.resource.outside:
            return no()
        asked = question(self.own) if bucket.resource.outside else bucket.acls.any(question)
        return asked & ~bucket.acls_are_blocked()


class AclGrant(Kind):
    """One grant of an access-control list."""

    terraform = ("aws_s3_bucket_acl#access_control_policy.grant[]", "aws_s3_bucket#grant[]")

    acl = One(BucketAcl)
    grantee = Setting(
        terraform={"aws_s3_bucket_acl#access_control_policy.grant[]": "grantee.uri", "aws_s3_bucket#grant[]": "uri"}
    )
    permissions = Setting(
        terraform={
            "aws_s3_bucket_acl#access_control_policy.grant[]": "permission",
            "aws_s3_bucket#grant[]": "permissions",
        }
    )

    def is_to_everybody(self) -> Evidence:
        """Whether it goes to anyone at all, or to anyone with an AWS account."""
        return self.grantee.matches(
            lambda uri: uri.rstrip("/").rsplit("/", 1)[-1] in ("AllUsers", "AuthenticatedUsers")
        )


class OwnershipControls(Kind):
    """Who owns a bucket's objects; `BucketOwnerEnforced` turns ACLs off."""

    terraform = "aws_s3_bucket_ownership_controls"
    cloudformation = "AWS::S3::Bucket#OwnershipControls"

    bucket = One(Bucket, terraform="bucket")
    rule = Setting(
        terraform="rule.object_ownership", cloudformation="Rules.ObjectOwnership", safe="BucketOwnerEnforced"
    )


class BucketPolicy(Kind):
    """A bucket's policy, inline or declared beside it."""

    terraform = ("aws_s3_bucket_policy", "aws_s3_bucket#policy")
    cloudformation = "AWS::S3::BucketPolicy"

    bucket = One(Bucket, terraform="bucket", cloudformation="Bucket")
    document = Setting(
        terraform={"aws_s3_bucket_policy": "policy", "aws_s3_bucket#policy": "."},
        cloudformation="PolicyDocument",
        document=True,
    )


class BucketEncryption(Kind):
    """A bucket's default encryption, declared beside it."""

    terraform = "aws_s3_bucket_server_side_encryption_configuration"

    bucket = One(Bucket, terraform="bucket")
    key = Setting(terraform="rule.apply_server_side_encryption_by_default.kms_master_key_id")
    algorithm = Setting(terraform="rule.apply_server_side_encryption_by_default.sse_algorithm")


class Website(Kind):
    """A bucket served as a website."""

    terraform = ("aws_s3_bucket_website_configuration", "aws_s3_bucket#website")
    cloudformation = "AWS::S3::Bucket#WebsiteConfiguration"

    bucket = One(Bucket, terraform="bucket")
    index = Setting(
        terraform={
            "aws_s3_bucket_website_configuration": "index_document.suffix",
            "aws_s3_bucket#website": "index_document",
        },
        cloudformation="IndexDocument",
    )


class AccessPoint(Kind):
    """A named way into a bucket with a policy and a block of its own."""

    terraform = "aws_s3_access_point"
    cloudformation = "AWS::S3::AccessPoint"

    bucket = One(Bucket, terraform="bucket", cloudformation="Bucket")
    network = Setting(terraform="vpc_configuration.vpc_id", cloudformation="VpcConfiguration.VpcId")
    policy = Setting(terraform="policy", cloudformation="Policy", document=True)
    block_policies = Setting(
        terraform="public_access_block_configuration.block_public_policy",
        cloudformation="PublicAccessBlockConfiguration.BlockPublicPolicy",
        default=True,
        safe=True,
    )
    restrict_buckets = Setting(
        terraform="public_access_block_configuration.restrict_public_buckets",
        cloudformation="PublicAccessBlockConfiguration.RestrictPublicBuckets",
        default=True,
        safe=True,
    )


def _writes(action: str) -> bool:
    """Whether an action pattern changes something: objects, the bucket or its protection."""
    return not re.match(r"s3:(get|list|describe|head)", action)


def _reads(action: str) -> bool:
    return not _writes(action) or action in ("*", "s3:*")


@rule(
    PUBLIC_ACCESS,
    Severity.CRITICAL,
    equivalents=("CKV_AWS_70", "FG_R00210", "FG_R00279", "F16", "S3_BUCKET_POLICY_NO_WILDCARD_PRINCIPAL"),
)
def aws_s3_bucket_policy_open_to_readers(policy: BucketPolicy) -> Evidence:
    """Anyone on the internet can read from this bucket, because its policy lets everybody in.

    Why: Anonymous requests need no account and leave no name. Open buckets are the commonest way in which
    whole customer databases have leaked.

    Fix: Name the accounts, roles or services that need it as the principal, or pin the callers by a condition
    on `aws:PrincipalOrgID` or `aws:SourceVpce`; serve public content through CloudFront with origin access
    control. Keep all four switches of the public-access block on.
    """
    return is_public(policy.document, _reads) & ~policy.bucket.policies_are_blocked()


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV_AWS_70", "FG_R00279", "F16"))
def aws_s3_bucket_policy_open_to_writers(policy: BucketPolicy) -> Evidence:
    """Anyone on the internet can change or delete what is in this bucket, because its policy lets everybody in.

    Why: Strangers can plant malware under your name, overwrite or delete data, or run up the bill.

    Fix: Name the accounts, roles or services that may write as the principal, and keep all four switches of
    the public-access block on.
    """
    return is_public(policy.document, _writes) & ~policy.bucket.policies_are_blocked()


@rule(
    PUBLIC_ACCESS,
    Severity.CRITICAL,
    equivalents=("CKV_AWS_20", "CKV2_AWS_43", "AVD-AWS-0092", "FG_R00274", "FG_R00275", "W31", "F14"),
)
def aws_s3_bucket_acl_open_to_everyone(granted: Granted) -> Evidence:
    """Anyone on the internet can reach this bucket's data, because its access-control list grants it.

    Why: A public ACL lets anonymous callers list or read the bucket; `authenticated-read` lets in anyone who
    has any AWS account at all.

    Fix: Use the `private` ACL, or turn ACLs off with `BucketOwnerEnforced`, and keep all four switches of the
    public-access block on.
    """
    return granted.is_open_by(lambda acl: acl.grants_strangers())


@rule(
    PUBLIC_ACCESS,
    Severity.CRITICAL,
    equivalents=("CKV_AWS_57", "S3_BUCKET_NO_PUBLIC_RW_ACL", "AVD-AWS-0092", "FG_R00276", "F14"),
)
def aws_s3_bucket_acl_open_to_writers(granted: Granted) -> Evidence:
    """Anyone on the internet can put or delete objects in this bucket, because its access-control list grants it.

    Why: Strangers can plant malware under your name, overwrite or delete data, or run up the bill.

    Fix: Use the `private` ACL, or turn ACLs off with `BucketOwnerEnforced`, and keep all four switches of the
    public-access block on.
    """
    return granted.is_open_by(lambda acl: acl.lets_strangers_write())


@rule(
    PUBLIC_ACCESS,
    Severity.MEDIUM,
    equivalents=("FG_R00229", "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED"),
)
def aws_s3_public_access_block_has_gaps(block: PublicAccessBlock) -> Evidence:
    """This bucket's public-access block leaves a way open.

    Why: The block is the guard rail that keeps a later policy or ACL from publishing the bucket. A switch
    that is left out counts as off, which is weaker than having no block on a new bucket.

    Fix: Set all four switches to true.
    """
    return block.is_partly_open()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_s3_account_public_access_block_has_gaps(block: AccountPublicAccessBlock) -> Evidence:
    """The public-access block of the whole account leaves a way open.

    Why: It is the last guard rail for every bucket of the account. A switch that is left out counts as off.

    Fix: Set all four switches to true.
    """
    return block.is_partly_open()


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def aws_s3_access_point_open_to_everyone(point: AccessPoint) -> Evidence:
    """Anyone on the internet can use this access point, because its policy lets everybody in.

    Why: An access point opens its bucket under a name of its own; its policy counts beside the bucket's.

    Fix: Name the principals that need it, or bind the access point to a VPC.
    """
    blocked = point.restrict_buckets.is_true() | point.block_policies.is_true()
    return is_public(point.policy) & point.network.is_absent() & ~blocked & ~point.bucket.policies_are_blocked()


@rule(
    ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("S3_BUCKET_SSL_REQUESTS_ONLY", "FG_R00100"), profile="hardening"
)
def aws_s3_bucket_accepts_plain_http(bucket: Bucket) -> Evidence:
    """No policy of this bucket refuses unencrypted requests.

    Why: S3 answers over HTTP too; a client that asks that way sends its data in clear.

    Fix: Add a statement that denies everything when `aws:SecureTransport` is `false`.
    """
    return ~bucket.policies.any(lambda policy: refuses_plain_http(policy.document))


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV_AWS_145", "AVD-AWS-0132", "S3_DEFAULT_ENCRYPTION_KMS"),
    profile="customer-keys",
)
def aws_s3_bucket_without_customer_key(bucket: Bucket) -> Evidence:
    """This bucket is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you can rotate, audit and withdraw it.

    Fix: Configure `aws:kms` with the ARN of your key as the bucket's default encryption.
    """
    beside = bucket.encryption
    inline = bucket.algorithm.is_in(*_KMS) & ~is_amazons_key(bucket.encryption_key)
    return ~inline & ~(beside.algorithm.is_in(*_KMS) & ~is_amazons_key(beside.key))
