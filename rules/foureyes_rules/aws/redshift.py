"""Redshift: clusters, parameters, policies, and Redshift Serverless.

Facts: provider 5.100.0 request bodies (`publicly_accessible` is sent as true when left out, provider 6 sends
false; `encrypted` false is never sent); API models of botocore 1.44.5 (new clusters are always encrypted).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One, Some
from foureyes.model.reading import Reading
from foureyes.model.resource import CLOUDFORMATION
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.version import by_version
from foureyes_rules.aws.security_groups import SecurityGroup
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import is_public


class Cluster(Kind):
    """A Redshift cluster."""

    terraform = "aws_redshift_cluster"
    cloudformation = "AWS::Redshift::Cluster"

    public = Setting(
        terraform="publicly_accessible",
        cloudformation="PubliclyAccessible",
        default=by_version(aws={"<6": True, ">=6": False}, cloudformation=False),
        safe=False,
    )
    encrypted = Setting(terraform="encrypted", cloudformation="Encrypted", default=True, safe=True)
    said = Setting(terraform="encrypted", cloudformation="Encrypted")
    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")
    groups = Many("ClusterGroup", back="cluster")

    def is_opened_by_groups(self) -> Evidence:
        """Whether one of its groups declared here opens Redshift's port to the internet."""

        def opens(group: SecurityGroup) -> Evidence:
            return group.lets_internet_in(5439)

        return self.groups.any(lambda one: one.groups.any(opens))


class ClusterGroup(Kind):
    """That a cluster is in a security group."""

    terraform = "aws_redshift_cluster#vpc_security_group_ids"
    cloudformation = "AWS::Redshift::Cluster#VpcSecurityGroupIds"

    cluster = One(Cluster)
    groups = Some(SecurityGroup, terraform=".", cloudformation=".")


class Workgroup(Kind):
    """A workgroup of Redshift Serverless."""

    terraform = "aws_redshiftserverless_workgroup"
    cloudformation = "AWS::RedshiftServerless::Workgroup"

    public = Setting(terraform="publicly_accessible", cloudformation="PubliclyAccessible", default=False, safe=False)
    listed = Setting(terraform="config_parameter", cloudformation="ConfigParameters")


class Namespace(Kind):
    """A namespace of Redshift Serverless."""

    terraform = "aws_redshiftserverless_namespace"
    cloudformation = "AWS::RedshiftServerless::Namespace"

    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")


class Parameters(Kind):
    """Parameters of a cluster."""

    terraform = "aws_redshift_parameter_group"
    cloudformation = "AWS::Redshift::ClusterParameterGroup"

    listed = Setting(terraform="parameter", cloudformation="Parameters")
    family = Setting(terraform="family", cloudformation="ParameterGroupFamily")


class Policy(Kind):
    """The policy of a namespace."""

    terraform = "aws_redshift_resource_policy"
    cloudformation = "AWS::Redshift::Cluster#NamespaceResourcePolicy"

    policy = Setting(terraform="policy", cloudformation=".", document=True)


class CopyGrant(Kind):
    """A grant to use a key for copied snapshots."""

    terraform = "aws_redshift_snapshot_copy_grant"
    cloudformation = "AWS::Redshift::SnapshotCopyGrant"

    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")


@rule(
    PUBLIC_ACCESS,
    Severity.HIGH,
    equivalents=("CKV_AWS_87", "CKV_AWS_391", "FG_R00270", "REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK"),
)
def aws_redshift_cluster_has_public_address(cluster: Cluster) -> Evidence:
    """This warehouse has a public address.

    Why: Only its security group and its passwords then stand between the data and everybody. Up to version 5 the
    Terraform provider gives one where nothing is said.

    Fix: Set `publicly_accessible` (`PubliclyAccessible`) to false.
    """
    return cluster.public.is_true()


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def aws_redshift_cluster_open_to_internet(cluster: Cluster) -> Evidence:
    """Anyone on the internet can connect to this warehouse: it has a public address, and a security group of its lets
    everybody in.

    Why: Nothing but a password is left between strangers and the data.

    Fix: Set `publicly_accessible` (`PubliclyAccessible`) to false and let only your own networks in.
    """
    return cluster.public.is_true() & cluster.is_opened_by_groups()


