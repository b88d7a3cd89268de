"""Moving data: Transfer Family, DMS, AppFlow.

Facts: provider 5.100.0 request bodies (a server's policy is sent as TransferSecurityPolicy-2018-11, a DMS
instance as not public, when left out; CloudFormation leaves a DMS instance public).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, no, yes
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.transport import is_old_connector_policy, is_old_transfer_policy


class Server(Kind):
    """A Transfer Family server."""

    terraform = "aws_transfer_server"
    cloudformation = "AWS::Transfer::Server"

    endpoint = Setting(
        terraform="endpoint_type",
        cloudformation="EndpointType",
        default="PUBLIC",
        safe="VPC",
        levels=("VPC", "VPC_ENDPOINT", "PUBLIC"),
    )
    addresses = Setting(
        terraform="endpoint_details.address_allocation_ids", cloudformation="EndpointDetails.AddressAllocationIds"
    )
    protocols = Setting(terraform="protocols", cloudformation="Protocols")
    policy = Setting(
        terraform="security_policy_name", cloudformation="SecurityPolicyName", default="TransferSecurityPolicy-2018-11"
    )


class ReplicationInstance(Kind):
    """A DMS replication instance."""

    terraform = "aws_dms_replication_instance"
    cloudformation = ("AWS::DMS::ReplicationInstance", "AWS::DMS::InstanceProfile")

    public = Setting(terraform="publicly_accessible", cloudformation="PubliclyAccessible", safe=False)

    def is_public(self) -> Evidence:
        """Whether it gets a public address; of all the spellings, only this one does where nothing is said."""
        unsaid = yes() if self.type == "AWS::DMS::ReplicationInstance" else no()
        return self.public.is_true() | (self.public.is_absent() & unsaid)


class KeyedReplication(Kind):
    """A DMS replication instance and its key."""

    terraform = "aws_dms_replication_instance"
    cloudformation = "AWS::DMS::ReplicationInstance"

    key = Setting(terraform="kms_key_arn", cloudformation="KmsKeyId")


class Endpoint(Kind):
    """A database that DMS reads from or writes to."""

    terraform = "aws_dms_endpoint"
    cloudformation = "AWS::DMS::Endpoint"

    ssl = Setting(
        terraform="ssl_mode",
        cloudformation="SslMode",
        default="none",
        safe="verify-full",
        levels=("verify-full", "verify-ca", "require", "none"),
    )
    engine = Setting(terraform="engine_name", cloudformation="EngineName")
    role = Setting(terraform="endpoint_type", cloudformation="EndpointType")
    key = Setting(terraform="kms_key_arn", cloudformation="KmsKeyId")


class S3Endpoint(Kind):
    """A bucket that DMS writes to."""

    terraform = "aws_dms_s3_endpoint"

    mode = Setting(terraform="encryption_mode", default="SSE_S3")
    key = Setting(terraform="server_side_encryption_kms_key_id")


class AppFlow(Kind):
    """A flow or profile of AppFlow."""

    terraform = ("aws_appflow_flow", "aws_appflow_connector_profile")
    cloudformation = ("AWS::AppFlow::Flow", "AWS::AppFlow::ConnectorProfile")

    key = Setting(terraform="kms_arn", cloudformation="KMSArn")


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AWS_164",))
def aws_transfer_server_on_internet(server: Server) -> Evidence:
    """This file server is on the internet.

    Why: Whoever finds it can try passwords and keys.

    Fix: Put it into a VPC without elastic addresses, or limit it by security groups.
    """
    return server.endpoint.equals("PUBLIC") | server.addresses.is_present()


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH, equivalents=("CKV_AWS_357",))
def aws_transfer_server_speaks_ftp(server: Server) -> Evidence:
    """This file server takes passwords and files over FTP, unencrypted.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Take FTP out of the protocols; use SFTP or FTPS.
    """
    return server.protocols.any(lambda one: one.equals("FTP"))


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AWS_380",))
def aws_transfer_server_with_old_policy(server: Server) -> Evidence:
    """This file server offers old algorithms.

    Why: Its policy is of a time when SHA-1 and weak key exchanges were still offered. Where nothing is said, the one
    of 2018 holds.

    Fix: Set `security_policy_name` (`SecurityPolicyName`) to the newest policy.
    """
    return is_old_transfer_policy(server.policy)


class Connector(Kind):
    """A connector to servers of others."""

    terraform = "aws_transfer_connector"
    cloudformation = "AWS::Transfer::Connector"

    policy = Setting(terraform="security_policy_name", cloudformation="SecurityPolicyName")


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def aws_transfer_connector_with_old_policy(connector: Connector) -> Evidence:
    """This connector offers old algorithms.

    Why: Its policy is of a time when SHA-1 and weak key exchanges were still offered.

    Fix: Set `security_policy_name` (`SecurityPolicyName`) to the newest policy.
    """
    return is_old_connector_policy(connector.policy)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AWS_89", "W91", "DMS_REPLICATION_NOT_PUBLIC"))
def aws_dms_instance_has_public_address(instance: ReplicationInstance) -> Evidence:
    """This replication instance has a public address.

    Why: It holds the passwords of both databases. CloudFormation gives it one where nothing is said, Terraform does
    not.

    Fix: Set `publicly_accessible` (`PubliclyAccessible`) to false.
    """
    return instance.is_public()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV2_AWS_49",))
def aws_dms_endpoint_without_tls(endpoint: Endpoint) -> Evidence:
    """Data of this database is moved unencrypted.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set `ssl_mode` (`SslMode`) to `require`, `verify-ca` or `verify-full`.
    """
    silent = endpoint.engine.is_in(
        "s3", "dynamodb", "kinesis", "kafka", "opensearch", "elasticsearch", "neptune", "redshift-serverless"
    )
    return endpoint.ssl.equals("none") & endpoint.role.is_in("source", "target") & ~silent


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_212",), profile="customer-keys")
def aws_dms_instance_without_customer_key(replication: KeyedReplication) -> Evidence:
    """The disk of this replication instance is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_arn` (`KmsKeyId`).
    """
    return is_amazons_key(replication.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_296",), profile="customer-keys")
def aws_dms_endpoint_without_customer_key(endpoint: Endpoint) -> Evidence:
    """The settings of this endpoint are encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_arn` (`KmsKeyId`).
    """
    return is_amazons_key(endpoint.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_298",), profile="customer-keys")
def aws_dms_bucket_without_customer_key(endpoint: S3Endpoint) -> Evidence:
    """What this endpoint writes is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `server_side_encryption_kms_key_id`.
    """
    return endpoint.mode.equals("SSE_S3") | is_amazons_key(endpoint.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_263", "CKV_AWS_264"), profile="customer-keys")
def aws_appflow_without_customer_key(flow: AppFlow) -> Evidence:
    """What AppFlow keeps here is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_arn` (`KMSArn`).
    """
    return is_amazons_key(flow.key)
