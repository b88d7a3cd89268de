"""Kinesis data streams, Firehose and video streams.

Facts: data streams and Firehose are not encrypted with a key by themselves, video streams always are (API
models of botocore 1.44.5; CloudFormation schemas 2026-10-20).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.resource import CLOUDFORMATION
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.policies import is_public


class Stream(Kind):
    """A data stream."""

    terraform = "aws_kinesis_stream"
    cloudformation = "AWS::Kinesis::Stream"

    encryption = Setting(
        terraform="encryption_type", cloudformation="StreamEncryption.EncryptionType", default="NONE", safe="KMS"
    )
    key = Setting(terraform="kms_key_id", cloudformation="StreamEncryption.KeyId")


class StreamPolicy(Kind):
    """The policy of a stream or consumer."""

    terraform = "aws_kinesis_resource_policy"
    cloudformation = "AWS::Kinesis::ResourcePolicy"

    policy = Setting(terraform="policy", cloudformation="ResourcePolicy", document=True)


class Firehose(Kind):
    """A delivery stream."""

    terraform = "aws_kinesis_firehose_delivery_stream"
    cloudformation = "AWS::KinesisFirehose::DeliveryStream"

    encrypted = Setting(terraform="server_side_encryption.enabled", default=False, safe=True)
    stack_key_type = Setting(cloudformation="DeliveryStreamEncryptionConfigurationInput.KeyType")
    key = Setting(
        terraform="server_side_encryption.key_arn", cloudformation="DeliveryStreamEncryptionConfigurationInput.KeyARN"
    )
    key_type = Setting(
        terraform="server_side_encryption.key_type",
        cloudformation="DeliveryStreamEncryptionConfigurationInput.KeyType",
        default="AWS_OWNED_CMK",
    )
    delivery_key = Setting(
        terraform="extended_s3_configuration.kms_key_arn",
        cloudformation="ExtendedS3DestinationConfiguration.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN",
    )
    delivery = Setting(terraform="extended_s3_configuration", cloudformation="ExtendedS3DestinationConfiguration")
    source = Setting(terraform="kinesis_source_configuration", cloudformation="KinesisStreamSourceConfiguration")
    kafka = Setting(terraform="msk_source_configuration", cloudformation="MSKSourceConfiguration")

    def is_plain(self) -> Evidence:
        """Whether it buffers what is put into it unencrypted."""
        return self.stack_key_type.is_absent() if self.resource.schema == CLOUDFORMATION else self.encrypted.is_false()

    def has_no_source(self) -> Evidence:
        """Whether it is written to directly; what comes from a stream is encrypted there."""
        return self.source.is_absent() & self.kafka.is_absent()


class Video(Kind):
    """A video stream."""

    terraform = "aws_kinesis_video_stream"
    cloudformation = "AWS::KinesisVideo::Stream"

    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")


@rule(
    ENCRYPTION_AT_REST,
    Severity.MEDIUM,
    equivalents=("CKV_AWS_43", "AVD-AWS-0064", "W49", "KINESIS_STREAM_ENCRYPTION_RULE"),
)
def aws_kinesis_stream_unencrypted(stream: Stream) -> Evidence:
    """This data stream keeps its records unencrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear.

    Fix: Set `encryption_type` to `KMS` with a `kms_key_id` (`StreamEncryption`), if only `alias/aws/kinesis`.
    """
    return stream.encryption.equals("NONE")


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_kinesis_policy_open_to_everyone(policy: StreamPolicy) -> Evidence:
    """Anyone with an AWS account can use this data stream.

    Why: Strangers read the records, or put in their own.

    Fix: Name the accounts, or ask for `aws:PrincipalOrgID`.
    """
    return is_public(policy.policy)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_185",), profile="customer-keys")
def aws_kinesis_stream_without_customer_key(stream: Stream) -> Evidence:
    """This data stream is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`StreamEncryption.KeyId`).
    """
    return is_amazons_key(stream.key)


@rule(
    ENCRYPTION_AT_REST,
    Severity.LOW,
    equivalents=("CKV_AWS_240", "W88", "KINESIS_FIREHOSE_DELIVERY_STREAM_ENCRYPTION_RULE"),
)
def aws_firehose_unencrypted(firehose: Firehose) -> Evidence:
    """This delivery stream buffers its records unencrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear.

    Fix: Set `server_side_encryption { enabled = true }` (`DeliveryStreamEncryptionConfigurationInput`).
    """
    return firehose.is_plain() & firehose.has_no_source()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_241",), profile="customer-keys")
def aws_firehose_without_customer_key(firehose: Firehose) -> Evidence:
    """This delivery stream is not encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `server_side_encryption.key_arn` (`KeyARN`).
    """
    return firehose.is_plain() | firehose.key_type.equals("AWS_OWNED_CMK") | is_amazons_key(firehose.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_177",), profile="customer-keys")
def aws_kinesis_video_without_customer_key(video: Video) -> Evidence:
    """This video stream is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(video.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def aws_firehose_delivers_without_customer_key(firehose: Firehose) -> Evidence:
    """This delivery stream names no key of yours for what it writes to S3.

    Why: The objects are then encrypted as their bucket has it, mostly with Amazon's key. With a key of your own you
    decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_arn` of the destination (`AWSKMSKeyARN`), or make it the bucket's default.
    """
    return firehose.delivery.is_present() & is_amazons_key(firehose.delivery_key)