@rule(
    ENCRYPTION_AT_REST,
    Severity.LOW,
    equivalents=("CKV_AWS_64", "AVD-AWS-0084", "F28", "REDSHIFT_CLUSTER_CONFIGURATION_CHECK"),
)
def aws_redshift_cluster_says_unencrypted(cluster: Cluster) -> Evidence:
    """This warehouse is declared as unencrypted.

    Why: The platform encrypts what it makes today and rejects a plain false; clusters of before may still be in
    clear.

    Fix: Set `encrypted` (`Encrypted`) to true.
    """
    return cluster.encrypted.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_64", "AVD-AWS-0084"), profile="hardening")
def aws_redshift_cluster_relies_on_default_encryption(cluster: Cluster) -> Evidence:
    """This warehouse does not say that it is encrypted.

    Why: What the platform makes since January 2025 is encrypted by itself, older clusters are not.

    Fix: Set `encrypted` (`Encrypted`) to true.
    """
    return cluster.said.is_absent()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AWS_105",))
def aws_redshift_parameters_accept_plain_connections(parameters: Parameters) -> Evidence:
    """These parameters let clients connect to the warehouse without TLS.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set the parameter `require_ssl` to true.
    """
    wanted = parameters.listed.any(lambda one: name_of(one).equals("require_ssl") & value_of(one).is_true())
    refused = parameters.listed.any(lambda one: value_of(one).is_false() & name_of(one).equals("require_ssl"))
    return refused | (~wanted & ~parameters.family.equals("redshift-2.0"))


def name_of(parameter: Reading) -> Reading:
    """The name of a parameter, as its language spells it."""
    return parameter.at("ParameterName" if parameter.kind.resource.schema == CLOUDFORMATION else "name")


def value_of(parameter: Reading) -> Reading:
    return parameter.at("ParameterValue" if parameter.kind.resource.schema == CLOUDFORMATION else "value")


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_redshift_policy_open_to_everyone(policy: Policy) -> Evidence:
    """The policy of this warehouse lets every AWS account in.

    Why: Any account can authorize data shares of it.

    Fix: Name the accounts that share the data.
    """
    return is_public(policy.policy)


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_redshift_serverless_has_public_address(workgroup: Workgroup) -> Evidence:
    """This serverless warehouse has a public address.

    Why: Only its security group and its passwords then stand between the data and everybody.

    Fix: Set `publicly_accessible` (`PubliclyAccessible`) to false.
    """
    return workgroup.public.is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def aws_redshift_serverless_accepts_plain_connections(workgroup: Workgroup) -> Evidence:
    """This serverless warehouse lets clients connect without TLS.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set the configuration parameter `require_ssl` to true.
    """
    return workgroup.listed.any(lambda one: amount_of(one).is_false() & key_of(one).equals("require_ssl"))


def key_of(parameter: Reading) -> Reading:
    """The key of a workgroup's parameter, as its language spells it."""
    return parameter.at("ParameterKey" if parameter.kind.resource.schema == CLOUDFORMATION else "parameter_key")


def amount_of(parameter: Reading) -> Reading:
    return parameter.at("ParameterValue" if parameter.kind.resource.schema == CLOUDFORMATION else "parameter_value")


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_142", "AVD-AWS-0084"), profile="customer-keys")
def aws_redshift_cluster_without_customer_key(cluster: Cluster) -> Evidence:
    """This warehouse is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(cluster.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_282",), profile="customer-keys")
def aws_redshift_serverless_without_customer_key(namespace: Namespace) -> Evidence:
    """This serverless warehouse is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(namespace.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_281",), profile="customer-keys")
def aws_redshift_copy_grant_without_customer_key(grant: CopyGrant) -> Evidence:
    """Snapshots copied under this grant are encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(grant.key)
