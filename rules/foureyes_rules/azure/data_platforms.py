"""Azure Data Factory, Data Explorer and Analysis Services.

Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

import re

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One, Satellite
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_on, is_wide_span, is_written_out, public_network, span_admits
from foureyes_rules.vocabulary.networks import is_whole_internet

FACTORIES = "Microsoft.DataFactory/factories"
_SECRET = re.compile(r"(accountkey|sharedaccesskey|password|pwd|sharedaccesssignature)\s*=\s*[^;\s]", re.IGNORECASE)


class DataFactory(Kind):
    """A data factory."""

    terraform = "azurerm_data_factory"
    arm = FACTORIES

    public_network = public_network("public_network_enabled")
    own_key = Setting(
        terraform="customer_managed_key_id", arm=("properties.encryption.keyName", "properties.encryption.vaultBaseUrl")
    )
    key = Satellite("DataFactoryKey", back="factory")


class DataFactoryKey(Kind):
    """The customer's own key of a factory, declared beside it."""

    terraform = "azurerm_data_factory_customer_managed_key"

    factory = One(DataFactory, terraform="data_factory_id")
    key = Setting(terraform="customer_managed_key_id")


class LinkedService(Kind):
    """How a factory signs in to a store."""

    terraform = (
        "azurerm_data_factory_linked_service_azure_blob_storage",
        "azurerm_data_factory_linked_service_azure_file_storage",
        "azurerm_data_factory_linked_service_azure_sql_database",
        "azurerm_data_factory_linked_service_cosmosdb",
        "azurerm_data_factory_linked_service_mysql",
        "azurerm_data_factory_linked_service_postgresql",
        "azurerm_data_factory_linked_service_sql_server",
        "azurerm_data_factory_linked_service_synapse",
    )
    arm = f"{FACTORIES}/linkedservices"

    connection = Setting(terraform="connection_string", arm="properties.typeProperties.connectionString")


class DataExplorer(Kind):
    """A Data Explorer (Kusto) cluster."""

    terraform = "azurerm_kusto_cluster"
    arm = "Microsoft.Kusto/clusters"

    name = Setting(terraform="name", arm="name")
    public_network = public_network()
    addresses = Setting(terraform="allowed_ip_ranges", arm="properties.allowedIpRangeList")
    disk_encryption = Setting(
        terraform=("disk_encryption_enabled", "enable_disk_encryption"),
        arm="properties.enableDiskEncryption",
        default=False,
        safe=True,
    )
    double_encryption = Setting(
        terraform=("double_encryption_enabled", "enable_double_encryption"),
        arm="properties.enableDoubleEncryption",
        default=False,
        safe=True,
    )
    inline_key = Setting(arm="properties.keyVaultProperties.keyName")
    key = Satellite("DataExplorerKey", back="cluster")


class DataExplorerKey(Kind):
    """The customer's own key of a cluster."""

    terraform = "azurerm_kusto_cluster_customer_managed_key"

    cluster = One(DataExplorer, terraform="cluster_id")
    key = Setting(terraform=".")


class AnalysisServer(Kind):
    """An Analysis Services server, asked whether it has a firewall at all."""

    terraform = "azurerm_analysis_services_server"
    arm = "Microsoft.AnalysisServices/servers"

    firewall = Setting(
        terraform=("ipv4_firewall_rule", "enable_power_bi_service", "power_bi_service_enabled"),
        arm="properties.ipV4FirewallSettings",
    )


