"""RDS and Aurora: instances, clusters, proxies, parameter groups and snapshots.

Facts: provider 5.100.0 request bodies (it always sends `publicly_accessible` and `storage_encrypted` of an
instance, false when left out); API models of botocore 1.44.5 (CloudFormation passes omissions on: without a
subnet group a new instance that is not Aurora is public; Aurora clusters are encrypted since 2026-02-18).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, unsure
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One, Some
from foureyes.model.reading import Reading
from foureyes.model.resource import CLOUDFORMATION
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting, Untold
from foureyes.model.version import by_version
from foureyes_rules.aws.rds_parameters import ParameterGroup
from foureyes_rules.aws.security_groups import SecurityGroup
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.networks import DATA_PORTS

_BY_SUBNETS = Untold("what holds depends on the subnet group")


class SubnetGroup(Kind):
    """The subnets a database is placed in. RDS takes none called `default`: that is its own, of the default network."""

    cloudformation = "AWS::RDS::DBSubnetGroup"

    def is_place_of(self, subnets: Reading) -> Evidence:
        """Whether the name of a group is given and not `default`, as none is that is declared here."""
        return subnets.is_present() if not self.resource.outside else subnets.is_present() & ~subnets.equals("default")


class Instance(Kind):
    """A database instance, of RDS or in an Aurora cluster."""

    terraform = ("aws_db_instance", "aws_rds_cluster_instance")
    cloudformation = "AWS::RDS::DBInstance"

    name = Setting(
        terraform={"aws_db_instance": "identifier", "aws_rds_cluster_instance": "identifier"},
        cloudformation="DBInstanceIdentifier",
    )
    public = Setting(
        terraform="publicly_accessible",
        cloudformation="PubliclyAccessible",
        default=by_version(aws=False),
        safe=False,
    )
    subnets = Setting(terraform="db_subnet_group_name", cloudformation="DBSubnetGroupName")
    subnet_group = One(SubnetGroup, cloudformation="DBSubnetGroupName")
    engine = Setting(terraform="engine", cloudformation="Engine")
    cluster = Setting(terraform="cluster_identifier", cloudformation="DBClusterIdentifier")
    groups = Many("InstanceGroup", back="instance")
    insights = Setting(
        terraform="performance_insights_enabled", cloudformation="EnablePerformanceInsights", default=False
    )
    insights_key = Setting(terraform="performance_insights_kms_key_id", cloudformation="PerformanceInsightsKMSKeyId")
    parameters = Some(
        ParameterGroup, terraform={"aws_db_instance": "parameter_group_name"}, cloudformation="DBParameterGroupName"
    )
    certificate = Setting(terraform="ca_cert_identifier", cloudformation="CACertificateIdentifier")

    def is_public(self) -> Evidence:
        """Whether it gets a public address: it says so, or CloudFormation leaves it to a missing subnet group."""
        if self.resource.schema != CLOUDFORMATION:
            return self.public.is_true()
        placed = self.subnet_group.is_place_of(self.subnets)
        plain = ~self.engine.matches(lambda text: text.lower().startswith("aurora")) & self.cluster.is_absent()
        return self.public.is_true() | (self.public.is_absent() & ~placed & plain)

    def is_opened_by_groups(self) -> Evidence:
        """Whether one of its groups declared here opens a database's port to the internet."""

        def opens(group: SecurityGroup) -> Evidence:
            return group.lets_internet_in(*DATA_PORTS)

        return self.groups.any(lambda one: one.groups.any(opens))


class InstanceGroup(Kind):
    """That an instance is in a security group."""

    terraform = "aws_db_instance#vpc_security_group_ids"
    cloudformation = "AWS::RDS::DBInstance#VPCSecurityGroups"

    instance = One(Instance)
    groups = Some(SecurityGroup, terraform=".", cloudformation=".")


