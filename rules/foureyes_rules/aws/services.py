"""Services with one question each: MWAA, Timestream, SES, MediaStore, network firewalls, Connect, Kendra and others.

Facts: provider 5.100.0 schema; CloudFormation schemas 2026-10-20; all but SES encrypt at rest by themselves.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import is_public


class Airflow(Kind):
    """An environment of Managed Airflow."""

    terraform = "aws_mwaa_environment"
    cloudformation = "AWS::MWAA::Environment"

    access = Setting(
        terraform="webserver_access_mode",
        cloudformation="WebserverAccessMode",
        default="PRIVATE_ONLY",
        safe="PRIVATE_ONLY",
        levels=("PRIVATE_ONLY", "PUBLIC_AND_PRIVATE", "PUBLIC_ONLY"),
    )


class InfluxDb(Kind):
    """A Timestream for InfluxDB database."""

    terraform = "aws_timestreaminfluxdb_db_instance"
    cloudformation = ("AWS::Timestream::InfluxDBInstance", "AWS::Timestream::InfluxDBCluster")

    public = Setting(terraform="publicly_accessible", cloudformation="PubliclyAccessible", default=False, safe=False)


class Timestream(Kind):
    """A Timestream database."""

    terraform = "aws_timestreamwrite_database"
    cloudformation = "AWS::Timestream::Database"

    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")


class MailSet(Kind):
    """A configuration set of SES."""

    terraform = ("aws_ses_configuration_set", "aws_sesv2_configuration_set")
    cloudformation = "AWS::SES::ConfigurationSet"

    tls = Setting(
        terraform="delivery_options.tls_policy",
        cloudformation="DeliveryOptions.TlsPolicy",
        default="Optional",
        safe="Require",
    )


class MailPolicy(Kind):
    """Who may send as an identity."""

    terraform = ("aws_ses_identity_policy", "aws_sesv2_email_identity_policy")

    policy = Setting(terraform="policy", document=True)


class MediaPolicy(Kind):
    """The policy of a MediaStore container."""

    terraform = "aws_media_store_container_policy"
    cloudformation = "AWS::MediaStore::Container#Policy"

    policy = Setting(terraform="policy", cloudformation=".", document=True)


class Firewall(Kind):
    """A network firewall, its policy or a group of its rules."""

    terraform = (
        "aws_networkfirewall_firewall",
        "aws_networkfirewall_rule_group",
        "aws_networkfirewall_firewall_policy",
    )

    key = Setting(terraform="encryption_configuration.key_id")


class ConnectStorage(Kind):
    """Where Connect keeps recordings and streams."""

    terraform = "aws_connect_instance_storage_config"

    key = Setting(
        terraform=(
            "storage_config.kinesis_video_stream_config.encryption_config.key_id",
            "storage_config.s3_config.encryption_config.key_id",
        )
    )
    sort = Setting(terraform="storage_config.storage_type")


class SearchIndex(Kind):
    """A Kendra index."""

    terraform = "aws_kendra_index"
    cloudformation = "AWS::Kendra::Index"

    key = Setting(
        terraform="server_side_encryption_configuration.kms_key_id",
        cloudformation="ServerSideEncryptionConfiguration.KmsKeyId",
    )


class KeyspacesTable(Kind):
    """A Keyspaces table."""

    terraform = "aws_keyspaces_table"
    cloudformation = "AWS::Cassandra::Table"

    sort = Setting(
        terraform="encryption_specification.type",
        cloudformation="EncryptionSpecification.EncryptionType",
        default="AWS_OWNED_KMS_KEY",
    )


class Ledger(Kind):
    """A QLDB ledger."""

    terraform = "aws_qldb_ledger"
    cloudformation = "AWS::QLDB::Ledger"

    key = Setting(terraform="kms_key", cloudformation="KmsKey")


class StateMachine(Kind):
    """A state machine or activity."""

    terraform = ("aws_sfn_state_machine", "aws_sfn_activity")
    cloudformation = ("AWS::StepFunctions::StateMachine", "AWS::StepFunctions::Activity")

    key = Setting(terraform="encryption_configuration.kms_key_id", cloudformation="EncryptionConfiguration.KmsKeyId")


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV2_AWS_66",))
def aws_mwaa_console_on_internet(airflow: Airflow) -> Evidence:
    """The console of this Airflow environment is on the internet.

    Why: Only IAM then stands between your pipelines and everybody; leaked credentials are enough.

    Fix: Set `webserver_access_mode` (`WebserverAccessMode`) to `PRIVATE_ONLY`.
    """
    return airflow.access.is_in("PUBLIC_ONLY", "PUBLIC_AND_PRIVATE")


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_influxdb_has_public_address(db: InfluxDb) -> Evidence:
    """This time-series database has a public address.

    Why: Only its security group and its token then stand between the data and everybody.

    Fix: Set `publicly_accessible` (`PubliclyAccessible`) to false.
    """
    return db.public.is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_AWS_365",))
def aws_ses_may_send_in_clear(set: MailSet) -> Evidence:
    """Mail may leave unencrypted when the receiving server offers no TLS.

    Why: Whoever stands between the servers can read it, and can make the offer vanish.

    Fix: Set the TLS policy to `Require` (`REQUIRE`).
    """
    return set.tls.equals("Optional")


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_ses_identity_open_to_everyone(policy: MailPolicy) -> Evidence:
    """Anyone with an AWS account can send mail in your name.

    Why: Fraud then comes from your own domain and passes every check.

    Fix: Name the accounts that may send.
    """
    return is_public(policy.policy)


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_mediastore_open_to_everyone(policy: MediaPolicy) -> Evidence:
    """Anyone on the internet can use the objects of this container.

    Why: Media may be meant for everybody; uploads and drafts are not.

    Fix: Serve it through CloudFront and name its origin access identity.
    """
    return is_public(policy.policy)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_160",), profile="customer-keys")
def aws_timestream_without_customer_key(timestream: Timestream) -> Evidence:
    """This time-series database is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(timestream.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_345", "CKV_AWS_346"), profile="customer-keys")
def aws_network_firewall_without_customer_key(firewall: Firewall) -> Evidence:
    """The rules of this firewall are encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `encryption_configuration.key_id`.
    """
    return is_amazons_key(firewall.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_269", "CKV_AWS_270"), profile="customer-keys")
def aws_connect_storage_without_customer_key(storage: ConnectStorage) -> Evidence:
    """What this contact centre records is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `encryption_config.key_id`.
    """
    return is_amazons_key(storage.key) & storage.sort.is_in("S3", "KINESIS_VIDEO_STREAM")


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV_AWS_262", "W80", "KENDRA_INDEX_ENCRYPTION_KMS_KEY_ID_RULE"),
    profile="customer-keys",
)
def aws_kendra_without_customer_key(index: SearchIndex) -> Evidence:
    """This search index is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(index.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_265",), profile="customer-keys")
def aws_keyspaces_without_customer_key(table: KeyspacesTable) -> Evidence:
    """This table is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Set the type to `CUSTOMER_MANAGED_KMS_KEY`.
    """
    return table.sort.equals("AWS_OWNED_KMS_KEY")


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def aws_qldb_without_customer_key(ledger: Ledger) -> Evidence:
    """This ledger is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key` (`KmsKey`).
    """
    return is_amazons_key(ledger.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def aws_step_functions_without_customer_key(machine: StateMachine) -> Evidence:
    """What this state machine keeps is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(machine.key)
