"""EventBridge buses, MSK and MQ brokers.

Facts: provider 5.100.0 request bodies (`client_broker` is TLS once the block is there; nothing is sent without
it); CloudFormation schemas 2026-10-20. MSK and MQ encrypt at rest by themselves.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import is_public, opens


class BusPolicy(Kind):
    """The policy of an event bus, or one permission in it."""

    terraform = "aws_cloudwatch_event_bus_policy"
    cloudformation = ("AWS::Events::EventBusPolicy", "AWS::Events::EventBus#Policy")

    policy = Setting(
        terraform="policy",
        cloudformation={"AWS::Events::EventBusPolicy": "Statement", "AWS::Events::EventBus#Policy": "."},
        document=True,
    )
    statement = Setting(cloudformation={"AWS::Events::EventBusPolicy": "Statement"}, document=True)


class BusPermission(Kind):
    """A permission to put events on a bus."""

    terraform = "aws_cloudwatch_event_permission"
    cloudformation = "AWS::Events::EventBusPolicy"

    principal = Setting(terraform="principal", cloudformation="Principal")
    condition = Setting(terraform="condition", cloudformation="Condition")


class Bus(Kind):
    """An event bus."""

    terraform = "aws_cloudwatch_event_bus"
    cloudformation = "AWS::Events::EventBus"

    key = Setting(terraform="kms_key_identifier", cloudformation="KmsKeyIdentifier")


class Kafka(Kind):
    """An MSK cluster."""

    terraform = "aws_msk_cluster"
    cloudformation = "AWS::MSK::Cluster"

    public = Setting(
        terraform="broker_node_group_info.connectivity_info.public_access.type",
        cloudformation="BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type",
        default="DISABLED",
        safe="DISABLED",
        levels=("DISABLED", "SERVICE_PROVIDED_EIPS"),
    )
    client_broker = Setting(
        terraform="encryption_info.encryption_in_transit.client_broker",
        cloudformation="EncryptionInfo.EncryptionInTransit.ClientBroker",
        default="TLS",
        safe="TLS",
        levels=("TLS", "TLS_PLAINTEXT", "PLAINTEXT"),
    )
    in_cluster = Setting(
        terraform="encryption_info.encryption_in_transit.in_cluster",
        cloudformation="EncryptionInfo.EncryptionInTransit.InCluster",
        default=True,
        safe=True,
    )
    unauthenticated = Setting(
        terraform="client_authentication.unauthenticated",
        cloudformation="ClientAuthentication.Unauthenticated.Enabled",
        default=False,
        safe=False,
    )
    encryption = Setting(terraform="encryption_info", cloudformation="EncryptionInfo")
    key = Setting(
        terraform="encryption_info.encryption_at_rest_kms_key_arn",
        cloudformation="EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId",
    )


class KafkaPolicy(Kind):
    """The policy of an MSK cluster."""

    terraform = "aws_msk_cluster_policy"
    cloudformation = "AWS::MSK::ClusterPolicy"

    policy = Setting(terraform="policy", cloudformation="Policy", document=True)


class Broker(Kind):
    """An MQ broker."""

    terraform = "aws_mq_broker"
    cloudformation = "AWS::AmazonMQ::Broker"

    public = Setting(terraform="publicly_accessible", cloudformation="PubliclyAccessible", default=False, safe=False)
    amazons = Setting(
        terraform="encryption_options.use_aws_owned_key",
        cloudformation="EncryptionOptions.UseAwsOwnedKey",
        default=True,
    )
    key = Setting(terraform="encryption_options.kms_key_id", cloudformation="EncryptionOptions.KmsKeyId")


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_event_bus_open_to_everyone(policy: BusPolicy) -> Evidence:
    """Anyone with an AWS account can use this event bus.

    Why: Strangers can put events of their own there; whatever listens acts on them.

    Fix: Name the accounts, or ask for `aws:PrincipalOrgID`.
    """
    return is_public(policy.policy) | opens(policy.statement)


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_event_bus_permission_open_to_everyone(permission: BusPermission) -> Evidence:
    """Anyone with an AWS account can put events on this bus.

    Why: Strangers can put events of their own there; whatever listens acts on them.

    Fix: Name an account, or add a condition on `aws:PrincipalOrgID`.
    """
    return permission.principal.equals("*") & permission.condition.is_absent()


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def aws_event_bus_without_customer_key(bus: Bus) -> Evidence:
    """This event bus is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_identifier` (`KmsKeyIdentifier`).
    """
    return is_amazons_key(bus.key)


class Schedule(Kind):
    """A schedule of EventBridge."""

    terraform = "aws_scheduler_schedule"
    cloudformation = "AWS::Scheduler::Schedule"

    key = Setting(terraform="kms_key_arn", cloudformation="KmsKeyArn")


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_297",), profile="customer-keys")
def aws_schedule_without_customer_key(schedule: Schedule) -> Evidence:
    """This schedule is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_arn` (`KmsKeyArn`).
    """
    return is_amazons_key(schedule.key)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AWS_291",))
def aws_msk_cluster_has_public_addresses(kafka: Kafka) -> Evidence:
    """The brokers of this Kafka cluster have public addresses.

    Why: Only authentication and its security group then stand between the streams and everybody.

    Fix: Set the public access type to `DISABLED`.
    """
    return kafka.public.equals("SERVICE_PROVIDED_EIPS")


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH, equivalents=("CKV_AWS_81", "AVD-AWS-0073"))
def aws_msk_cluster_accepts_plain_clients(kafka: Kafka) -> Evidence:
    """Clients may talk to this Kafka cluster unencrypted.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set `client_broker` (`ClientBroker`) to `TLS`.
    """
    return kafka.client_broker.is_in("PLAINTEXT", "TLS_PLAINTEXT")


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AWS_81", "AVD-AWS-0073"))
def aws_msk_brokers_talk_unencrypted(kafka: Kafka) -> Evidence:
    """The brokers of this Kafka cluster exchange data unencrypted.

    Why: Whoever listens in their network reads the streams.

    Fix: Leave `in_cluster` (`InCluster`) out or set it to true.
    """
    return kafka.in_cluster.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, equivalents=("CKV_AWS_81",), profile="hardening")
def aws_msk_cluster_relies_on_default_encryption(kafka: Kafka) -> Evidence:
    """This Kafka cluster does not say how it encrypts.

    Why: It is encrypted at rest in any case; what holds in transit, the documents of AWS do not agree upon.

    Fix: Write `encryption_info` (`EncryptionInfo`) out.
    """
    return kafka.encryption.is_absent()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_msk_cluster_lets_anonymous_clients_in(kafka: Kafka) -> Evidence:
    """This Kafka cluster lets clients in that do not say who they are.

    Why: Whoever gets into the network reads and writes every stream.

    Fix: Turn `unauthenticated` (`Unauthenticated.Enabled`) off and use IAM, SCRAM or client certificates.
    """
    return kafka.unauthenticated.is_true()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_msk_policy_open_to_everyone(policy: KafkaPolicy) -> Evidence:
    """The policy of this Kafka cluster lets every AWS account in.

    Why: Any account can then connect from a VPC of its own.

    Fix: Name the accounts, or ask for `aws:PrincipalOrgID`.
    """
    return is_public(policy.policy)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("AVD-AWS-0179",), profile="customer-keys")
def aws_msk_cluster_without_customer_key(kafka: Kafka) -> Evidence:
    """This Kafka cluster is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `encryption_at_rest_kms_key_arn` (`DataVolumeKMSKeyId`).
    """
    return is_amazons_key(kafka.key)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AWS_69", "AVD-AWS-0072"))
def aws_mq_broker_has_public_address(broker: Broker) -> Evidence:
    """This message broker has a public address.

    Why: Its console and its ports then face everybody; a password is all that is left.

    Fix: Set `publicly_accessible` (`PubliclyAccessible`) to false.
    """
    return broker.public.is_true()


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV_AWS_209", "W53", "AMAZON_MQ_BROKER_ENCRYPTION_OPTIONS_RULE"),
    profile="customer-keys",
)
def aws_mq_broker_without_customer_key(broker: Broker) -> Evidence:
    """This message broker is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `encryption_options.kms_key_id` (`EncryptionOptions.KmsKeyId`).
    """
    return is_amazons_key(broker.key)
