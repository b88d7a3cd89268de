"""Elastic Block Store: volumes, disks of machines, snapshots and their copies.

Facts: provider 5.100.0 schema and request bodies; CloudFormation schemas 2026-10-20; EBS is not encrypted
unless the volume or the account's setting for the Region says so; a snapshot's encryption is inherited.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, unsure
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key


class DefaultEncryption(Kind):
    """The account's setting that encrypts every new volume of a Region."""

    terraform = "aws_ebs_encryption_by_default"

    enabled = Setting(terraform="enabled", default=True, safe=True)


class Volume(Kind):
    """An EBS volume."""

    terraform = "aws_ebs_volume"
    cloudformation = "AWS::EC2::Volume"

    encrypted = Setting(terraform="encrypted", cloudformation="Encrypted", default=False, safe=True)
    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")
    snapshot = Setting(terraform="snapshot_id", cloudformation="SnapshotId")
    defaults = Many("DefaultEncryption")


class Disk(Kind):
    """A disk that is made together with a machine."""

    terraform = (
        "aws_instance#root_block_device",
        "aws_instance#ebs_block_device",
        "aws_spot_instance_request#root_block_device",
        "aws_spot_instance_request#ebs_block_device",
        "aws_launch_configuration#root_block_device",
        "aws_launch_configuration#ebs_block_device",
        "aws_launch_template#block_device_mappings[].ebs[]",
        "aws_imagebuilder_image_recipe#block_device_mapping[].ebs[]",
    )
    cloudformation = (
        "AWS::EC2::Instance#BlockDeviceMappings[].Ebs",
        "AWS::EC2::LaunchTemplate#LaunchTemplateData.BlockDeviceMappings[].Ebs",
        "AWS::AutoScaling::LaunchConfiguration#BlockDeviceMappings[].Ebs",
        "AWS::ImageBuilder::ImageRecipe#BlockDeviceMappings[].Ebs",
    )

    encrypted = Setting(terraform="encrypted", cloudformation="Encrypted", default=False, safe=True)
    snapshot = Setting(terraform="snapshot_id", cloudformation="SnapshotId")
    defaults = Many("DefaultEncryption")


class Instance(Kind):
    """An instance, or how those of a group are launched, whose root disk comes from its image."""

    terraform = ("aws_instance", "aws_spot_instance_request", "aws_launch_configuration")
    cloudformation = ("AWS::EC2::Instance", "AWS::AutoScaling::LaunchConfiguration")

    root = Setting(terraform="root_block_device", cloudformation="BlockDeviceMappings")
    defaults = Many("DefaultEncryption")


class SnapshotBlock(Kind):
    """The account's guard rail against public snapshots in a Region."""

    terraform = "aws_ebs_snapshot_block_public_access"

    state = Setting(terraform="state", levels=("block-all-sharing", "block-new-sharing", "unblocked"))


class SnapshotCopy(Kind):
    """A copy of a snapshot, or one made of a disk image."""

    terraform = ("aws_ebs_snapshot_copy", "aws_ebs_snapshot_import")

    encrypted = Setting(terraform="encrypted", default=False, safe=True)
    key = Setting(terraform="kms_key_id")
    defaults = Many("DefaultEncryption")


class ScheduledCopy(Kind):
    """A copy to another Region that a lifecycle policy makes, on a schedule or upon an event."""

    terraform = (
        "aws_dlm_lifecycle_policy#policy_details.schedule[].cross_region_copy_rule[]",
        "aws_dlm_lifecycle_policy#policy_details.action.cross_region_copy[].encryption_configuration[]",
    )
    cloudformation = (
        "AWS::DLM::LifecyclePolicy#PolicyDetails.Schedules[].CrossRegionCopyRules[]",
        "AWS::DLM::LifecyclePolicy#PolicyDetails.Actions[].CrossRegionCopy[].EncryptionConfiguration",
    )

    encrypted = Setting(terraform="encrypted", cloudformation="Encrypted", default=False, safe=True)
    key = Setting(terraform="cmk_arn", cloudformation="CmkArn")


@rule(
    ENCRYPTION_AT_REST,
    Severity.HIGH,
    equivalents=("CKV_AWS_3", "CKV2_AWS_2", "AVD-AWS-0026", "F1", "FG_R00016", "ENCRYPTED_VOLUMES"),
)
def aws_ebs_volume_unencrypted(volume: Volume) -> Evidence:
    """This volume is not encrypted.

    Why: Whoever gets at the disk, a snapshot or a decommissioned drive reads the data in clear. Its snapshots are in
    clear too, and can be shared with everybody.

    Fix: Set `encrypted` (`Encrypted`) to true, or turn on encryption by default for the Region.
    """
    inherited = volume.snapshot.is_present()
    told = ~inherited | (
        volume.encrypted.is_false() & unsure("whether the snapshot it is made from is encrypted cannot be told")
    )
    return volume.encrypted.is_false() & told & ~volume.defaults.any(lambda one: one.enabled.is_true())


