"""Azure Batch: the account's endpoint, nodes of pools.

Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
In azurerm `default_action` is Deny once its block exists; in ARM an absent profile allows all.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One, Satellite
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_on, public_network

ACCOUNTS = "Microsoft.Batch/batchAccounts"


class BatchAccount(Kind):
    """A Batch account."""

    terraform = "azurerm_batch_account"
    arm = ACCOUNTS

    name = Setting(terraform="name", arm="name")
    public_network = public_network()
    access = Satellite("BatchAccountAccess", back="account")
    own_key = Setting(
        terraform="encryption.key_vault_key_id", arm="properties.encryption.keyVaultProperties.keyIdentifier"
    )
    key_source = Setting(arm="properties.encryption.keySource")


class BatchAccountAccess(Kind):
    """The firewall of a Batch account's endpoint."""

    terraform = "azurerm_batch_account#network_profile.account_access"
    arm = f"{ACCOUNTS}#properties.networkProfile.accountAccess"

    account = One(BatchAccount)
    default_action = Setting(
        terraform="default_action", arm="defaultAction", default="Deny", missing="Allow", safe="Deny"
    )


class BatchPool(Kind):
    """A pool of compute nodes."""

    terraform = "azurerm_batch_pool"
    arm = f"{ACCOUNTS}/pools"

    addresses = Setting(
        terraform="network_configuration.public_address_provisioning_type",
        arm="properties.networkConfiguration.publicIPAddressConfiguration.provision",
        default="BatchManaged",
        safe="NoPublicIPAddresses",
    )
    host_encryption = Setting(
        terraform="security_profile.host_encryption_enabled",
        arm="properties.deploymentConfiguration.virtualMachineConfiguration.securityProfile.encryptionAtHost",
        default=False,
        safe=True,
    )
    disk_encryption = Setting(
        terraform="disk_encryption[].disk_encryption_target",
        arm="properties.deploymentConfiguration.virtualMachineConfiguration.diskEncryptionConfiguration.targets",
    )


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_248",))
def azure_batch_account_reachable_from_any_network(account: BatchAccount) -> Evidence:
    """Every address on the internet may speak to this Batch account.

    Why: Its keys are then the only barrier: whoever holds one runs code on the pools.

    Fix: Disable public network access (`public_network_access_enabled = false` in azurerm,
    `publicNetworkAccess: 'Disabled'` in ARM and Bicep), or deny by default for the account's endpoint
    (`network_profile { account_access { default_action = "Deny" } }`,
    `networkProfile: { accountAccess: { defaultAction: 'Deny' } }`).
    """
    return is_on(account.public_network) & account.access.default_action.equals("Allow")


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_batch_pool_nodes_have_public_addresses(pool: BatchPool) -> Evidence:
    """Every node of this pool has a public address.

    Why: The ports that jobs and remote login open are then on the internet, on every node.

    Fix: Put the pool into a subnet and give no addresses (`public_address_provisioning_type =
    "NoPublicIPAddresses"` in azurerm, `publicIPAddressConfiguration: { provision: 'NoPublicIPAddresses' }` in ARM
    and Bicep).
    """
    return pool.addresses.is_in("BatchManaged", "UserManaged")


@rule(ENCRYPTION_AT_REST, Severity.LOW)
def azure_batch_pool_temporary_disks_unencrypted(pool: BatchPool) -> Evidence:
    """Temporary disks and caches of this pool's nodes are not encrypted.

    Why: Disks are always encrypted in storage, but what jobs write to the node's own disk is not.

    Fix: Set `security_profile { host_encryption_enabled = true }` (azurerm 4) or `disk_encryption` blocks;
    `securityProfile: { encryptionAtHost: true }` or `diskEncryptionConfiguration` in ARM and Bicep.
    """
    return pool.host_encryption.is_false() & pool.disk_encryption.is_absent()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AZURE_76",), profile="customer-keys")
def azure_batch_account_without_customer_key(account: BatchAccount) -> Evidence:
    """This Batch account is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add an `encryption` block with `key_vault_key_id` (azurerm) or `encryption: { keySource:
    'Microsoft.KeyVault', keyVaultProperties: … }` (ARM, Bicep).
    """
    return account.own_key.is_absent() & ~account.key_source.equals("Microsoft.KeyVault")