class AnalysisFirewallRule(Kind):
    """A range of addresses that may connect to a server."""

    terraform = "azurerm_analysis_services_server#ipv4_firewall_rule"
    arm = "Microsoft.AnalysisServices/servers#properties.ipV4FirewallSettings.firewallRules"

    start = Setting(terraform="range_start", arm="rangeStart")
    end = Setting(terraform="range_end", arm="rangeEnd")


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_104", "AVD-AZU-0035"))
def azure_data_factory_reachable_from_any_network(factory: DataFactory) -> Evidence:
    """Every address on the internet may speak to this data factory.

    Why: A leaked token or a self-hosted runtime's key then works from anywhere.

    Fix: Set `public_network_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep) and use
    private endpoints.
    """
    return is_on(factory.public_network)


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_data_factory_secret_written_in_code(service: LinkedService) -> Evidence:
    """A key or password for a data store is written into the code.

    Why: Whoever may read the repository, the state or the factory reads the store.

    Fix: Use a managed identity or a secret from Key Vault (`use_managed_identity`, `key_vault_connection_string` in
    azurerm; `AzureKeyVaultSecret` in ARM and Bicep), and replace the key that was written down.
    """
    return is_written_out(service.connection) & service.connection.matches(lambda text: bool(_SECRET.search(text)))


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV2_AZURE_15",), profile="customer-keys")
def azure_data_factory_without_customer_key(factory: DataFactory) -> Evidence:
    """This data factory is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Set `customer_managed_key_id` (azurerm) or `encryption: { keyName: …, vaultBaseUrl: … }` (ARM, Bicep).
    """
    return factory.own_key.is_absent() & factory.key.key.is_absent()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("Azure.ADX.PublicAccess",))
def azure_data_explorer_reachable_from_any_network(cluster: DataExplorer) -> Evidence:
    """Every address on the internet may query this Data Explorer cluster.

    Why: A leaked token then reads the tables from anywhere.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep), or
    name the addresses (`allowed_ip_ranges`, `allowedIpRangeList`).
    """
    anyone = cluster.addresses.is_absent() | cluster.addresses.any(is_whole_internet)
    return is_on(cluster.public_network) & anyone


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV_AZURE_74", "AZR-000013"))
def azure_data_explorer_caches_unencrypted(cluster: DataExplorer) -> Evidence:
    """Caches on this cluster's nodes are not encrypted.

    Why: Storage is always encrypted; the nodes' own disks, which hold the hot data, are not.

    Fix: Set `disk_encryption_enabled = true` (azurerm; `enable_disk_encryption` in 2) or `enableDiskEncryption: true`
    (ARM, Bicep).
    """
    return cluster.disk_encryption.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AZURE_75",), profile="hardening")
def azure_data_explorer_encrypted_once(cluster: DataExplorer) -> Evidence:
    """This cluster's storage is encrypted in one layer only.

    Why: Storage is always encrypted; a second layer guards against a fault in the first.

    Fix: Set `double_encryption_enabled = true` (azurerm) or `enableDoubleEncryption: true` (ARM, Bicep) when the
    cluster is created.
    """
    return cluster.double_encryption.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV2_AZURE_11",), profile="customer-keys")
def azure_data_explorer_without_customer_key(cluster: DataExplorer) -> Evidence:
    """This cluster is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add `azurerm_kusto_cluster_customer_managed_key` or `keyVaultProperties` (ARM, Bicep).
    """
    return cluster.inline_key.is_absent() & cluster.key.key.is_absent()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_analysis_server_without_firewall(server: AnalysisServer) -> Evidence:
    """Every address on the internet may try to sign in to this Analysis Services server.

    Why: Without a firewall, a leaked sign-in reads the models from anywhere.

    Fix: Name the addresses in `ipv4_firewall_rule` (azurerm) or `ipV4FirewallSettings` (ARM, Bicep).
    """
    return server.firewall.is_absent()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_analysis_server_firewall_open_to_internet(firewall: AnalysisFirewallRule) -> Evidence:
    """This firewall rule lets the whole internet try to sign in to the Analysis Services server.

    Why: The firewall is there and keeps nobody out.

    Fix: Name the addresses that need it (`range_start`, `range_end` in azurerm; `rangeStart`, `rangeEnd` in ARM and
    Bicep).
    """
    return span_admits(firewall.start, firewall.end, is_wide_span)