class Storage(Kind):
    """The storage of a database that is no member of a cluster."""

    terraform = "aws_db_instance"
    cloudformation = "AWS::RDS::DBInstance"

    encrypted = Setting(terraform="storage_encrypted", cloudformation="StorageEncrypted", default=False, safe=True)
    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")
    engine = Setting(terraform="engine", cloudformation="Engine")
    cluster = Setting(cloudformation="DBClusterIdentifier")
    source = Setting(
        terraform=("replicate_source_db", "snapshot_identifier"),
        cloudformation=("SourceDBInstanceIdentifier", "DBSnapshotIdentifier", "SourceDbiResourceId"),
    )
    backup_key = Setting(cloudformation="AutomaticBackupReplicationKmsKeyId")
    origin = One("Storage", terraform="replicate_source_db", cloudformation="SourceDBInstanceIdentifier")

    def is_of_plain_origin(self) -> Evidence:
        """Whether what it is made from is unencrypted: a replica is as its source, declared here."""
        origin: Storage = self.origin
        unclear = unsure("whether what it is made from is encrypted cannot be told")
        if origin.resource.outside:
            return unclear
        return origin.encrypted.is_false() & (origin.source.is_absent() | unclear)

    def decides(self) -> Evidence:
        """Whether it has storage of its own, which Aurora's instances have not."""
        return self.cluster.is_absent() & ~self.engine.matches(lambda text: text.lower().startswith("aurora"))


class Cluster(Kind):
    """An Aurora or Multi-AZ cluster."""

    terraform = "aws_rds_cluster"
    cloudformation = "AWS::RDS::DBCluster"

    encrypted = Setting(terraform="storage_encrypted", cloudformation="StorageEncrypted", safe=True)
    engine = Setting(terraform="engine", cloudformation="Engine", default=by_version(aws="aurora"))
    public = Setting(cloudformation="PubliclyAccessible")
    data_api = Setting(terraform="enable_http_endpoint", cloudformation="EnableHttpEndpoint", default=False, safe=False)
    subnets = Setting(terraform="db_subnet_group_name", cloudformation="DBSubnetGroupName")
    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")
    mode = Setting(terraform="engine_mode", cloudformation="EngineMode")
    source = Setting(
        terraform=("snapshot_identifier", "replication_source_identifier", "global_cluster_identifier"),
        cloudformation=("SnapshotIdentifier", "ReplicationSourceIdentifier", "SourceDBClusterIdentifier"),
    )

    def is_aurora(self) -> Evidence:
        return self.engine.matches(lambda text: text.lower().startswith("aurora"))


class GlobalCluster(Kind):
    """A cluster that spans Regions; its members inherit its encryption."""

    terraform = "aws_rds_global_cluster"
    cloudformation = "AWS::RDS::GlobalCluster"

    encrypted = Setting(terraform="storage_encrypted", cloudformation="StorageEncrypted", safe=True)
    source = Setting(terraform="source_db_cluster_identifier", cloudformation="SourceDBClusterIdentifier")


@rule(
    PUBLIC_ACCESS,
    Severity.HIGH,
    equivalents=("CKV_AWS_17", "AVD-AWS-0180", "F22", "FG_R00278", "RDS_INSTANCE_PUBLIC_ACCESS_CHECK"),
)
def aws_rds_instance_has_public_address(instance: Instance) -> Evidence:
    """This database has a public address.

    Why: Only its security group and its password then stand between the data and everybody. Exposed databases are
    found by scanners within hours.

    Fix: Set `publicly_accessible` (`PubliclyAccessible`) to false. In CloudFormation write it out, or name a subnet
    group: left out without one, the database is public.
    """
    return instance.is_public()


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def aws_rds_instance_open_to_internet(instance: Instance) -> Evidence:
    """Anyone on the internet can connect to this database: it has a public address, and a security group of its lets
    everybody in.

    Why: Nothing but a password is left between strangers and the data, and passwords are guessed and leaked.

    Fix: Set `publicly_accessible` (`PubliclyAccessible`) to false and let only your applications' security groups in.
    """
    return instance.is_public() & instance.is_opened_by_groups()


class PublicCluster(Kind):
    """A cluster, as CloudFormation may give it a public address."""

    cloudformation = "AWS::RDS::DBCluster"

    public = Setting(cloudformation="PubliclyAccessible")
    engine = Setting(cloudformation="Engine")
    subnets = Setting(cloudformation="DBSubnetGroupName")
    subnet_group = One(SubnetGroup, cloudformation="DBSubnetGroupName")


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_rds_cluster_has_public_address(cluster: PublicCluster) -> Evidence:
    """This Multi-AZ cluster has a public address.

    Why: Only its security group and its password then stand between the data and everybody.

    Fix: Set `PubliclyAccessible` to false or name a subnet group.
    """
    plain = ~cluster.engine.matches(lambda text: text.lower().startswith("aurora"))
    placed = cluster.subnet_group.is_place_of(cluster.subnets)
    return cluster.public.is_true() | (cluster.public.is_absent() & ~placed & plain)