@rule(
    ENCRYPTION_AT_REST,
    Severity.HIGH,
    equivalents=("CKV_AWS_8", "AVD-AWS-0131", "AVD-AWS-0008", "AVD-AWS-0122", "ENCRYPTED_VOLUMES"),
)
def aws_instance_disk_unencrypted(disk: Disk) -> Evidence:
    """A disk of this machine is not encrypted.

    Why: Whoever gets at the disk, a snapshot or a decommissioned drive reads the data in clear.

    Fix: Set `encrypted` (`Encrypted`) to true for the disk, or turn on encryption by default for the Region.
    """
    sure = ~disk.snapshot.is_present() | unsure("whether the snapshot it is made from is encrypted cannot be told")
    return disk.encrypted.is_false() & sure & ~disk.defaults.any(lambda one: one.enabled.is_true())


@rule(ENCRYPTION_AT_REST, Severity.HIGH, equivalents=("CKV_AWS_8", "AVD-AWS-0131"))
def aws_instance_root_disk_unencrypted(instance: Instance) -> Evidence:
    """Nothing encrypts the root disk of this machine: it is made from the image as it is.

    Why: Whoever gets at the disk, a snapshot or a decommissioned drive reads the data in clear.

    Fix: Add `root_block_device { encrypted = true }` (a mapping of the root device with `Encrypted: true`), or turn
    on encryption by default for the Region.
    """
    return instance.root.is_absent() & ~instance.defaults.any(lambda one: one.enabled.is_true())


@rule(ENCRYPTION_AT_REST, Severity.HIGH, equivalents=("CKV_AWS_106",))
def aws_ebs_encryption_by_default_off(encryption: DefaultEncryption) -> Evidence:
    """Encryption of new volumes by default is turned off for this Region.

    Why: It is the net that catches every volume for which nobody thought of encryption.

    Fix: Set `enabled` to true or leave it out.
    """
    return encryption.enabled.is_false()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_ebs_snapshots_may_be_public(block: SnapshotBlock) -> Evidence:
    """The guard rail against public snapshots is taken away for this Region.

    Why: A snapshot that is shared with everybody is a disk that anybody can copy; researchers find credentials and
    customer data in them year after year.

    Fix: Set `state` to `block-all-sharing`.
    """
    return block.state.equals("unblocked")


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV_AWS_183",))
def aws_ebs_snapshot_copy_unencrypted(copy: SnapshotCopy) -> Evidence:
    """This copy of a snapshot is not encrypted by itself.

    Why: A copy of a plain snapshot is as plain as the original, and can be shared with everybody.

    Fix: Set `encrypted` to true.
    """
    return copy.encrypted.is_false() & ~copy.defaults.any(lambda one: one.enabled.is_true())


@rule(
    ENCRYPTION_AT_REST,
    Severity.MEDIUM,
    equivalents=("CKV_AWS_253", "CKV_AWS_255", "W81", "DLM_LIFECYCLE_POLICY_CROSS_REGION_ENCRYPTION_RULE"),
)
def aws_dlm_copy_unencrypted(copy: ScheduledCopy) -> Evidence:
    """This lifecycle policy copies snapshots to another Region unencrypted.

    Why: The copies outlive the machines and are watched by nobody.

    Fix: Set `encrypted` (`Encrypted`) to true in the copy rule.
    """
    return copy.encrypted.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_183",), profile="customer-keys")
def aws_ebs_snapshot_copy_without_customer_key(copy: SnapshotCopy) -> Evidence:
    """This copy of a snapshot is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read it, can withdraw it and see its use in the logs; Amazon's own
    key cannot be shared across accounts.

    Fix: Name a key in `kms_key_id`.
    """
    return is_amazons_key(copy.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_254", "CKV_AWS_256"), profile="customer-keys")
def aws_dlm_copy_without_customer_key(copy: ScheduledCopy) -> Evidence:
    """This lifecycle policy encrypts the copies in another Region with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read it, can withdraw it and see its use in the logs; Amazon's own
    key cannot be shared across accounts.

    Fix: Name a key in `cmk_arn` (`CmkArn`).
    """
    return is_amazons_key(copy.key)


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV_AWS_189", "AVD-AWS-0027", "W37", "EBS_VOLUME_ENCRYPTION_KEY_RULE"),
    profile="customer-keys",
)
def aws_ebs_volume_without_customer_key(volume: Volume) -> Evidence:
    """This volume is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read it, can withdraw it and see its use in the logs; Amazon's own
    key cannot be shared across accounts.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(volume.key)
