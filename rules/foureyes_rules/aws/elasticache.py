"""ElastiCache and MemoryDB: caches inside a VPC.

Facts: provider 5.100.0 request bodies (`transit_encryption_enabled` false is sent when left out, at-rest
encryption is not); API models of botocore 1.44.5 (Valkey is encrypted at rest by itself, Redis OSS is not).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key


class Group(Kind):
    """A replication group."""

    terraform = "aws_elasticache_replication_group"
    cloudformation = "AWS::ElastiCache::ReplicationGroup"

    at_rest = Setting(terraform="at_rest_encryption_enabled", cloudformation="AtRestEncryptionEnabled", safe=True)
    engine = Setting(terraform="engine", cloudformation="Engine", default="redis")
    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")
    in_transit = Setting(
        terraform="transit_encryption_enabled", cloudformation="TransitEncryptionEnabled", default=False, safe=True
    )
    mode = Setting(terraform="transit_encryption_mode", cloudformation="TransitEncryptionMode", default="required")
    token = Setting(terraform="auth_token", cloudformation="AuthToken")
    users = Setting(terraform="user_group_ids", cloudformation="UserGroupIds")
    primary = Setting(terraform="global_replication_group_id", cloudformation="GlobalReplicationGroupId")


class SingleCache(Kind):
    """A cache that is no replication group."""

    terraform = "aws_elasticache_cluster"
    cloudformation = "AWS::ElastiCache::CacheCluster"

    in_transit = Setting(
        terraform="transit_encryption_enabled", cloudformation="TransitEncryptionEnabled", default=False, safe=True
    )
    group = Setting(terraform="replication_group_id")


class Serverless(Kind):
    """A serverless cache."""

    terraform = "aws_elasticache_serverless_cache"
    cloudformation = "AWS::ElastiCache::ServerlessCache"

    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")


class Memory(Kind):
    """A MemoryDB cluster."""

    terraform = "aws_memorydb_cluster"
    cloudformation = "AWS::MemoryDB::Cluster"

    tls = Setting(terraform="tls_enabled", cloudformation="TLSEnabled", default=True, safe=True)
    key = Setting(terraform="kms_key_arn", cloudformation="KmsKeyId")


class MemorySnapshot(Kind):
    """A snapshot of a MemoryDB cluster."""

    terraform = "aws_memorydb_snapshot"

    key = Setting(terraform="kms_key_arn")


@rule(
    ENCRYPTION_AT_REST,
    Severity.MEDIUM,
    equivalents=("CKV_AWS_29", "AVD-AWS-0045", "F25", "ELASTICACHE_REPLICATION_GROUP_ENCRYPTION_AT_REST"),
)
def aws_elasticache_group_unencrypted(group: Group) -> Evidence:
    """This cache writes its data to disk and to backups unencrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear. It cannot be encrypted later in
    place.

    Fix: Set `at_rest_encryption_enabled` (`AtRestEncryptionEnabled`) to true.
    """
    left_out = group.at_rest.is_absent() & ~group.engine.equals("valkey") & group.primary.is_absent()
    return left_out | (group.at_rest.is_present() & group.at_rest.is_false())


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.MEDIUM,
    equivalents=(
        "CKV_AWS_30",
        "CKV_AWS_31",
        "AVD-AWS-0051",
        "F33",
        "FG_R00105",
        "ELASTICACHE_REPLICATION_GROUP_ENCRYPTION_IN_TRANSIT",
    ),
)
def aws_elasticache_group_without_tls(group: Group) -> Evidence:
    """Clients talk to this cache without TLS.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set `transit_encryption_enabled` (`TransitEncryptionEnabled`) to true and the mode to `required`.
    """
    # The secondary of a global store is as its primary.
    return (group.in_transit.is_false() & group.primary.is_absent()) | group.mode.equals("preferred")


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_31",), profile="hardening")
def aws_elasticache_group_without_password(group: Group) -> Evidence:
    """This cache asks its clients for no password.

    Why: Whoever gets into the network reads and writes all of it.

    Fix: Set `auth_token` (`AuthToken`) or `user_group_ids` (`UserGroupIds`).
    """
    return group.token.is_absent() & group.users.is_absent()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def aws_elasticache_cluster_without_tls(cache: SingleCache) -> Evidence:
    """Clients talk to this cache without TLS.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set `transit_encryption_enabled` (`TransitEncryptionEnabled`) to true.
    """
    return cache.in_transit.is_false() & cache.group.is_absent()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AWS_202",))
def aws_memorydb_cluster_without_tls(memory: Memory) -> Evidence:
    """Clients talk to this MemoryDB cluster without TLS.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Leave `tls_enabled` (`TLSEnabled`) out or set it to true.
    """
    return memory.tls.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_191",), profile="customer-keys")
def aws_elasticache_group_without_customer_key(group: Group) -> Evidence:
    """This cache is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(group.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def aws_elasticache_serverless_without_customer_key(serverless: Serverless) -> Evidence:
    """This serverless cache is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(serverless.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_201",), profile="customer-keys")
def aws_memorydb_cluster_without_customer_key(memory: Memory) -> Evidence:
    """This MemoryDB cluster is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_arn` (`KmsKeyId`).
    """
    return is_amazons_key(memory.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_278",), profile="customer-keys")
def aws_memorydb_snapshot_without_customer_key(snapshot: MemorySnapshot) -> Evidence:
    """This snapshot of a MemoryDB cluster is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_arn`.
    """
    return is_amazons_key(snapshot.key)
