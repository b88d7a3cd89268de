"""Amazon S3: other ways to objects: access points and their policies, tables, vectors.

Facts: provider 5.100.0 schema (a switch left out of an access point's block is on, unlike a bucket's);
CloudFormation schemas 2026-10-20; directory buckets never let strangers in.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, any_of
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import is_public


class PointBlock(Kind):
    """The public-access block of an access point."""

    terraform = (
        "aws_s3_access_point#public_access_block_configuration",
        "aws_s3control_multi_region_access_point#details.public_access_block",
    )
    cloudformation = (
        "AWS::S3::AccessPoint#PublicAccessBlockConfiguration",
        "AWS::S3::MultiRegionAccessPoint#PublicAccessBlockConfiguration",
    )

    block_acls = Setting(terraform="block_public_acls", cloudformation="BlockPublicAcls", default=True, safe=True)
    ignore_acls = Setting(terraform="ignore_public_acls", cloudformation="IgnorePublicAcls", default=True, safe=True)
    block_policies = Setting(
        terraform="block_public_policy", cloudformation="BlockPublicPolicy", default=True, safe=True
    )
    restrict = Setting(
        terraform="restrict_public_buckets", cloudformation="RestrictPublicBuckets", default=True, safe=True
    )


class PointPolicy(Kind):
    """The policy of an access point, declared beside it."""

    terraform = (
        "aws_s3control_access_point_policy",
        "aws_s3control_multi_region_access_point_policy",
        "aws_s3control_object_lambda_access_point_policy",
    )
    cloudformation = ("AWS::S3::MultiRegionAccessPointPolicy", "AWS::S3ObjectLambda::AccessPointPolicy")

    policy = Setting(
        terraform={
            "aws_s3control_access_point_policy": "policy",
            "aws_s3control_multi_region_access_point_policy": "details.policy",
            "aws_s3control_object_lambda_access_point_policy": "policy",
        },
        cloudformation={
            "AWS::S3::MultiRegionAccessPointPolicy": "Policy",
            "AWS::S3ObjectLambda::AccessPointPolicy": "PolicyDocument",
        },
        document=True,
    )


class TablePolicy(Kind):
    """The policy of a table or vector bucket."""

    terraform = ("aws_s3tables_table_bucket_policy", "aws_s3tables_table_policy")
    cloudformation = (
        "AWS::S3Tables::TableBucketPolicy",
        "AWS::S3Tables::TablePolicy",
        "AWS::S3Vectors::VectorBucketPolicy",
    )

    policy = Setting(terraform="resource_policy", cloudformation=("ResourcePolicy", "Policy"), document=True)


class DirectoryPolicy(Kind):
    """The policy of a directory bucket."""

    cloudformation = "AWS::S3Express::BucketPolicy"

    policy = Setting(cloudformation="PolicyDocument", document=True)


class TableBucket(Kind):
    """A table or vector bucket."""

    terraform = "aws_s3tables_table_bucket"
    cloudformation = ("AWS::S3Tables::TableBucket", "AWS::S3Vectors::VectorBucket")

    key = Setting(
        terraform="encryption_configuration.kms_key_arn",
        cloudformation=("EncryptionConfiguration.KMSKeyArn", "EncryptionConfiguration.KmsKeyArn"),
    )


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AWS_392",))
def aws_s3_access_point_block_has_gaps(block: PointBlock) -> Evidence:
    """This access point's public-access block leaves a way open.

    Why: It can never be closed again: the block is set when the access point is made.

    Fix: Leave the block out or set all four switches to true.
    """
    return any_of(one.is_false() for one in (block.block_acls, block.ignore_acls, block.block_policies, block.restrict))


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_s3_access_point_policy_open_to_everyone(policy: PointPolicy) -> Evidence:
    """The policy of this access point lets everybody in.

    Why: Unless a public-access block holds, strangers reach the objects under this name.

    Fix: Name the principals that need it.
    """
    return is_public(policy.policy)


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_s3_table_policy_open_to_everyone(policy: TablePolicy) -> Evidence:
    """The policy of this table or vector bucket lets everybody in.

    Why: Strangers can read or change the data in it.

    Fix: Name the accounts, or ask for `aws:PrincipalOrgID`.
    """
    return is_public(policy.policy)


@rule(PUBLIC_ACCESS, Severity.LOW)
def aws_s3_directory_bucket_policy_open_to_everyone(policy: DirectoryPolicy) -> Evidence:
    """The policy of this directory bucket lets everybody in.

    Why: The platform refuses it: the deployment fails, or what was meant is not what is written.

    Fix: Name the principals that need it.
    """
    return is_public(policy.policy)


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def aws_s3_table_bucket_without_customer_key(bucket: TableBucket) -> Evidence:
    """This table or vector bucket is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `encryption_configuration.kms_key_arn` (`EncryptionConfiguration.KMSKeyArn`).
    """
    return is_amazons_key(bucket.key)
