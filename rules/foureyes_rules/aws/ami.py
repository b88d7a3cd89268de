"""Machine images: who may start them, and whether their copies are encrypted.

Facts: provider 5.100.0 schema and request bodies (a copy without `encrypted` is sent as false); CloudFormation
schemas 2026-10-20; EC2 user guide on sharing images.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key


class LaunchPermission(Kind):
    """A grant to start an image."""

    terraform = "aws_ami_launch_permission"

    group = Setting(terraform="group")


class Distribution(Kind):
    """Where Image Builder publishes an image, and for whom."""

    terraform = "aws_imagebuilder_distribution_configuration#distribution[].ami_distribution_configuration[]"
    cloudformation = "AWS::ImageBuilder::DistributionConfiguration#Distributions[].AmiDistributionConfiguration"

    groups = Setting(
        terraform="launch_permission.user_groups", cloudformation="LaunchPermissionConfiguration.UserGroups"
    )
    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")


class Image(Kind):
    """A disk of an image registered from snapshots."""

    terraform = "aws_ami#ebs_block_device"

    encrypted = Setting(terraform="encrypted", default=False, safe=True)
    snapshot = Setting(terraform="snapshot_id")


class ImageCopy(Kind):
    """A copy of an image."""

    terraform = "aws_ami_copy"

    encrypted = Setting(terraform="encrypted", default=False, safe=True)
    key = Setting(terraform="kms_key_id")


class Component(Kind):
    """A component of Image Builder."""

    terraform = "aws_imagebuilder_component"
    cloudformation = "AWS::ImageBuilder::Component"

    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV_AWS_205",))
def aws_ami_open_to_everyone(permission: LaunchPermission) -> Evidence:
    """Anyone with an AWS account can start this image and read its disks.

    Why: Images carry source code, keys and configuration; public ones are searched for them.

    Fix: Name an account, organization or organizational unit instead of the group `all`.
    """
    return permission.group.equals("all")


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def aws_imagebuilder_image_open_to_everyone(distribution: Distribution) -> Evidence:
    """Anyone with an AWS account can start the images that this pipeline publishes.

    Why: Images carry source code, keys and configuration; public ones are searched for them.

    Fix: Name accounts, organizations or organizational units instead of the user group `all`.
    """
    return distribution.groups.any(lambda one: one.equals("all"))


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV_AWS_235",))
def aws_ami_copy_unencrypted(copy: ImageCopy) -> Evidence:
    """This copy of an image is not encrypted.

    Why: Whoever gets at the disk, a snapshot or a decommissioned drive reads the data in clear.

    Fix: Set `encrypted` to true.
    """
    return copy.encrypted.is_false()


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV_AWS_204",))
def aws_ami_disk_unencrypted(image: Image) -> Evidence:
    """A disk of this image is not encrypted.

    Why: Whoever gets at the disk, a snapshot or a decommissioned drive reads the data in clear.

    Fix: Set `encrypted` to true, or register the image from encrypted snapshots.
    """
    return image.encrypted.is_false() & image.snapshot.is_absent()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_236",), profile="customer-keys")
def aws_ami_copy_without_customer_key(copy: ImageCopy) -> Evidence:
    """This copy of an image is not encrypted with a key of yours.

    Why: With a key of your own you decide who may read it, can withdraw it and see its use in the logs; Amazon's own
    key cannot be shared across accounts.

    Fix: Name a key in `kms_key_id`.
    """
    return is_amazons_key(copy.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_199",), profile="customer-keys")
def aws_imagebuilder_image_without_customer_key(distribution: Distribution) -> Evidence:
    """The images that this pipeline publishes are not encrypted with a key of yours.

    Why: With a key of your own you decide who may read it, can withdraw it and see its use in the logs; Amazon's own
    key cannot be shared across accounts.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(distribution.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_180",), profile="customer-keys")
def aws_imagebuilder_component_without_customer_key(component: Component) -> Evidence:
    """This component of Image Builder is not encrypted with a key of yours.

    Why: With a key of your own you decide who may read it, can withdraw it and see its use in the logs; Amazon's own
    key cannot be shared across accounts.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(component.key)
