"""Azure Cosmos DB: accounts, PostgreSQL clusters, MongoDB (vCore) clusters.

An account without address rules and without network filter is open, not closed. Facts: azurerm schema at
v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08). TLS 1.2 is the service's
floor since August 2025.
"""

from __future__ import annotations

from collections.abc import Callable

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_all_azure_span, is_on, is_wide_span, public_network, span_admits
from foureyes_rules.vocabulary.networks import admits_everyone
from foureyes_rules.vocabulary.transport import admits_weak_tls

CITUS = "Microsoft.DBforPostgreSQL/serverGroupsv2"
MONGO = "Microsoft.DocumentDB/mongoClusters"


class CosmosAccount(Kind):
    """A Cosmos DB account."""

    terraform = "azurerm_cosmosdb_account"
    arm = "Microsoft.DocumentDB/databaseAccounts"

    public_network = public_network()
    addresses = Setting(
        terraform="ip_range_filter", arm=("properties.ipRules[].ipAddressOrRange", "properties.ipRangeFilter")
    )
    network_filter = Setting(
        terraform="is_virtual_network_filter_enabled", arm="properties.isVirtualNetworkFilterEnabled", default=False
    )
    keys = Setting(
        terraform=("local_authentication_enabled", "!local_authentication_disabled"),
        arm="!properties.disableLocalAuth",
        default=True,
        safe=False,
    )
    minimum_tls = Setting(
        terraform="minimal_tls_version",
        arm="properties.minimalTlsVersion",
        default="Tls12",
        levels=("Tls12", "Tls11", "Tls"),
        safe="Tls12",
    )
    own_key = Setting(terraform=("key_vault_key_id", "managed_hsm_key_id"), arm="properties.keyVaultKeyUri")
    allowed_origins = Setting(terraform="cors_rule[].allowed_origins", arm="properties.cors[].allowedOrigins")

    def is_reachable(self) -> Evidence:
        """Whether any address on the internet may speak to it."""
        unfiltered = self.addresses.is_absent() & self.network_filter.is_false()
        return is_on(self.public_network) & (unfiltered | _one_of(self.addresses, admits_everyone))


def _one_of(addresses: Reading, test: Callable[[str], bool]) -> Evidence:
    """Whether a range passes. Old spellings hold them all in one text, with commas."""

    def passes(text: str) -> bool:
        return any(test(part.strip()) for part in text.split(","))

    return addresses.any(lambda one: one.matches(passes))


class CosmosPostgres(Kind):
    """A cluster of Cosmos DB for PostgreSQL."""

    terraform = "azurerm_cosmosdb_postgresql_cluster"
    arm = CITUS

    name = Setting(terraform="name", arm="name")
    coordinator_public = Setting(
        terraform="coordinator_public_ip_access_enabled",
        arm="properties.coordinatorEnablePublicIpAccess",
        default=True,
        safe=False,
    )
    nodes_public = Setting(
        terraform="node_public_ip_access_enabled",
        arm="properties.nodeEnablePublicIpAccess",
        default=False,
        safe=False,
    )
    firewall = Many("CosmosPostgresFirewallRule", back="cluster")

    def is_public(self) -> Evidence:
        return self.coordinator_public.is_true() | self.nodes_public.is_true()


class CosmosPostgresFirewallRule(Kind):
    """A range of addresses that may connect to the cluster."""

    terraform = "azurerm_cosmosdb_postgresql_firewall_rule"
    arm = f"{CITUS}/firewallRules"

    cluster = One(CosmosPostgres, terraform="cluster_id")
    start = Setting(terraform="start_ip_address", arm="properties.startIpAddress")
    end = Setting(terraform="end_ip_address", arm="properties.endIpAddress")


class MongoCluster(Kind):
    """A MongoDB cluster (vCore)."""

    terraform = "azurerm_mongo_cluster"
    arm = MONGO

    name = Setting(terraform="name", arm="name")
    public_network = public_network("public_network_access")


class MongoFirewallRule(Kind):
    """A range of addresses that may connect to the cluster."""

    terraform = "azurerm_mongo_cluster_firewall_rule"
    arm = f"{MONGO}/firewallRules"

    cluster = One(MongoCluster, terraform="mongo_cluster_id")
    start = Setting(terraform="start_ip_address", arm="properties.startIpAddress")
    end = Setting(terraform="end_ip_address", arm="properties.endIpAddress")


