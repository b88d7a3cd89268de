"""Azure Database for MySQL (flexible and single servers) and for MariaDB.

Facts: azurerm schema at v2.99.0, v3.117.1, v4.81.0, v5.2.0; ARM property descriptions in
Azure/bicep-types-az (2026-08). A flexible server inside a delegated subnet has no public endpoint; its
switch can be set from azurerm 4.26. Data at rest is always encrypted.
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

FLEXIBLE = "Microsoft.DBforMySQL/flexibleServers"
SINGLE = "Microsoft.DBforMySQL/servers"
MARIA = "Microsoft.DBforMariaDB/servers"


class MysqlServer(Kind):
    """A MySQL or MariaDB server of any generation."""

    terraform = ("azurerm_mysql_flexible_server", "azurerm_mysql_server", "azurerm_mariadb_server")
    arm = (FLEXIBLE, SINGLE, MARIA)

    name = Setting(terraform="name", arm="name")
    public_network = public_network(
        terraform=("public_network_access", "public_network_access_enabled"),
        arm=("properties.network.publicNetworkAccess", "properties.publicNetworkAccess"),
    )
    subnet = Setting(terraform="delegated_subnet_id", arm="properties.network.delegatedSubnetResourceId")

    def is_public(self) -> Evidence:
        """Whether it has a public endpoint. Inside a delegated subnet the switch is ignored."""
        return is_on(self.public_network) & self.subnet.is_absent()


class SingleMysqlServer(Kind):
    """What only single servers and MariaDB have."""

    terraform = ("azurerm_mysql_server", "azurerm_mariadb_server")
    arm = (SINGLE, MARIA)

    name = Setting(terraform="name", arm="name")
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
    key = Satellite("MysqlServerKey", back="server")


class MysqlServerKey(Kind):
    """The customer's own key of a single server."""

    terraform = "azurerm_mysql_server_key"
    arm = f"{SINGLE}/keys"

    server = One(SingleMysqlServer, terraform="server_id")
    key = Setting(terraform=".", arm=".")


class FlexibleMysqlServer(Kind):
    """What only flexible servers have."""

    terraform = "azurerm_mysql_flexible_server"
    arm = FLEXIBLE

    own_key = Setting(terraform="customer_managed_key.key_vault_key_id", arm="properties.dataEncryption.primaryKeyURI")


class MysqlFirewallRule(Kind):
    """A range of addresses that may connect to a server."""

    terraform = (
        "azurerm_mysql_flexible_server_firewall_rule",
        "azurerm_mysql_firewall_rule",
        "azurerm_mariadb_firewall_rule",
    )
    arm = (f"{FLEXIBLE}/firewallRules", f"{SINGLE}/firewallRules", f"{MARIA}/firewallRules")

    server = One(MysqlServer, terraform=("server_id", "server_name"))
    start = Setting(terraform="start_ip_address", arm="properties.startIpAddress")
    end = Setting(terraform="end_ip_address", arm="properties.endIpAddress")


class MysqlParameter(Kind):
    """One server parameter."""

    terraform = ("azurerm_mysql_flexible_server_configuration", "azurerm_mysql_configuration")
    arm = (f"{FLEXIBLE}/configurations", f"{SINGLE}/configurations")

    name = Setting(terraform="name", arm="name")
    value = Setting(terraform="value", arm="properties.value")

    def is_about(self, parameter: str) -> Evidence:
        return self.name.matches(lambda text: text.lower().rpartition("/")[2] == parameter)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AZURE_11", "AVD-AZU-0029"))
def azure_mysql_server_open_to_internet(firewall: MysqlFirewallRule) -> Evidence:
    """The whole internet may try to sign in to this MySQL or MariaDB server.

    Why: A guessed, reused or leaked password is then all it takes to read the databases, from anywhere.

    Fix: Name the addresses that need it (`start_ip_address`, `end_ip_address` in azurerm; `startIpAddress`,
    `endIpAddress` in ARM and Bicep), or put the server into a delegated subnet.
    """
    return span_admits(firewall.start, firewall.end, is_wide_span) & firewall.server.is_public()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("FG_R00222",))
