"""Azure Databricks workspaces.

`no_public_ip` is true by default from azurerm 4; in ARM the default depends on the API version, and older ones
mean false (threshold believed to be 2024-05-01). Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property
descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One, Satellite
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import UNKNOWN, Setting
from foureyes.model.version import by_version
from foureyes_rules.azure.exposure import is_on, public_network


class DatabricksWorkspace(Kind):
    """A Databricks workspace."""

    terraform = "azurerm_databricks_workspace"
    arm = "Microsoft.Databricks/workspaces"

    name = Setting(terraform="name", arm="name")
    public_network = public_network()
    no_public_addresses = Setting(
        terraform="custom_parameters.no_public_ip",
        arm="properties.parameters.enableNoPublicIp.value",
        default=by_version(azurerm={"<4": UNKNOWN, ">=4": True}, arm={"<2024-05-01": UNKNOWN, ">=2024-05-01": True}),
        safe=True,
    )
    double_encryption = Setting(
        terraform="infrastructure_encryption_enabled",
        arm="properties.parameters.requireInfrastructureEncryption.value",
        default=False,
        safe=True,
    )
    prepared_for_key = Setting(
        terraform="customer_managed_key_enabled", arm="properties.parameters.prepareEncryption.value", default=False
    )
    arm_key = Setting(arm="properties.parameters.encryption.value.keySource")
    storage_firewall = Setting(
        terraform="default_storage_firewall_enabled",
        arm="properties.defaultStorageFirewall",
        values={"enabled": True, "disabled": False},
        default=False,
        safe=True,
    )
    root_key = Satellite("DatabricksRootKey", back="workspace")


class DatabricksRootKey(Kind):
    """The customer's own key for a workspace's root storage."""

    terraform = (
        "azurerm_databricks_workspace_root_dbfs_customer_managed_key",
        "azurerm_databricks_workspace_customer_managed_key",
    )

    workspace = One(DatabricksWorkspace, terraform="workspace_id")
    key = Setting(terraform=".")


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_158", "Azure.Databricks.PublicAccess"))
def azure_databricks_workspace_reachable_from_any_network(workspace: DatabricksWorkspace) -> Evidence:
    """Every address on the internet may reach this workspace's pages and API.

    Why: A leaked token then opens the notebooks and the data they reach, from anywhere.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep) and use
    private endpoints.
    """
    return is_on(workspace.public_network)


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("Azure.Databricks.SecureConnectivity",))
def azure_databricks_nodes_have_public_addresses(workspace: DatabricksWorkspace) -> Evidence:
    """Nodes of this workspace's clusters have public addresses.

    Why: Every node stands on the internet, behind filter rules only.

    Fix: Set `custom_parameters { no_public_ip = true }` (azurerm) or `parameters: { enableNoPublicIp: { value:
    true } }` (ARM, Bicep).
    """
    return workspace.no_public_addresses.is_false()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_databricks_storage_open_to_any_network(workspace: DatabricksWorkspace) -> Evidence:
    """The storage account that comes with this workspace can be reached from any network.

    Why: Its keys are the only barrier before notebooks' results and libraries.

    Fix: Set `default_storage_firewall_enabled = true` with an access connector (azurerm) or `defaultStorageFirewall:
    'Enabled'` (ARM, Bicep).
    """
    return workspace.storage_firewall.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="hardening")
def azure_databricks_storage_encrypted_once(workspace: DatabricksWorkspace) -> Evidence:
    """This workspace's root storage is encrypted in one layer only.

    Why: Storage is always encrypted; a second layer guards against a fault in the first.

    Fix: Set `infrastructure_encryption_enabled = true` (azurerm) or `requireInfrastructureEncryption: { value: true }`
    (ARM, Bicep).
    """
    return workspace.double_encryption.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV2_AZURE_48",), profile="customer-keys")
def azure_databricks_storage_without_customer_key(workspace: DatabricksWorkspace) -> Evidence:
    """This workspace's root storage is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Set `customer_managed_key_enabled = true` and add
    `azurerm_databricks_workspace_root_dbfs_customer_managed_key` (azurerm), or `parameters: { prepareEncryption: …,
    encryption: … }` (ARM, Bicep).
    """
    return workspace.root_key.key.is_absent() & workspace.arm_key.is_absent()