@rule(
    PUBLIC_ACCESS,
    Severity.MEDIUM,
    equivalents=("CKV_AZURE_99", "CKV_AZURE_101", "AC_AZURE_0184", "Azure.Cosmos.PublicAccess"),
)
def azure_cosmos_account_reachable_from_any_network(account: CosmosAccount) -> Evidence:
    """Every address on the internet may speak to this Cosmos DB account.

    Why: Whoever holds a key or token then reads the data from anywhere. An account without rules is open; in 2021
    "ChaosDB" handed strangers the keys of thousands of accounts, and those behind a firewall were spared.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep), or
    name addresses (`ip_range_filter`, `ipRules`) or subnets (`is_virtual_network_filter_enabled`,
    `isVirtualNetworkFilterEnabled`).
    """
    return account.is_reachable()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_cosmos_account_open_to_all_of_azure(account: CosmosAccount) -> Evidence:
    """Every customer's services in Azure may speak to this Cosmos DB account.

    Why: The address 0.0.0.0 stands for all of Azure's data centres: anyone with a virtual machine there is inside.

    Fix: Remove `0.0.0.0` from `ip_range_filter` (azurerm) or `ipRules` (ARM, Bicep) and use a private endpoint.
    """
    return is_on(account.public_network) & _one_of(account.addresses, lambda text: text in ("0.0.0.0", "0.0.0.0/32"))


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_140",))
def azure_cosmos_account_accepts_keys(account: CosmosAccount) -> Evidence:
    """This Cosmos DB account accepts account keys, from any network.

    Why: They are bearer secrets with full control, and the log names nobody who used one.

    Fix: Set `local_authentication_enabled = false` (azurerm; `local_authentication_disabled = true` before 5) or
    `disableLocalAuth: true` (ARM, Bicep) and let callers sign in with Entra ID.
    """
    return account.keys.is_true() & account.is_reachable()


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, equivalents=("Azure.Cosmos.MinTLS",), profile="hardening")
def azure_cosmos_account_accepts_old_tls(account: CosmosAccount) -> Evidence:
    """This Cosmos DB account's configuration admits TLS 1.0 or 1.1.

    Why: The service refuses them since August 2025; the configuration should not promise what must not come back.

    Fix: Set `minimal_tls_version = "Tls12"` (azurerm) or `minimalTlsVersion: 'Tls12'` (ARM, Bicep).
    """
    return admits_weak_tls(account.minimum_tls)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AZURE_100",), profile="customer-keys")
def azure_cosmos_account_without_customer_key(account: CosmosAccount) -> Evidence:
    """This Cosmos DB account is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Set `key_vault_key_id` (azurerm) or `keyVaultKeyUri` (ARM, Bicep) when the account is created.
    """
    return account.own_key.is_absent()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_cosmos_account_shared_with_any_origin(account: CosmosAccount) -> Evidence:
    """Scripts of any website may call this Cosmos DB account from a visitor's browser.

    Why: A page the user merely visits can then use whatever access the browser holds.

    Fix: Name the origins that need it in `cors_rule` (azurerm) or `cors` (ARM, Bicep) instead of `*`.
    """
    return account.allowed_origins.any(
        lambda one: one.matches(lambda text: any(part.strip() == "*" for part in text.split(",")))
    )


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_cosmos_postgresql_has_public_endpoint(cluster: CosmosPostgres) -> Evidence:
    """This PostgreSQL cluster can be addressed from the internet, and its firewall admits somebody.

    Why: Firewall rules are all that keeps strangers from the sign-in; one careless rule opens it.

    Fix: Set `coordinator_public_ip_access_enabled = false` (azurerm) or `coordinatorEnablePublicIpAccess: false` (ARM,
    Bicep), the same for nodes, and use a private endpoint.
    """
    return cluster.is_public() & ~cluster.firewall.is_empty()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def azure_cosmos_postgresql_open_to_internet(firewall: CosmosPostgresFirewallRule) -> Evidence:
    """The whole internet may try to sign in to this PostgreSQL cluster.

    Why: A guessed, reused or leaked password is then all it takes to read the databases, from anywhere.

    Fix: Name the addresses that need it (`start_ip_address`, `end_ip_address` in azurerm; `startIpAddress`,
    `endIpAddress` in ARM and Bicep), or close the public endpoint.
    """
    return span_admits(firewall.start, firewall.end, is_wide_span) & firewall.cluster.is_public()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_cosmos_postgresql_open_to_all_of_azure(firewall: CosmosPostgresFirewallRule) -> Evidence:
    """Every customer's services in Azure may try to sign in to this PostgreSQL cluster.

    Why: The range 0.0.0.0 to 0.0.0.0 stands for all of Azure: anyone with a virtual machine there is inside.

    Fix: Remove the rule and use a private endpoint.
    """
    return span_admits(firewall.start, firewall.end, is_all_azure_span) & firewall.cluster.is_public()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_mongo_cluster_has_public_endpoint(cluster: MongoCluster) -> Evidence:
    """This MongoDB cluster can be addressed from the internet.

    Why: Its firewall rules are all that keeps strangers from the sign-in; one careless rule opens it.

    Fix: Set `public_network_access = "Disabled"` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep) and use
    a private endpoint.
    """
    return is_on(cluster.public_network)


@rule(PUBLIC_ACCESS, Severity.HIGH)
def azure_mongo_cluster_open_to_internet(firewall: MongoFirewallRule) -> Evidence:
    """The whole internet may try to sign in to this MongoDB cluster.

    Why: A guessed, reused or leaked password is then all it takes to read the databases, from anywhere.

    Fix: Name the addresses that need it (`start_ip_address`, `end_ip_address` in azurerm; `startIpAddress`,
    `endIpAddress` in ARM and Bicep), or close the public endpoint.
    """
    return span_admits(firewall.start, firewall.end, is_wide_span) & is_on(firewall.cluster.public_network)


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_mongo_cluster_open_to_all_of_azure(firewall: MongoFirewallRule) -> Evidence:
    """Every customer's services in Azure may try to sign in to this MongoDB cluster.

    Why: The range 0.0.0.0 to 0.0.0.0 stands for all of Azure: anyone with a virtual machine there is inside.

    Fix: Remove the rule and use a private endpoint.
    """
    return span_admits(firewall.start, firewall.end, is_all_azure_span) & is_on(firewall.cluster.public_network)
