"""Azure Key Vault and Managed HSM: who may reach them, and secrets written into code.

Facts: azurerm schema at v2.99.0, v3.117.1, v4.81.0, v5.2.0; ARM property descriptions in
Azure/bicep-types-az (2026-08); Azure Policy "FirewallEnabled" (absent `networkAcls` means open).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_on, is_written_out, public_network
from foureyes_rules.vocabulary.networks import is_whole_internet

VAULTS = "Microsoft.KeyVault/vaults"


class KeyVault(Kind):
    """A vault of keys, secrets and certificates."""

    terraform = "azurerm_key_vault"
    arm = VAULTS

    name = Setting(terraform="name", arm="name")
    public_network = public_network()
    default_action = Setting(
        terraform="network_acls.default_action",
        arm="properties.networkAcls.defaultAction",
        default="Allow",
        safe="Deny",
    )
    ip_ranges = Setting(terraform="network_acls.ip_rules", arm="properties.networkAcls.ipRules[].value")


class ManagedHsm(Kind):
    """A managed hardware security module."""

    terraform = "azurerm_key_vault_managed_hardware_security_module"
    arm = "Microsoft.KeyVault/managedHSMs"

    public_network = public_network()
    default_action = Setting(
        terraform="network_acls.default_action",
        arm="properties.networkAcls.defaultAction",
        default="Allow",
        safe="Deny",
    )
    ip_ranges = Setting(arm="properties.networkAcls.ipRules[].value")


class KeyVaultSecret(Kind):
    """A secret declared in code."""

    terraform = "azurerm_key_vault_secret"
    arm = f"{VAULTS}/secrets"

    value = Setting(terraform="value", arm="properties.value")


def is_reachable(vault: KeyVault | ManagedHsm) -> Evidence:
    """Whether any address on the internet may speak to it."""
    everyone = vault.default_action.equals("Allow") | vault.ip_ranges.any(is_whole_internet)
    return is_on(vault.public_network) & everyone


@rule(
    PUBLIC_ACCESS,
    Severity.MEDIUM,
    equivalents=("CKV_AZURE_109", "CKV_AZURE_189", "AVD-AZU-0013", "AZR-000355"),
)
def azure_key_vault_reachable_from_any_network(vault: KeyVault) -> Evidence:
    """Every address on the internet may speak to this key vault.

    Why: Identity is then the only barrier: a leaked credential or token reads every secret from anywhere.

    Fix: Disable public network access (`public_network_access_enabled = false` in azurerm,
    `publicNetworkAccess: 'Disabled'` in ARM and Bicep) and use a private endpoint, or deny by default and
    name the networks (`network_acls { default_action = "Deny" }`, `networkAcls: { defaultAction: 'Deny' }`).
    """
    return is_reachable(vault)


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_managed_hsm_reachable_from_any_network(hsm: ManagedHsm) -> Evidence:
    """Every address on the internet may speak to this managed HSM.

    Why: It holds the keys of highest value; a stolen identity then suffices to use them from anywhere.

    Fix: Disable public network access (`public_network_access_enabled = false` in azurerm,
    `publicNetworkAccess: 'Disabled'` in ARM and Bicep), or deny by default in its network ACLs.
    """
    return is_reachable(hsm)


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_key_vault_secret_written_in_code(secret: KeyVaultSecret) -> Evidence:
    """This secret's value is written into the code.

    Why: Whoever may read the repository, the state or the deployment history reads the secret: the vault
    protects a copy only.

    Fix: Pass the value in from a secure parameter (`@secure()` in Bicep, a `sensitive` or ephemeral variable
    and `value_wo` in Terraform), or generate it where it is needed, and replace the one that was written down.
    """
    return is_written_out(secret.value)
