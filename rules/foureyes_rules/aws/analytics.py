"""Analytics: Glue, Athena, EMR.

Facts: provider 5.100.0 schema; CloudFormation schemas 2026-10-20; EMR management guide for the keys of security
configurations; Athena's results lie in S3, which encrypts by itself.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One, Some
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.aws.security_groups import SecurityGroup
from foureyes_rules.vocabulary.networks import ADMIN_PORTS, DATA_PORTS, RDP, SSH
from foureyes_rules.vocabulary.policies import is_public

_MODE = "EncryptionConfiguration.AtRestEncryptionConfiguration"


class Catalog(Kind):
    """The settings of the data catalog of a Region."""

    terraform = "aws_glue_data_catalog_encryption_settings"
    cloudformation = "AWS::Glue::DataCatalogEncryptionSettings"

    mode = Setting(
        terraform="data_catalog_encryption_settings.encryption_at_rest.catalog_encryption_mode",
        cloudformation="DataCatalogEncryptionSettings.EncryptionAtRest.CatalogEncryptionMode",
        default="DISABLED",
        safe="SSE-KMS",
    )
    passwords = Setting(
        terraform="data_catalog_encryption_settings.connection_password_encryption.return_connection_password_encrypted",
        cloudformation="DataCatalogEncryptionSettings.ConnectionPasswordEncryption.ReturnConnectionPasswordEncrypted",
        default=False,
        safe=True,
    )


class SecurityConfiguration(Kind):
    """How Glue jobs encrypt what they write."""

    terraform = "aws_glue_security_configuration"
    cloudformation = "AWS::Glue::SecurityConfiguration"

    s3 = Setting(
        terraform="encryption_configuration.s3_encryption.s3_encryption_mode",
        cloudformation="EncryptionConfiguration.S3Encryptions[].S3EncryptionMode",
        default="DISABLED",
    )
    logs = Setting(
        terraform="encryption_configuration.cloudwatch_encryption.cloudwatch_encryption_mode",
        cloudformation="EncryptionConfiguration.CloudWatchEncryption.CloudWatchEncryptionMode",
        default="DISABLED",
    )
    bookmarks = Setting(
        terraform="encryption_configuration.job_bookmarks_encryption.job_bookmarks_encryption_mode",
        cloudformation="EncryptionConfiguration.JobBookmarksEncryption.JobBookmarksEncryptionMode",
        default="DISABLED",
    )


class Job(Kind):
    """A job, crawler or development endpoint of Glue."""

    terraform = ("aws_glue_job", "aws_glue_crawler", "aws_glue_dev_endpoint")
    cloudformation = ("AWS::Glue::Job", "AWS::Glue::Crawler", "AWS::Glue::DevEndpoint")

    configuration = Setting(
        terraform="security_configuration",
        cloudformation={
            "AWS::Glue::Job": "SecurityConfiguration",
            "AWS::Glue::Crawler": "CrawlerSecurityConfiguration",
            "AWS::Glue::DevEndpoint": "SecurityConfiguration",
        },
    )


class CatalogPolicy(Kind):
    """The policy of the data catalog."""

    terraform = "aws_glue_resource_policy"

    policy = Setting(terraform="policy", document=True)


class Connection(Kind):
    """A connection of Glue to a database."""

    terraform = "aws_glue_connection"
    cloudformation = "AWS::Glue::Connection"

    sort = Setting(terraform="connection_type", cloudformation="ConnectionInput.ConnectionType", default="JDBC")
    ssl = Setting(
        terraform="connection_properties.JDBC_ENFORCE_SSL",
        cloudformation="ConnectionInput.ConnectionProperties.JDBC_ENFORCE_SSL",
        default=False,
        safe=True,
    )


class Workgroup(Kind):
    """An Athena workgroup."""

    terraform = "aws_athena_workgroup"
    cloudformation = "AWS::Athena::WorkGroup"

    enforced = Setting(
        terraform="configuration.enforce_workgroup_configuration",
        cloudformation="WorkGroupConfiguration.EnforceWorkGroupConfiguration",
        default=True,
        safe=True,
    )
    said = Setting(
        terraform="configuration.enforce_workgroup_configuration",
        cloudformation="WorkGroupConfiguration.EnforceWorkGroupConfiguration",
    )
    result = Setting(
        terraform="configuration.result_configuration.encryption_configuration.encryption_option",
        cloudformation="WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.EncryptionOption",
    )


class Database(Kind):
    """An Athena database."""

    terraform = "aws_athena_database"

    result = Setting(terraform="encryption_configuration.encryption_option")


class EmrConfiguration(Kind):
    """How EMR clusters encrypt."""

    terraform = "aws_emr_security_configuration"
    cloudformation = "AWS::EMR::SecurityConfiguration"

    content = Setting(terraform="configuration", cloudformation="SecurityConfiguration", document=True)

    def at_rest(self) -> Reading:
        return self.content.at("EncryptionConfiguration.EnableAtRestEncryption")

    def disks(self) -> Reading:
        return self.content.at(f"{_MODE}.LocalDiskEncryptionConfiguration")


class EmrCluster(Kind):
    """An EMR cluster."""

    terraform = "aws_emr_cluster"
    cloudformation = "AWS::EMR::Cluster"

    configuration = Setting(terraform="security_configuration", cloudformation="SecurityConfiguration")
    groups = Many("EmrGroup", back="cluster")


class EmrGroup(Kind):
    """That a cluster is in a security group."""

    terraform = (
        "aws_emr_cluster#ec2_attributes.emr_managed_master_security_group",
        "aws_emr_cluster#ec2_attributes.emr_managed_slave_security_group",
        "aws_emr_cluster#ec2_attributes.additional_master_security_groups",
        "aws_emr_cluster#ec2_attributes.additional_slave_security_groups",
    )
    cloudformation = (
        "AWS::EMR::Cluster#Instances.EmrManagedMasterSecurityGroup",
        "AWS::EMR::Cluster#Instances.EmrManagedSlaveSecurityGroup",
        "AWS::EMR::Cluster#Instances.AdditionalMasterSecurityGroups",
    )

    cluster = One(EmrCluster)
    groups = Some(SecurityGroup, terraform=".", cloudformation=".")


class EmrBlock(Kind):
    """The account's guard rail against public EMR clusters."""

    terraform = "aws_emr_block_public_access_configuration"

    on = Setting(terraform="block_public_security_group_rules", safe=True)
    ranges = Setting(terraform="permitted_public_security_group_rule_range")


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV_AWS_94",))
def aws_glue_catalog_unencrypted(catalog: Catalog) -> Evidence:
    """The data catalog is not encrypted with a key of KMS.

    Why: It tells what data there is, where, and in part its values.

    Fix: Set the mode to `SSE-KMS`.
    """
    return catalog.mode.equals("DISABLED")


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV_AWS_94",))
def aws_glue_passwords_in_clear(catalog: Catalog) -> Evidence:
    """The data catalog hands out passwords of connections in clear.

    Why: Whoever may read the catalog reads the passwords of your databases.

    Fix: Turn the encryption of connection passwords on.
    """
    return catalog.passwords.is_false()


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV_AWS_99",))
def aws_glue_jobs_write_in_clear(configuration: SecurityConfiguration) -> Evidence:
    """Jobs with this configuration write results, logs or bookmarks that are not encrypted with a key of KMS.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear.

    Fix: Set the modes of S3, CloudWatch and bookmarks to KMS.
    """
    off = configuration.logs.equals("DISABLED") | configuration.bookmarks.equals("DISABLED")
    return off | configuration.s3.any(lambda one: one.equals("DISABLED"))


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV_AWS_195",), profile="hardening")
def aws_glue_job_without_security_configuration(job: Job) -> Evidence:
    """This job, crawler or endpoint of Glue has no security configuration.

    Why: Its logs and bookmarks are not encrypted with a key of yours.

    Fix: Name one in `security_configuration` (`SecurityConfiguration`).
    """
    return job.configuration.is_absent()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_glue_catalog_open_to_everyone(policy: CatalogPolicy) -> Evidence:
    """Anyone with an AWS account can read the data catalog.

    Why: It tells what data there is and where; with write access strangers can point queries elsewhere.

    Fix: Name the accounts, or ask for `aws:PrincipalOrgID`.
    """
    return is_public(policy.policy)


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def aws_glue_connection_without_tls(connection: Connection) -> Evidence:
    """This connection of Glue does not insist on TLS.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set `JDBC_ENFORCE_SSL` to true.
    """
    return connection.ssl.is_false() & connection.sort.equals("JDBC")


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV_AWS_82", "AVD-AWS-0007"))
def aws_athena_clients_may_override_encryption(workgroup: Workgroup) -> Evidence:
    """Clients of this workgroup may override where and how results are encrypted.

    Why: Results then lie wherever a client puts them.

    Fix: Leave `enforce_workgroup_configuration` (`EnforceWorkGroupConfiguration`) out or set it to true.
    """
    return workgroup.enforced.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_82", "AVD-AWS-0007"), profile="hardening")
