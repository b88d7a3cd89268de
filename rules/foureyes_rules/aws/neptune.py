"""Neptune: clusters, instances, parameters, snapshots and Neptune Analytics.

Facts: provider 5.100.0 request bodies (`storage_encrypted` false is sent when left out); CloudFormation
schemas 2026-10-20.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, unsure
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key


class Cluster(Kind):
    """A Neptune cluster, or one that spans Regions."""

    terraform = ("aws_neptune_cluster", "aws_neptune_global_cluster")
    cloudformation = ("AWS::Neptune::DBCluster", "AWS::Neptune::GlobalCluster")

    encrypted = Setting(terraform="storage_encrypted", cloudformation="StorageEncrypted", default=False, safe=True)
    source = Setting(
        terraform=("snapshot_identifier", "replication_source_identifier", "source_db_cluster_identifier"),
        cloudformation=("SnapshotIdentifier", "SourceDBClusterIdentifier"),
    )


class KeyedCluster(Kind):
    """A Neptune cluster and its key."""

    terraform = "aws_neptune_cluster"
    cloudformation = "AWS::Neptune::DBCluster"

    key = Setting(terraform="kms_key_arn", cloudformation="KmsKeyId")


class Instance(Kind):
    """An instance of a Neptune cluster."""

    terraform = "aws_neptune_cluster_instance"
    cloudformation = "AWS::Neptune::DBInstance"

    public = Setting(terraform="publicly_accessible", cloudformation="PubliclyAccessible", default=False, safe=False)


class Graph(Kind):
    """A graph of Neptune Analytics."""

    terraform = "aws_neptunegraph_graph"
    cloudformation = "AWS::NeptuneGraph::Graph"

    public = Setting(terraform="public_connectivity", cloudformation="PublicConnectivity", default=False, safe=False)


class Parameters(Kind):
    """Parameters of a cluster."""

    terraform = "aws_neptune_cluster_parameter_group"
    cloudformation = "AWS::Neptune::DBClusterParameterGroup"

    listed = Setting(terraform="parameter")
    mapped = Setting(cloudformation="Parameters.neptune_enforce_ssl")


class Snapshot(Kind):
    """A snapshot of a cluster."""

    terraform = "aws_neptune_cluster_snapshot"

    encrypted = Setting(terraform="storage_encrypted", default=False, safe=True)
    key = Setting(terraform="kms_key_id")
    source = One("KeyedCluster", terraform="db_cluster_identifier")


@rule(ENCRYPTION_AT_REST, Severity.HIGH, equivalents=("CKV_AWS_44", "AVD-AWS-0076", "F30"))
def aws_neptune_cluster_unencrypted(cluster: Cluster) -> Evidence:
    """The storage of this graph database is not encrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear. It cannot be encrypted later in
    place.

    Fix: Set `storage_encrypted` (`StorageEncrypted`) to true.
    """
    told = ~cluster.source.is_present() | unsure("whether what it is made from is encrypted cannot be told")
    return cluster.encrypted.is_false() & told


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AWS_102",))
def aws_neptune_instance_has_public_address(instance: Instance) -> Evidence:
    """This graph database has a public address.

    Why: Only its security group then stands between the data and everybody; unless IAM authentication is on, no
    password is asked for.

    Fix: Set `publicly_accessible` (`PubliclyAccessible`) to false.
    """
    return instance.public.is_true()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_neptune_graph_reachable_from_internet(graph: Graph) -> Evidence:
    """This graph can be reached from the internet.

    Why: Only IAM then stands between the data and everybody; leaked credentials are enough.

    Fix: Set `public_connectivity` (`PublicConnectivity`) to false and use a private endpoint.
    """
    return graph.public.is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def aws_neptune_parameters_accept_plain_connections(parameters: Parameters) -> Evidence:
    """These parameters let clients connect to the graph database without TLS.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Take `neptune_enforce_ssl` out or set it to 1.
    """
    listed = parameters.listed.any(
        lambda one: one.at("value").equals("0") & one.at("name").equals("neptune_enforce_ssl")
    )
    return listed | parameters.mapped.equals("0")


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV_AWS_279",), profile="hardening")
def aws_neptune_snapshot_unencrypted(snapshot: Snapshot) -> Evidence:
    """Nothing says that this snapshot of a graph database is encrypted.

    Why: A snapshot is as plain as its cluster; a plain one can be shared with everybody.

    Fix: Encrypt the cluster; its snapshots are then encrypted too.
    """
    return snapshot.encrypted.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_280",), profile="customer-keys")
def aws_neptune_snapshot_without_customer_key(snapshot: Snapshot) -> Evidence:
    """This snapshot of a graph database is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id`.
    """
    return is_amazons_key(snapshot.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_347", "AVD-AWS-0128"), profile="customer-keys")
def aws_neptune_cluster_without_customer_key(cluster: KeyedCluster) -> Evidence:
    """This graph database is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_arn` (`KmsKeyId`).
    """
    return is_amazons_key(cluster.key)
