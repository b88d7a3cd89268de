"""SNS topics, their policies and subscriptions.

Facts: the policy that SNS gives a new topic names everybody and pins them by `aws:SourceOwner`: not public
(SNS developer guide); topics are not encrypted with a key of KMS by themselves.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import is_public


class Topic(Kind):
    """An SNS topic."""

    terraform = "aws_sns_topic"
    cloudformation = "AWS::SNS::Topic"

    key = Setting(terraform="kms_master_key_id", cloudformation="KmsMasterKeyId")


class TopicPolicy(Kind):
    """The policy of a topic, inline or declared beside it."""

    terraform = ("aws_sns_topic_policy", "aws_sns_topic#policy")
    cloudformation = ("AWS::SNS::TopicPolicy", "AWS::SNS::TopicInlinePolicy")

    policy = Setting(
        terraform={"aws_sns_topic_policy": "policy", "aws_sns_topic#policy": "."},
        cloudformation="PolicyDocument",
        document=True,
    )


class Subscription(Kind):
    """A subscription to a topic, inline or declared beside it."""

    terraform = "aws_sns_topic_subscription"
    cloudformation = ("AWS::SNS::Subscription", "AWS::SNS::Topic#Subscription")

    protocol = Setting(terraform="protocol", cloudformation="Protocol")


@rule(
    PUBLIC_ACCESS,
    Severity.CRITICAL,
    equivalents=("CKV_AWS_169", "CKV_AWS_385", "F18", "SNS_TOPICPOLICY_NO_WILDCARD_PRINCIPAL"),
)
def aws_sns_topic_open_to_everyone(policy: TopicPolicy) -> Evidence:
    """Anyone on the internet can subscribe to this topic or publish to it.

    Why: Strangers get a copy of every message, or make your systems act on messages of their own.

    Fix: Name the principals, or pin the callers by `aws:SourceOwner`, `aws:SourceArn` or `aws:PrincipalOrgID`.
    """
    return is_public(policy.policy)


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV_AWS_26", "AVD-AWS-0095", "W47", "SNS_ENCRYPTED_KMS"))
def aws_sns_topic_without_kms(topic: Topic) -> Evidence:
    """The messages of this topic are not encrypted with a key of KMS.

    Why: They lie on disk in the service until they are delivered.

    Fix: Set `kms_master_key_id` (`KmsMasterKeyId`), if only to `alias/aws/sns`.
    """
    return topic.key.is_absent()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("AVD-AWS-0136",), profile="customer-keys")
def aws_sns_topic_without_customer_key(topic: Topic) -> Evidence:
    """This topic is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_master_key_id` (`KmsMasterKeyId`).
    """
    return is_amazons_key(topic.key)


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("FG_R00052",))
def aws_sns_subscription_over_plain_http(subscription: Subscription) -> Evidence:
    """This subscription delivers messages over unencrypted HTTP.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Subscribe an `https` endpoint.
    """
    return subscription.protocol.equals("http")
