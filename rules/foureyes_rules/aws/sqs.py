"""SQS queues and their policies.

Facts: new queues are encrypted by the service since October 2022; only an explicit `false` turns that off
(provider 5.100.0 request bodies; API models of botocore 1.44.5).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, any_of
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import allows_all_actions, is_public, refuses_plain_http


class Queue(Kind):
    """An SQS queue."""

    terraform = "aws_sqs_queue"
    cloudformation = "AWS::SQS::Queue"

    name = Setting(terraform="name", cloudformation="QueueName")
    managed = Setting(
        terraform="sqs_managed_sse_enabled", cloudformation="SqsManagedSseEnabled", default=True, safe=True
    )
    said = Setting(terraform="sqs_managed_sse_enabled", cloudformation="SqsManagedSseEnabled")
    key = Setting(terraform="kms_master_key_id", cloudformation="KmsMasterKeyId")
    policies = Many("PolicyTarget", back="queue")


class QueuePolicy(Kind):
    """The policy of a queue, inline or declared beside it."""

    terraform = ("aws_sqs_queue_policy", "aws_sqs_queue#policy")
    cloudformation = ("AWS::SQS::QueuePolicy", "AWS::SQS::QueueInlinePolicy")

    policy = Setting(
        terraform={"aws_sqs_queue_policy": "policy", "aws_sqs_queue#policy": "."},
        cloudformation="PolicyDocument",
        document=True,
    )


class PolicyTarget(Kind):
    """That a policy holds for a queue."""

    terraform = ("aws_sqs_queue_policy#queue_url", "aws_sqs_queue#policy")
    cloudformation = ("AWS::SQS::QueuePolicy#Queues", "AWS::SQS::QueueInlinePolicy#Queue")

    queue = One(Queue, terraform=".", cloudformation=".")
    owner = One(QueuePolicy)


@rule(
    PUBLIC_ACCESS,
    Severity.CRITICAL,
    equivalents=(
        "CKV_AWS_168",
        "CKV_AWS_387",
        "AVD-AWS-0097",
        "F21",
        "FG_R00049",
        "SQS_QUEUEPOLICY_NO_WILDCARD_PRINCIPAL",
    ),
)
def aws_sqs_queue_open_to_everyone(policy: QueuePolicy) -> Evidence:
    """Anyone on the internet can send to this queue, or read and delete its messages.

    Why: Strangers can read what your systems tell each other, or make them act on messages of their own.

    Fix: Name the principals, or pin the callers by `aws:SourceArn`, `aws:SourceAccount` or `aws:PrincipalOrgID`.
    """
    return is_public(policy.policy)


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_72", "F20", "F7"), profile="hardening")
def aws_sqs_queue_policy_allows_every_action(policy: QueuePolicy) -> Evidence:
    """The policy of this queue allows every action.

    Why: Whoever may only need to send can then also read, delete and change the policy.

    Fix: List the actions that are needed.
    """
    return allows_all_actions(policy.policy)


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("AVD-AWS-0096", "CKV_AWS_27", "W48", "FG_R00070"))
def aws_sqs_queue_unencrypted(queue: Queue) -> Evidence:
    """Encryption is turned off for this queue.

    Why: Its messages lie on disk in clear; the service would encrypt them by itself.

    Fix: Leave `sqs_managed_sse_enabled` (`SqsManagedSseEnabled`) out, or name a key.
    """
    return queue.managed.is_false() & queue.key.is_absent()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("AVD-AWS-0096",), profile="hardening")
def aws_sqs_queue_relies_on_default_encryption(queue: Queue) -> Evidence:
    """This queue does not say that it is encrypted.

    Why: The service encrypts new queues by itself; queues of before October 2022 may be in clear.

    Fix: Set `sqs_managed_sse_enabled` (`SqsManagedSseEnabled`) to true, or name a key.
    """
    return queue.said.is_absent() & queue.key.is_absent()


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV2_AWS_73", "CKV_AWS_27", "AVD-AWS-0135", "W48", "SQS_QUEUE_KMS_MASTER_KEY_ID_RULE"),
    profile="customer-keys",
)
def aws_sqs_queue_without_customer_key(queue: Queue) -> Evidence:
    """This queue is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_master_key_id` (`KmsMasterKeyId`).
    """
    return is_amazons_key(queue.key)


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, profile="hardening")
def aws_sqs_queue_accepts_plain_http(queue: Queue) -> Evidence:
    """No policy of this queue refuses unencrypted requests.

    Why: The service answers over HTTP too; a client that asks that way sends its messages in clear.

    Fix: Add a statement that denies everything when `aws:SecureTransport` is `false`.
    """
    return ~any_of(refuses_plain_http(one.owner.policy) for one in queue.policies)
