"""Azure managed disks, snapshots, image galleries, disk encryption sets.

Server-side encryption of disks cannot be turned off: no rule calls a disk unencrypted. Facts: azurerm schema
at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_on, public_network

DISKS = "Microsoft.Compute/disks"


class ManagedDisk(Kind):
    """A managed disk."""

    terraform = "azurerm_managed_disk"
    arm = DISKS

    public_network = public_network()
    export = Setting(
        terraform="network_access_policy",
        arm="properties.networkAccessPolicy",
        default="AllowAll",
        levels=("DenyAll", "AllowPrivate", "AllowAll"),
        safe="DenyAll",
    )
    disk_key = Setting(
        terraform=("disk_encryption_set_id", "secure_vm_disk_encryption_set_id"),
        arm="properties.encryption.diskEncryptionSetId",
    )
    guest_encryption = Setting(
        terraform="encryption_settings.enabled",
        arm=("properties.encryptionSettingsCollection.enabled", "properties.encryptionSettings.enabled"),
    )


class Snapshot(Kind):
    """A copy of a disk at one moment."""

    terraform = "azurerm_snapshot"
    arm = "Microsoft.Compute/snapshots"

    public_network = public_network()
    export = Setting(
        terraform="network_access_policy",
        arm="properties.networkAccessPolicy",
        default="AllowAll",
        levels=("DenyAll", "AllowPrivate", "AllowAll"),
        safe="DenyAll",
    )


class ImageGallery(Kind):
    """A gallery of machine images."""

    terraform = "azurerm_shared_image_gallery"
    arm = "Microsoft.Compute/galleries"

    sharing = Setting(
        terraform="sharing.permission",
        arm="properties.sharingProfile.permissions",
        default="Private",
        levels=("Private", "Groups", "Community"),
        safe="Private",
    )


class DiskEncryptionSet(Kind):
    """A key for disks."""

    terraform = "azurerm_disk_encryption_set"
    arm = "Microsoft.Compute/diskEncryptionSets"

    rotates = Setting(
        terraform="auto_key_rotation_enabled",
        arm="properties.rotationToLatestKeyVersionEnabled",
        default=False,
        safe=True,
    )


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_251",))
def azure_disk_exportable_to_any_network(disk: ManagedDisk) -> Evidence:
    """A download link for this disk, once made, works from any network.

    Why: Whoever may make one link carries the whole disk out; the link alone is enough to read it.

    Fix: Set `public_network_access_enabled = false` or `network_access_policy = "DenyAll"` (azurerm),
    `publicNetworkAccess: 'Disabled'` or `networkAccessPolicy: 'DenyAll'` (ARM, Bicep).
    """
    return is_on(disk.public_network) & disk.export.equals("AllowAll")


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_snapshot_exportable_to_any_network(snapshot: Snapshot) -> Evidence:
    """A download link for this snapshot, once made, works from any network.

    Why: Snapshots are a usual way to carry data out: whoever may make one link has a copy of the disk.

    Fix: Set `public_network_access_enabled = false` or `network_access_policy = "DenyAll"` (azurerm),
    `publicNetworkAccess: 'Disabled'` or `networkAccessPolicy: 'DenyAll'` (ARM, Bicep).
    """
    return is_on(snapshot.public_network) & snapshot.export.equals("AllowAll")


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def azure_image_gallery_open_to_everyone(gallery: ImageGallery) -> Evidence:
    """Images of this gallery are published to every customer of Azure.

    Why: Anyone may start a machine from them and read what was left on the disk: configuration, keys, code.

    Fix: Set `sharing { permission = "Private" }` (or `Groups`; azurerm) or `sharingProfile: { permissions: 'Private' }`
    (ARM, Bicep).
    """
    return gallery.sharing.equals("Community")


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV_AZURE_93", "CKV2_AZURE_14", "FG_R00196", "FG_R00197"),
    profile="customer-keys",
)
def azure_disk_without_customer_key(disk: ManagedDisk) -> Evidence:
    """This disk is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Name a disk encryption set (`disk_encryption_set_id` in azurerm, `encryption: { diskEncryptionSetId: … }` in
    ARM and Bicep).
    """
    return disk.disk_key.is_absent()


@rule(
    ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AZURE_2", "AVD-AZU-0038", "AC_AZURE_0143"), profile="hardening"
)
def azure_disk_guest_encryption_switched_off(disk: ManagedDisk) -> Evidence:
    """Encryption inside the machine (Azure Disk Encryption) is switched off for this disk.

    Why: The disk is encrypted by the platform all the same; the setting suggests that more was meant.

    Fix: Remove the setting, or turn encryption at the host on (`encryption_settings` in azurerm,
    `encryptionSettingsCollection` in ARM and Bicep).
    """
    return disk.guest_encryption.is_present() & disk.guest_encryption.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="hardening")
def azure_disk_encryption_set_without_rotation(keys: DiskEncryptionSet) -> Evidence:
    """Disks keep the key version they were created with.

    Why: A new version of the key protects nothing until every disk is told about it.

    Fix: Set `auto_key_rotation_enabled = true` (azurerm) or `rotationToLatestKeyVersionEnabled: true` (ARM, Bicep).
    """
    return keys.rotates.is_false()