def aws_athena_workgroup_relies_on_default(workgroup: Workgroup) -> Evidence:
    """This workgroup does not say that its configuration binds clients.

    Why: The provider binds them by itself; written out, nobody turns it off unseen.

    Fix: Set `enforce_workgroup_configuration` (`EnforceWorkGroupConfiguration`) to true.
    """
    return workgroup.said.is_absent()


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV_AWS_77", "CKV_AWS_159", "AVD-AWS-0006"), profile="hardening")
def aws_athena_results_rely_on_bucket_encryption(workgroup: Workgroup) -> Evidence:
    """This workgroup does not say how results are encrypted.

    Why: The bucket encrypts them with a key of S3; a key of KMS would decide who reads them.

    Fix: Set `encryption_configuration` (`EncryptionConfiguration`).
    """
    return workgroup.result.is_absent()


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV_AWS_77", "AVD-AWS-0006"), profile="hardening")
def aws_athena_database_relies_on_bucket_encryption(database: Database) -> Evidence:
    """This database does not say how results are encrypted.

    Why: The bucket encrypts them with a key of S3; a key of KMS would decide who reads them.

    Fix: Set `encryption_configuration`.
    """
    return database.result.is_absent()


@rule(
    ENCRYPTION_AT_REST,
    Severity.HIGH,
    equivalents=(
        "CKV_AWS_349",
        "CKV_AWS_350",
        "AVD-AWS-0137",
        "W61",
        "EMR_SECURITY_CONFIG_ENABLED_AND_CONFIGURED_RULE",
    ),
)
def aws_emr_encryption_at_rest_off(configuration: EmrConfiguration) -> Evidence:
    """Clusters with this configuration keep data unencrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear.

    Fix: Set `EnableAtRestEncryption` to true and configure S3 and local disks.
    """
    return configuration.at_rest().is_false()


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV_AWS_349", "AVD-AWS-0139"))
def aws_emr_local_disks_unencrypted(configuration: EmrConfiguration) -> Evidence:
    """Clusters with this configuration leave local disks unencrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear.

    Fix: Add `LocalDiskEncryptionConfiguration`.
    """
    return configuration.disks().at("EncryptionKeyProviderType").is_absent()


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV_AWS_350",), profile="hardening")
def aws_emr_ebs_volumes_unencrypted(configuration: EmrConfiguration) -> Evidence:
    """Clusters with this configuration leave EBS volumes to be encrypted by LUKS only, or not at all.

    Why: Root volumes and what is attached later stay in clear.

    Fix: Set `EnableEbsEncryption` to true with a key of KMS.
    """
    return ~configuration.disks().at("EnableEbsEncryption").is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH, equivalents=("CKV_AWS_351", "AVD-AWS-0138", "W61"))