def azure_mysql_server_open_to_all_of_azure(firewall: MysqlFirewallRule) -> Evidence:
    """Every customer's services in Azure may try to sign in to this MySQL or MariaDB server.

    Why: The range 0.0.0.0 to 0.0.0.0 stands for all of Azure: anyone with a virtual machine there is inside.

    Fix: Remove the rule; use a delegated subnet or a private endpoint.
    """
    return span_admits(firewall.start, firewall.end, is_all_azure_span) & firewall.server.is_public()


@rule(
    PUBLIC_ACCESS,
    Severity.MEDIUM,
    equivalents=(
        "CKV_AZURE_48", "CKV_AZURE_53", "AVD-AZU-0022"
    ),
)  # fmt: skip
def azure_mysql_server_has_public_endpoint(server: MysqlServer) -> Evidence:
    """This MySQL or MariaDB server can be addressed from the internet.

    Why: Its firewall rules are all that keeps strangers from the sign-in; one careless rule opens it.

    Fix: Set `public_network_access = "Disabled"` (azurerm, flexible server 4.26; `public_network_access_enabled =
    false` on single servers) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep), and use a delegated subnet or a
    private endpoint.
    """
    return server.is_public()


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.HIGH,
    equivalents=(
        "CKV_AZURE_28", "CKV_AZURE_47", "CKV2_AZURE_37", "AVD-AZU-0020", "AZR-000131", "AZR-000334", "FG_R00225",
        "AC_AZURE_0131",
    ),
)  # fmt: skip
def azure_mysql_server_accepts_plaintext(server: SingleMysqlServer) -> Evidence:
    """This MySQL or MariaDB server accepts unencrypted connections.

    Why: Passwords and rows cross the network in clear text.

    Fix: Set `ssl_enforcement_enabled = true` (azurerm) or `sslEnforcement: 'Enabled'` (ARM, Bicep), and move to a
    flexible server: the single one was retired in September 2024.
    """
    return server.tls_required.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH)
def azure_mysql_parameter_allows_plaintext(parameter: MysqlParameter) -> Evidence:
    """This parameter lets clients connect without encryption, or with TLS 1.0 or 1.1.

    Why: Passwords and rows may cross the network in clear text or badly protected.

    Fix: Set `require_secure_transport` to `ON` and `tls_version` to `TLSv1.2,TLSv1.3`, or remove the parameter:
    both are the default.
    """
    optional = parameter.is_about("require_secure_transport") & parameter.value.is_in("off", "0", "false")
    old = parameter.is_about("tls_version") & parameter.value.matches(
        lambda text: any(is_weak_version(one) for one in text.split(","))
    )
    return optional | old


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_AZURE_54", "AVD-AZU-0026", "AZR-000132"))
def azure_mysql_server_accepts_old_tls(server: SingleMysqlServer) -> Evidence:
    """This MySQL or MariaDB server accepts TLS 1.0 or 1.1.

    Why: Both have known attacks and are deprecated since 2021 (RFC 8996).

    Fix: Set `ssl_minimal_tls_version_enforced = "TLS1_2"` (azurerm) or `minimalTlsVersion: 'TLS1_2'` (ARM, Bicep).
    """
    return admits_weak_tls(server.minimum_tls)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AZURE_96",), profile="hardening")
def azure_mysql_server_encrypted_once(server: SingleMysqlServer) -> Evidence:
    """This MySQL server's data is encrypted in one layer only.

    Why: The service always encrypts; a second layer guards against a fault in the first.

    Fix: Set `infrastructure_encryption_enabled = true` (azurerm) or `infrastructureEncryption: 'Enabled'` (ARM,
    Bicep) when the server is created.
    """
    return server.double_encryption.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV2_AZURE_16",), profile="customer-keys")
def azure_mysql_single_server_without_customer_key(server: SingleMysqlServer) -> Evidence:
    """This MySQL server is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add `azurerm_mysql_server_key` (azurerm) or a child `keys` with a Key Vault address (ARM, Bicep).
    """
    return server.key.key.is_absent()


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def azure_mysql_flexible_server_without_customer_key(server: FlexibleMysqlServer) -> Evidence:
    """This MySQL server is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add `customer_managed_key` (azurerm) or `dataEncryption: { type: 'AzureKeyVault', primaryKeyURI: … }` (ARM,
    Bicep).
    """
    return server.own_key.is_absent()
