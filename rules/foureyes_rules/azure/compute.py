"""Azure virtual machines and scale sets: encryption at the host, addresses, remote management.

Operating system and data disks are always encrypted; temporary disks and caches only with encryption at the
host or Azure Disk Encryption. Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in
Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting

MACHINES = "Microsoft.Compute/virtualMachines"
SETS = "Microsoft.Compute/virtualMachineScaleSets"
_ARM_NICS = "networkProfile.networkInterfaceConfigurations[].properties.ipConfigurations[].properties"


class VirtualMachine(Kind):
    """A virtual machine."""

    terraform = ("azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine")
    arm = MACHINES

    name = Setting(terraform="name", arm="name")
    host_encryption = Setting(
        terraform="encryption_at_host_enabled",
        arm="properties.securityProfile.encryptionAtHost",
        default=False,
        safe=True,
    )
    disk_key = Setting(
        terraform="os_disk.disk_encryption_set_id",
        arm="properties.storageProfile.osDisk.managedDisk.diskEncryptionSet.id",
    )
    winrm = Setting(
        terraform="winrm_listener[].protocol",
        arm="properties.osProfile.windowsConfiguration.winRM.listeners[].protocol",
    )
    extensions = Many("MachineExtension", back="machine")


class MachineExtension(Kind):
    """Software that the platform puts on a machine."""

    terraform = "azurerm_virtual_machine_extension"
    arm = f"{MACHINES}/extensions"

    machine = One(VirtualMachine, terraform="virtual_machine_id")
    type_name = Setting(terraform="type", arm="properties.type")


class UnmanagedDiskMachine(Kind):
    """A machine, asked where its disks are."""

    terraform = "azurerm_virtual_machine"
    arm = MACHINES

    os_file = Setting(terraform="storage_os_disk.vhd_uri", arm="properties.storageProfile.osDisk.vhd.uri")
    data_files = Setting(terraform="storage_data_disk[].vhd_uri", arm="properties.storageProfile.dataDisks[].vhd.uri")


class MachineAddress(Kind):
    """A network interface that a machine or scale set brings along."""

    arm = MACHINES

    public_addresses = Setting(arm=f"properties.{_ARM_NICS}.publicIPAddressConfiguration")


class ScaleSet(Kind):
    """A set of equal virtual machines."""

    terraform = (
        "azurerm_linux_virtual_machine_scale_set",
        "azurerm_windows_virtual_machine_scale_set",
        "azurerm_orchestrated_virtual_machine_scale_set",
    )
    arm = SETS

    host_encryption = Setting(
        terraform="encryption_at_host_enabled",
        arm="properties.virtualMachineProfile.securityProfile.encryptionAtHost",
        default=False,
        safe=True,
    )
    public_addresses = Setting(
        terraform="network_interface[].ip_configuration[].public_ip_address",
        arm=f"properties.virtualMachineProfile.{_ARM_NICS}.publicIPAddressConfiguration",
    )
    disk_key = Setting(
        terraform="os_disk.disk_encryption_set_id",
        arm="properties.virtualMachineProfile.storageProfile.osDisk.managedDisk.diskEncryptionSet.id",
    )


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV_AZURE_97", "CKV_AZURE_151", "AZR-000252"))
def azure_virtual_machine_caches_unencrypted(machine: VirtualMachine) -> Evidence:
    """Temporary disk and caches of this machine are not encrypted.

    Why: Disks are always encrypted in storage, but the temporary disk, the caches and the way between machine and
    storage are not.

    Fix: Set `encryption_at_host_enabled = true` (azurerm) or `securityProfile: { encryptionAtHost: true }` (ARM,
    Bicep), once the subscription's feature EncryptionAtHost is registered.
    """
    disk_encryption = machine.extensions.any(
        lambda one: one.type_name.matches(lambda text: text.lower().startswith("azurediskencryption"))
    )
    return machine.host_encryption.is_false() & ~disk_encryption


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV_AZURE_97",))
def azure_scale_set_caches_unencrypted(machines: ScaleSet) -> Evidence:
    """Temporary disks and caches of this scale set's machines are not encrypted.

    Why: Disks are always encrypted in storage, but temporary disks, caches and the way between machine and storage
    are not.

    Fix: Set `encryption_at_host_enabled = true` (azurerm) or `securityProfile: { encryptionAtHost: true }` in
    `virtualMachineProfile` (ARM, Bicep).
    """
    return machines.host_encryption.is_false()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_scale_set_machines_have_public_addresses(machines: ScaleSet) -> Evidence:
    """Every machine of this scale set has a public address.

    Why: Each stands on the internet; filter rules alone decide what of it strangers reach.

    Fix: Remove `public_ip_address` (azurerm) or `publicIPAddressConfiguration` (ARM, Bicep) and put a load balancer
    before the set.
    """
    return machines.public_addresses.any(lambda one: one.is_present())


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_virtual_machine_brings_public_address(machine: MachineAddress) -> Evidence:
    """This machine is created with a public address.

    Why: It stands on the internet; filter rules alone decide what of it strangers reach.

    Fix: Remove `publicIPAddressConfiguration` and reach the machine through Azure Bastion, a load balancer or a VPN.
    """
    return machine.public_addresses.any(lambda one: one.is_present())


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def azure_virtual_machine_managed_over_plain_http(machine: VirtualMachine) -> Evidence:
    """This Windows machine takes remote management over plain HTTP.

    Why: WinRM over HTTP can be read and altered on the way when the client does not insist on message encryption.

    Fix: Use a listener with `protocol = "Https"` and a certificate (azurerm `winrm_listener`; `winRM: { listeners: …
    }` in ARM and Bicep).
    """
    return machine.winrm.any(lambda one: one.equals("Http"))


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV_AZURE_92", "CKV2_AZURE_9", "AZR-000238"))
def azure_virtual_machine_disk_is_a_blob(machine: UnmanagedDiskMachine) -> Evidence:
    """This machine's disk is a file in a storage account.

    Why: Whoever may read the container may copy the whole disk. Unmanaged disks are retired in March 2026.

    Fix: Use managed disks (`managed_disk_type` in azurerm, `managedDisk` in ARM and Bicep).
    """
    return machine.os_file.is_present() | machine.data_files.any(lambda one: one.is_present())


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def azure_virtual_machine_disk_without_customer_key(machine: VirtualMachine) -> Evidence:
    """This machine's disk is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Name a disk encryption set (`disk_encryption_set_id` in azurerm, `diskEncryptionSet` in ARM and Bicep).
    """
    return machine.disk_key.is_absent()


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def azure_scale_set_disks_without_customer_key(machines: ScaleSet) -> Evidence:
    """This scale set's disks are encrypted with keys that Microsoft manages.

    Why: They are always encrypted; a key of one's own adds the power to revoke it.

    Fix: Name a disk encryption set (`disk_encryption_set_id` in azurerm, `diskEncryptionSet` in ARM and Bicep).
    """
    return machines.disk_key.is_absent()