@rule(
    ENCRYPTION_AT_REST,
    Severity.HIGH,
    equivalents=("CKV_AWS_16", "AVD-AWS-0080", "F27", "FG_R00093", "RDS_STORAGE_ENCRYPTED"),
)
def aws_rds_instance_unencrypted(storage: Storage) -> Evidence:
    """The storage of this database is not encrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear. Its snapshots can be shared with
    everybody. It cannot be encrypted later in place.

    Fix: Set `storage_encrypted` (`StorageEncrypted`) to true.
    """
    made = storage.source.is_absent() | storage.is_of_plain_origin()
    return storage.encrypted.is_false() & made & storage.decides()


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV_AWS_96", "AVD-AWS-0079", "F26"))
def aws_rds_cluster_unencrypted(cluster: Cluster) -> Evidence:
    """The storage of this cluster is not encrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear. Aurora encrypts what is made
    since February 2026 by itself; Multi-AZ clusters, and a plain false, stay in clear.

    Fix: Set `storage_encrypted` (`StorageEncrypted`) to true.
    """
    written = cluster.encrypted.is_present() & cluster.encrypted.is_false()
    left_out = cluster.encrypted.is_absent() & ~cluster.is_aurora() & cluster.source.is_absent()
    return written | left_out


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_96", "AVD-AWS-0079", "F26"), profile="hardening")
def aws_rds_cluster_relies_on_default_encryption(cluster: Cluster) -> Evidence:
    """This Aurora cluster does not say that its storage is encrypted.

    Why: What Aurora makes since February 2026 is encrypted by itself, older clusters are not.

    Fix: Set `storage_encrypted` (`StorageEncrypted`) to true.
    """
    return cluster.encrypted.is_absent() & cluster.is_aurora() & ~cluster.mode.equals("serverless")


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV_AWS_140",))
def aws_rds_global_cluster_unencrypted(cluster: GlobalCluster) -> Evidence:
    """The storage of this global cluster is not encrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear.

    Fix: Set `storage_encrypted` (`StorageEncrypted`) to true.
    """
    return cluster.encrypted.is_false() & cluster.source.is_absent()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV2_AWS_69",))
def aws_rds_instance_accepts_plain_connections(instance: Instance) -> Evidence:
    """Clients may connect to this database without TLS.

    Why: Whoever can listen on the way reads queries, results and passwords.

    Fix: Give it a parameter group with `rds.force_ssl` 1 (PostgreSQL, SQL Server), `require_secure_transport` ON
    (MySQL, MariaDB) or `db2comm` SSL (Db2).
    """
    return instance.parameters.any(lambda group: group.leaves_plain_in())


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def aws_rds_instance_without_customer_key(storage: Storage) -> Evidence:
    """The storage of this database is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(storage.key) & storage.decides()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_327",), profile="customer-keys")
def aws_rds_cluster_without_customer_key(cluster: Cluster) -> Evidence:
    """This cluster is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(cluster.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_354", "AVD-AWS-0078"), profile="customer-keys")
def aws_rds_insights_without_customer_key(instance: Instance) -> Evidence:
    """What Performance Insights collects of this database is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `performance_insights_kms_key_id` (`PerformanceInsightsKMSKeyId`).
    """
    return is_amazons_key(instance.insights_key) & instance.insights.is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_AWS_211",), profile="hardening")
def aws_rds_instance_with_old_certificate(instance: Instance) -> Evidence:
    """This database shows a certificate of an authority that has expired.

    Why: Clients that verify the server cannot connect any more, and are then told not to verify.

    Fix: Set `ca_cert_identifier` (`CACertificateIdentifier`) to `rds-ca-rsa2048-g1` or newer.
    """
    return instance.certificate.is_in("rds-ca-2015", "rds-ca-2019")


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def aws_rds_cluster_has_data_api(cluster: Cluster) -> Evidence:
    """This cluster takes queries by its HTTP endpoint, past its network.

    Why: Stolen credentials of AWS then reach the data from everywhere; security groups do not hold there.

    Fix: Set `enable_http_endpoint` (`EnableHttpEndpoint`) to false where nothing uses the data API.
    """
    return cluster.data_api.is_true()
