"""Azure Database for PostgreSQL: flexible and single servers.

Facts: azurerm schema at v2.99.0, v3.117.1, v4.81.0, v5.2.0; ARM property descriptions in
Azure/bicep-types-az (2026-08). A server inside a delegated subnet has no public endpoint. Data at rest is
always encrypted.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One, Satellite
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.version import by_version
from foureyes_rules.azure.exposure import is_all_azure_span, is_on, is_wide_span, public_network, span_admits
from foureyes_rules.vocabulary.transport import admits_weak_tls, is_weak_version

FLEXIBLE = "Microsoft.DBforPostgreSQL/flexibleServers"
SINGLE = "Microsoft.DBforPostgreSQL/servers"


class PostgresServer(Kind):
    """A PostgreSQL server of either generation."""

    terraform = ("azurerm_postgresql_flexible_server", "azurerm_postgresql_server")
    arm = (FLEXIBLE, SINGLE)

    name = Setting(terraform="name", arm="name")
    public_network = public_network(arm=("properties.network.publicNetworkAccess", "properties.publicNetworkAccess"))
    subnet = Setting(terraform="delegated_subnet_id", arm="properties.network.delegatedSubnetResourceId")

    def is_public(self) -> Evidence:
        """Whether it has a public endpoint. Inside a delegated subnet the switch is ignored."""
        return is_on(self.public_network) & self.subnet.is_absent()


class SinglePostgresServer(Kind):
    """What only single servers have."""

    terraform = "azurerm_postgresql_server"
    arm = SINGLE

    tls_required = Setting(
        terraform=("ssl_enforcement_enabled", "ssl_enforcement"),
        arm="properties.sslEnforcement",
        values={"enabled": True, "disabled": False},
        default=by_version(azurerm=False, arm=False),
        safe=True,
    )
    minimum_tls = Setting(
        terraform="ssl_minimal_tls_version_enforced",
        arm="properties.minimalTlsVersion",
        default=by_version(azurerm={"<3": "TLSEnforcementDisabled", ">=3": "TLS1_2"}, arm="TLSEnforcementDisabled"),
        levels=("TLS1_2", "TLS1_1", "TLS1_0", "TLSEnforcementDisabled"),
        safe="TLS1_2",
    )
    double_encryption = Setting(
        terraform="infrastructure_encryption_enabled",
        arm="properties.infrastructureEncryption",
        values={"enabled": True, "disabled": False},
        default=False,
        safe=True,
    )
    key = Satellite("PostgresServerKey", back="server")
    name = Setting(terraform="name", arm="name")


class PostgresServerKey(Kind):
    """The customer's own key of a single server."""

    terraform = "azurerm_postgresql_server_key"
    arm = f"{SINGLE}/keys"

    server = One(SinglePostgresServer, terraform="server_id")
    key = Setting(terraform=".", arm=".")


class FlexiblePostgresServer(Kind):
    """What only flexible servers have."""

    terraform = "azurerm_postgresql_flexible_server"
    arm = FLEXIBLE

    own_key = Setting(terraform="customer_managed_key.key_vault_key_id", arm="properties.dataEncryption.primaryKeyURI")


class PostgresFirewallRule(Kind):
    """A range of addresses that may connect to a server."""

    terraform = ("azurerm_postgresql_flexible_server_firewall_rule", "azurerm_postgresql_firewall_rule")
    arm = (f"{FLEXIBLE}/firewallRules", f"{SINGLE}/firewallRules")

    server = One(PostgresServer, terraform=("server_id", "server_name"))
    start = Setting(terraform="start_ip_address", arm="properties.startIpAddress")
    end = Setting(terraform="end_ip_address", arm="properties.endIpAddress")


class PostgresParameter(Kind):
    """One server parameter."""

    terraform = ("azurerm_postgresql_flexible_server_configuration", "azurerm_postgresql_configuration")
    arm = (f"{FLEXIBLE}/configurations", f"{SINGLE}/configurations")

    name = Setting(terraform="name", arm="name")
    value = Setting(terraform="value", arm="properties.value")

    def is_about(self, parameter: str) -> Evidence:
        return self.name.matches(lambda text: text.lower().rpartition("/")[2] == parameter)