def aws_emr_encryption_in_transit_off(configuration: EmrConfiguration) -> Evidence:
    """Nodes of clusters with this configuration exchange data unencrypted.

    Why: Whoever listens in their network reads the data.

    Fix: Set `EnableInTransitEncryption` to true with a certificate provider.
    """
    return ~configuration.content.at("EncryptionConfiguration.EnableInTransitEncryption").is_true()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_171",), profile="customer-keys")
def aws_emr_data_without_customer_key(configuration: EmrConfiguration) -> Evidence:
    """Clusters with this configuration encrypt what they write to S3 with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Set the S3 mode to `SSE-KMS` or `CSE-KMS`.
    """
    return ~configuration.content.at(f"{_MODE}.S3EncryptionConfiguration.EncryptionMode").is_in(
        "SSE-KMS", "CSE-KMS", "CSE-Custom"
    )


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV2_AWS_55", "W63"))
def aws_emr_cluster_without_security_configuration(cluster: EmrCluster) -> Evidence:
    """This cluster has no security configuration: nothing says that its data is encrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear.

    Fix: Name one in `security_configuration` (`SecurityConfiguration`).
    """
    return cluster.configuration.is_absent()


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV2_AWS_7",))
def aws_emr_cluster_open_to_internet(cluster: EmrCluster) -> Evidence:
    """Anyone on the internet can reach this cluster: a security group of its lets everybody in.

    Why: Consoles of Hadoop and Spark run what they are given, without a password.

    Fix: Let only your own networks into the groups of the cluster.
    """

    def opens(group: SecurityGroup) -> Evidence:
        return group.lets_internet_in(SSH, RDP, *ADMIN_PORTS, *DATA_PORTS, 8088, 8443, 18080)

    return cluster.groups.any(lambda one: one.groups.any(opens))


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AWS_390",))
def aws_emr_clusters_may_be_public(block: EmrBlock) -> Evidence:
    """The guard rail against public EMR clusters is taken away for this Region.

    Why: Consoles of Hadoop and Spark run what they are given, without a password.

    Fix: Set `block_public_security_group_rules` to true and permit no range, or port 22 only.
    """
    wider = block.ranges.any(lambda one: one.at("min_range").is_below(22) | one.at("max_range").is_above(22))
    return block.on.is_false() | wider
