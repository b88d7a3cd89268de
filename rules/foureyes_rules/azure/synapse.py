"""Azure Synapse Analytics: workspaces, firewalls, dedicated pools.

Encryption of dedicated pools is off unless asked for, unlike Azure SQL. Facts: azurerm schema at v2.99.0 to
v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_all_azure_span, is_on, is_wide_span, public_network, span_admits
from foureyes_rules.vocabulary.transport import admits_weak_tls

WORKSPACES = "Microsoft.Synapse/workspaces"


class SynapseWorkspace(Kind):
    """A Synapse workspace."""

    terraform = "azurerm_synapse_workspace"
    arm = WORKSPACES

    name = Setting(terraform="name", arm="name")
    public_network = public_network()
    managed_network = Setting(
        terraform="managed_virtual_network_enabled",
        arm="properties.managedVirtualNetwork",
        values={"default": True, "": False},
        default=False,
        safe=True,
    )
    keeps_data_inside = Setting(
        terraform="data_exfiltration_protection_enabled",
        arm="properties.managedVirtualNetworkSettings.preventDataExfiltration",
        default=False,
        safe=True,
    )
    own_key = Setting(
        terraform=("customer_managed_key.key_name", "customer_managed_key.key_versionless_id"),
        arm=("properties.encryption.cmk.key.keyVaultUrl", "properties.encryption.cmk.key.name"),
    )
    firewall = Many("SynapseFirewallRule", back="workspace")


class SynapseFirewallRule(Kind):
    """A range of addresses that may connect to a workspace."""

    terraform = "azurerm_synapse_firewall_rule"
    arm = f"{WORKSPACES}/firewallRules"

    workspace = One(SynapseWorkspace, terraform="synapse_workspace_id")
    start = Setting(terraform="start_ip_address", arm="properties.startIpAddress")
    end = Setting(terraform="end_ip_address", arm="properties.endIpAddress")

    def is_wide(self) -> Evidence:
        return span_admits(self.start, self.end, is_wide_span)


class SynapsePool(Kind):
    """A dedicated SQL pool: in ARM its encryption is a child resource."""

    terraform = "azurerm_synapse_sql_pool"
    arm = f"{WORKSPACES}/sqlPools"

    name = Setting(terraform="name", arm="name")
    encrypted = Setting(terraform="data_encrypted", default=False, safe=True)
    encryptions = Many("SynapsePoolEncryption", back="pool")


class SynapsePoolEncryption(Kind):
    """Whether a dedicated pool's files are encrypted."""

    arm = f"{WORKSPACES}/sqlPools/transparentDataEncryption"

    pool = One(SynapsePool)
    state = Setting(arm=("properties.status", "properties.state"), default="Disabled", safe="Enabled")


class SynapseTls(Kind):
    """The lowest TLS version of a workspace's dedicated pools."""

    arm = f"{WORKSPACES}/dedicatedSQLminimalTlsSettings"

    minimum_tls = Setting(arm="properties.minimalTlsVersion", default="1.2", safe="1.2")


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_synapse_workspace_has_public_endpoint(workspace: SynapseWorkspace) -> Evidence:
    """This Synapse workspace can be addressed from the internet.

    Why: Its firewall rules are all that keeps strangers from the sign-in; one careless rule opens it.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep) and use
    private endpoints.
    """
    return is_on(workspace.public_network)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV2_AZURE_19",))
def azure_synapse_workspace_open_to_internet(firewall: SynapseFirewallRule) -> Evidence:
    """The whole internet may try to sign in to this Synapse workspace.

    Why: Quick starts add this rule under the name AllowAll; a leaked password is then all it takes.

    Fix: Name the addresses that need it (`start_ip_address`, `end_ip_address` in azurerm; `startIpAddress`,
    `endIpAddress` in ARM and Bicep), or disable public network access.
    """
    return firewall.is_wide() & is_on(firewall.workspace.public_network)


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_synapse_workspace_open_to_all_of_azure(firewall: SynapseFirewallRule) -> Evidence:
    """Every customer's services in Azure may try to sign in to this Synapse workspace.

    Why: The range 0.0.0.0 to 0.0.0.0 stands for all of Azure: anyone with a virtual machine there is inside.

    Fix: Remove the rule and use private endpoints.
    """
    return span_admits(firewall.start, firewall.end, is_all_azure_span) & is_on(firewall.workspace.public_network)


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_58", "AVD-AZU-0034"))
def azure_synapse_workspace_outside_managed_network(workspace: SynapseWorkspace) -> Evidence:
    """Pipelines and Spark pools of this workspace run outside a managed network.

    Why: They reach data stores over public endpoints, which must stay open for them.

    Fix: Set `managed_virtual_network_enabled = true` (azurerm) or `managedVirtualNetwork: 'default'` (ARM, Bicep) when
    the workspace is created.
    """
    return workspace.managed_network.is_false()


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV_AZURE_157",), profile="hardening")
def azure_synapse_workspace_may_send_data_anywhere(workspace: SynapseWorkspace) -> Evidence:
    """Code in this workspace's managed network may send data to any tenant.

    Why: Whoever can run a notebook or pipeline can carry data out to an account of their own.

    Fix: Set `data_exfiltration_protection_enabled = true` (azurerm) or `managedVirtualNetworkSettings: {
    preventDataExfiltration: true }` (ARM, Bicep) when the workspace is created, and list the tenants it may reach.
    """
    return workspace.managed_network.is_true() & workspace.keeps_data_inside.is_false()


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV_AZURE_241",))
def azure_synapse_pool_unencrypted(pool: SynapsePool) -> Evidence:
    """This dedicated SQL pool's files are not encrypted by the database.

    Why: Unlike in Azure SQL this is off unless asked for: whoever gets at a backup or the files reads them.

    Fix: Set `data_encrypted = true` (azurerm) or add a child `transparentDataEncryption` with `status: 'Enabled'` (ARM,
    Bicep).
    """
    return pool.encrypted.is_false() & ~pool.encryptions.any(lambda one: one.state.equals("Enabled"))


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def azure_synapse_workspace_accepts_old_tls(settings: SynapseTls) -> Evidence:
    """This workspace's dedicated pools accept TLS 1.0 or 1.1.

    Why: Both have known attacks and are deprecated since 2021 (RFC 8996).

    Fix: Set `minimalTlsVersion: '1.2'` (ARM, Bicep; in Terraform through azapi).
    """
    return admits_weak_tls(settings.minimum_tls)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AZURE_240",), profile="customer-keys")
def azure_synapse_workspace_without_customer_key(workspace: SynapseWorkspace) -> Evidence:
    """This Synapse workspace is encrypted with keys that Microsoft manages.

    Why: Its storage is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add `customer_managed_key` (azurerm) or `encryption: { cmk: … }` (ARM, Bicep) when the workspace is created.
    """
    return workspace.own_key.is_absent()