@rule(
    PUBLIC_ACCESS,
    Severity.HIGH,
    equivalents=("CKV_AZURE_11", "CKV2_AZURE_26", "AVD-AZU-0029", "AZR-000151"),
)
def azure_postgresql_server_open_to_internet(firewall: PostgresFirewallRule) -> Evidence:
    """The whole internet may try to sign in to this PostgreSQL server.

    Why: A guessed, reused or leaked password is then all it takes to read the databases, from anywhere.

    Fix: Name the addresses that need it (`start_ip_address`, `end_ip_address` in azurerm; `startIpAddress`,
    `endIpAddress` in ARM and Bicep), or put the server into a delegated subnet.
    """
    return span_admits(firewall.start, firewall.end, is_wide_span) & firewall.server.is_public()


@rule(
    PUBLIC_ACCESS,
    Severity.MEDIUM,
    equivalents=("CKV2_AZURE_26", "CKV2_AZURE_6", "AZR-000150", "FG_R00223"),
)
def azure_postgresql_server_open_to_all_of_azure(firewall: PostgresFirewallRule) -> Evidence:
    """Every customer's services in Azure may try to sign in to this PostgreSQL server.

    Why: The range 0.0.0.0 to 0.0.0.0 stands for all of Azure: anyone with a virtual machine there is inside.

    Fix: Remove the rule; use a delegated subnet or a private endpoint.
    """
    return span_admits(firewall.start, firewall.end, is_all_azure_span) & firewall.server.is_public()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_68", "AVD-AZU-0022"))
def azure_postgresql_server_has_public_endpoint(server: PostgresServer) -> Evidence:
    """This PostgreSQL server can be addressed from the internet.

    Why: Its firewall rules are all that keeps strangers from the sign-in; one careless rule opens it.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep), and
    use a delegated subnet or a private endpoint.
    """
    return server.is_public()


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.HIGH,
    equivalents=("CKV_AZURE_29", "AVD-AZU-0020", "AZR-000147", "FG_R00226", "AC_AZURE_0408"),
)
def azure_postgresql_server_accepts_plaintext(server: SinglePostgresServer) -> Evidence:
    """This PostgreSQL server accepts unencrypted connections.

    Why: Passwords and rows cross the network in clear text.

    Fix: Set `ssl_enforcement_enabled = true` (azurerm) or `sslEnforcement: 'Enabled'` (ARM, Bicep), and move to a
    flexible server: the service of single servers ended in March 2025.
    """
    return server.tls_required.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH)
def azure_postgresql_parameter_allows_plaintext(parameter: PostgresParameter) -> Evidence:
    """This parameter lets clients connect without encryption, or with TLS 1.0 or 1.1.

    Why: Passwords and rows may cross the network in clear text or badly protected.

    Fix: Set `require_secure_transport` to `on` and `ssl_min_protocol_version` to `TLSv1.2`, or remove the
    parameter: both are the default.
    """
    optional = parameter.is_about("require_secure_transport") & parameter.value.is_in("off", "0", "false")
    old = parameter.is_about("ssl_min_protocol_version") & parameter.value.matches(is_weak_version)
    return optional | old


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_AZURE_147", "AVD-AZU-0026", "AZR-000148"))
def azure_postgresql_server_accepts_old_tls(server: SinglePostgresServer) -> Evidence:
    """This PostgreSQL server accepts TLS 1.0 or 1.1.

    Why: Both have known attacks and are deprecated since 2021 (RFC 8996).

    Fix: Set `ssl_minimal_tls_version_enforced = "TLS1_2"` (azurerm) or `minimalTlsVersion: 'TLS1_2'` (ARM, Bicep).
    """
    return admits_weak_tls(server.minimum_tls)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AZURE_130",), profile="hardening")
def azure_postgresql_server_encrypted_once(server: SinglePostgresServer) -> Evidence:
    """This PostgreSQL server's data is encrypted in one layer only.

    Why: The service always encrypts; a second layer guards against a fault in the first.

    Fix: Set `infrastructure_encryption_enabled = true` (azurerm) or `infrastructureEncryption: 'Enabled'` (ARM,
    Bicep) when the server is created.
    """
    return server.double_encryption.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV2_AZURE_17",), profile="customer-keys")
def azure_postgresql_single_server_without_customer_key(server: SinglePostgresServer) -> Evidence:
    """This PostgreSQL server is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add `azurerm_postgresql_server_key` (azurerm) or a child `keys` with a Key Vault address (ARM, Bicep).
    """
    return server.key.key.is_absent()


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def azure_postgresql_flexible_server_without_customer_key(server: FlexiblePostgresServer) -> Evidence:
    """This PostgreSQL server is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add `customer_managed_key` (azurerm) or `dataEncryption: { type: 'AzureKeyVault', primaryKeyURI: … }` (ARM,
    Bicep).
    """
    return server.own_key.is_absent()
