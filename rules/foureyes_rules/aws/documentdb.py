"""DocumentDB: clusters and their parameters. They have no public addresses.

Facts: provider 5.100.0 request bodies; CloudFormation schemas 2026-10-20; the API does not encrypt by itself.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, unsure
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key


class Cluster(Kind):
    """A DocumentDB cluster, or one that spans Regions."""

    terraform = ("aws_docdb_cluster", "aws_docdb_global_cluster")
    cloudformation = ("AWS::DocDB::DBCluster", "AWS::DocDB::GlobalCluster")

    encrypted = Setting(terraform="storage_encrypted", cloudformation="StorageEncrypted", default=False, safe=True)
    source = Setting(
        terraform=("snapshot_identifier", "source_db_cluster_identifier"),
        cloudformation=("SnapshotIdentifier", "SourceDBClusterIdentifier"),
    )


class KeyedCluster(Kind):
    """A DocumentDB cluster and its key."""

    terraform = ("aws_docdb_cluster", "aws_docdbelastic_cluster")
    cloudformation = ("AWS::DocDB::DBCluster", "AWS::DocDBElastic::Cluster")

    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")


class Parameters(Kind):
    """Parameters of a cluster."""

    terraform = "aws_docdb_cluster_parameter_group"
    cloudformation = "AWS::DocDB::DBClusterParameterGroup"

    listed = Setting(terraform="parameter")
    mapped = Setting(cloudformation="Parameters.tls")


@rule(ENCRYPTION_AT_REST, Severity.HIGH, equivalents=("CKV_AWS_74", "CKV_AWS_292", "AVD-AWS-0021"))
def aws_documentdb_cluster_unencrypted(cluster: Cluster) -> Evidence:
    """The storage of this document database is not encrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear. It cannot be encrypted later in
    place.

    Fix: Set `storage_encrypted` (`StorageEncrypted`) to true.
    """
    told = ~cluster.source.is_present() | unsure("whether what it is made from is encrypted cannot be told")
    return cluster.encrypted.is_false() & told


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH, equivalents=("CKV_AWS_90",))
def aws_documentdb_parameters_turn_tls_off(parameters: Parameters) -> Evidence:
    """These parameters turn TLS off for the document database.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Take the parameter `tls` out or set it to `enabled`, `tls1.2+` or `tls1.3+`.
    """
    listed = parameters.listed.any(lambda one: one.at("value").equals("disabled") & one.at("name").equals("tls"))
    return listed | parameters.mapped.equals("disabled")


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_182", "AVD-AWS-0022"), profile="customer-keys")
def aws_documentdb_cluster_without_customer_key(cluster: KeyedCluster) -> Evidence:
    """This document database is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(cluster.key)
