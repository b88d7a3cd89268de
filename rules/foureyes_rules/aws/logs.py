"""CloudTrail and CloudWatch Logs.

Facts: both encrypt by themselves; CloudFormation spells `KMSKeyId` for a trail and `KmsKeyId` for an event data
store (CloudFormation schemas 2026-10-20).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Some
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.aws.s3 import Bucket
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import is_public


class Trail(Kind):
    """A trail of CloudTrail."""

    terraform = "aws_cloudtrail"
    cloudformation = "AWS::CloudTrail::Trail"

    buckets = Some(Bucket, terraform="s3_bucket_name", cloudformation="S3BucketName")
    key = Setting(terraform="kms_key_id", cloudformation="KMSKeyId")

    def writes_to_open_bucket(self) -> Evidence:
        """Whether the bucket of its logs is declared here and open to strangers."""
        return self.buckets.any(_is_open)


def _is_open(bucket: Bucket) -> Evidence:
    opened = bucket.policies.any(lambda one: is_public(one.document)) & ~bucket.policies_are_blocked()
    return opened | (bucket.grants_strangers() & ~bucket.acls_are_blocked())


class EventStore(Kind):
    """An event data store."""

    terraform = "aws_cloudtrail_event_data_store"
    cloudformation = "AWS::CloudTrail::EventDataStore"

    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")


class TrailPolicy(Kind):
    """The policy of an event data store or channel."""

    cloudformation = "AWS::CloudTrail::ResourcePolicy"

    policy = Setting(cloudformation="ResourcePolicy", document=True)


class LogGroup(Kind):
    """A log group."""

    terraform = "aws_cloudwatch_log_group"
    cloudformation = "AWS::Logs::LogGroup"

    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")
    days = Setting(terraform="retention_in_days", cloudformation="RetentionInDays")


class LogPolicy(Kind):
    """The policy of a log destination, of a log group, or of the logs of an account."""

    terraform = ("aws_cloudwatch_log_destination_policy", "aws_cloudwatch_log_resource_policy")
    cloudformation = (
        "AWS::Logs::Destination#DestinationPolicy",
        "AWS::Logs::ResourcePolicy",
        "AWS::Logs::LogGroup#ResourcePolicyDocument",
    )

    policy = Setting(
        terraform=("access_policy", "policy_document"),
        cloudformation={
            "AWS::Logs::Destination#DestinationPolicy": ".",
            "AWS::Logs::ResourcePolicy": "PolicyDocument",
            "AWS::Logs::LogGroup#ResourcePolicyDocument": ".",
        },
        document=True,
    )


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("AVD-AWS-0161", "FG_R00028"))
def aws_cloudtrail_bucket_open_to_everyone(trail: Trail) -> Evidence:
    """Anyone on the internet can read the audit log of this account, because its bucket is open.

    Why: It tells who works with what, with names, addresses and resource ids: a map for an attack, and what to hide
    from it.

    Fix: Close the bucket: no public ACL or policy, all four switches of the public-access block on.
    """
    return trail.writes_to_open_bucket()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_cloudtrail_policy_open_to_everyone(policy: TrailPolicy) -> Evidence:
    """Anyone with an AWS account can use this event data store or channel.

    Why: Strangers can put in events of their own, or read yours.

    Fix: Name the accounts that need it.
    """
    return is_public(policy.policy)


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_logs_policy_open_to_everyone(policy: LogPolicy) -> Evidence:
    """Anyone with an AWS account can use this log group or destination.

    Why: Strangers can read logs, or flood them with their own.

    Fix: Name the accounts or services that need it.
    """
    return is_public(policy.policy)


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV_AWS_35", "AVD-AWS-0015", "FG_R00035", "CLOUD_TRAIL_ENCRYPTION_ENABLED"),
    profile="customer-keys",
)
def aws_cloudtrail_without_customer_key(trail: Trail) -> Evidence:
    """The logs of this trail are encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KMSKeyId`).
    """
    return is_amazons_key(trail.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_294",), profile="customer-keys")
def aws_cloudtrail_store_without_customer_key(store: EventStore) -> Evidence:
    """This event data store is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(store.key)


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV_AWS_158", "AVD-AWS-0017", "W84", "FG_R00068", "CLOUDWATCH_LOG_GROUP_ENCRYPTED"),
    profile="customer-keys",
)
def aws_log_group_without_customer_key(group: LogGroup) -> Evidence:
    """This log group is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(group.key)


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV_AWS_66", "W86"), profile="retention")
def aws_log_group_keeps_everything(group: LogGroup) -> Evidence:
    """This log group keeps its entries for ever.

    Why: What is kept for ever can leak for ever; part of what leaks turn up is years old.

    Fix: Set `retention_in_days` (`RetentionInDays`).
    """
    return group.days.is_absent() | group.days.equals(0)
