"""DynamoDB tables and DAX caches.

Facts: DynamoDB encrypts every table and refuses public policies (service guide), so neither is a fault; DAX
does not encrypt by itself (provider 5.100.0 schema; CloudFormation schemas 2026-10-20).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import is_public


class Table(Kind):
    """A DynamoDB table."""

    terraform = "aws_dynamodb_table"
    cloudformation = ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")

    sse = Setting(
        terraform="server_side_encryption.enabled", cloudformation="SSESpecification.SSEEnabled", default=False
    )
    key = Setting(
        terraform="server_side_encryption.kms_key_arn",
        cloudformation={
            "AWS::DynamoDB::Table": "SSESpecification.KMSMasterKeyId",
            "AWS::DynamoDB::GlobalTable": "Replicas[].SSESpecification.KMSMasterKeyId",
        },
    )


class Replica(Kind):
    """A replica of a table in another Region."""

    terraform = "aws_dynamodb_table_replica"

    key = Setting(terraform="kms_key_arn")


class Cache(Kind):
    """A DAX cluster."""

    terraform = "aws_dax_cluster"
    cloudformation = "AWS::DAX::Cluster"

    sse = Setting(
        terraform="server_side_encryption.enabled",
        cloudformation="SSESpecification.SSEEnabled",
        default=False,
        safe=True,
    )
    tls = Setting(
        terraform="cluster_endpoint_encryption_type",
        cloudformation="ClusterEndpointEncryptionType",
        default="NONE",
        safe="TLS",
    )


class TablePolicy(Kind):
    """The policy of a table."""

    terraform = "aws_dynamodb_resource_policy"
    cloudformation = "AWS::DynamoDB::Table#ResourcePolicy"

    policy = Setting(terraform="policy", cloudformation="PolicyDocument", document=True)


@rule(PUBLIC_ACCESS, Severity.LOW)
def aws_dynamodb_policy_open_to_everyone(policy: TablePolicy) -> Evidence:
    """The policy of this table lets everybody in.

    Why: DynamoDB refuses such a policy: the deployment fails, or what was meant is not what is written.

    Fix: Name the principals that need the table.
    """
    return is_public(policy.policy)


@rule(ENCRYPTION_AT_REST, Severity.HIGH, equivalents=("CKV_AWS_47", "AVD-AWS-0023", "W83", "DAX_ENCRYPTION_ENABLED"))
def aws_dax_cluster_unencrypted(cache: Cache) -> Evidence:
    """This cache keeps table data on disk unencrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear. It cannot be encrypted later.

    Fix: Set `server_side_encryption { enabled = true }` (`SSESpecification.SSEEnabled: true`).
    """
    return cache.sse.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AWS_239",))
def aws_dax_cluster_without_tls(cache: Cache) -> Evidence:
    """Clients talk to this cache without TLS.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set `cluster_endpoint_encryption_type` (`ClusterEndpointEncryptionType`) to `TLS`.
    """
    return cache.tls.equals("NONE")


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV_AWS_119", "AVD-AWS-0025", "W74", "FG_R00069", "DYNAMODB_TABLE_ENCRYPTED_KMS"),
    profile="customer-keys",
)
def aws_dynamodb_table_without_customer_key(table: Table) -> Evidence:
    """This table is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `server_side_encryption.kms_key_arn` (`SSESpecification.KMSMasterKeyId`).
    """
    return table.sse.is_false() | is_amazons_key(table.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("AVD-AWS-0121",), profile="customer-keys")
def aws_dynamodb_table_without_kms(table: Table) -> Evidence:
    """This table is encrypted with a key that DynamoDB keeps to itself, not with a key of KMS.

    Why: A key of KMS shows each use in the logs.

    Fix: Set `server_side_encryption { enabled = true }` (`SSESpecification.SSEEnabled: true`).
    """
    return table.sse.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_271",), profile="customer-keys")
def aws_dynamodb_replica_without_customer_key(replica: Replica) -> Evidence:
    """This replica of a table is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_arn`.
    """
    return is_amazons_key(replica.key)
