"""Azure SQL: logical servers, their firewalls, databases, managed instances.

Facts: azurerm schema at v2.99.0, v3.117.1, v4.81.0, v5.2.0; ARM property descriptions in
Azure/bicep-types-az (2026-08). TLS below 1.2 is refused by the service since August 2025. Transparent data
encryption is on unless a child resource turns it off.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One, Satellite
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.version import by_version
from foureyes_rules.azure.exposure import is_all_azure_span, is_on, is_wide_span, public_network, span_admits
from foureyes_rules.vocabulary.transport import admits_weak_tls

SERVERS = "Microsoft.Sql/servers"


class SqlServer(Kind):
    """A logical server of SQL databases."""

    terraform = ("azurerm_mssql_server", "azurerm_sql_server")
    arm = SERVERS

    name = Setting(terraform="name", arm="name")
    public_network = public_network()
    minimum_tls = Setting(
        terraform={"azurerm_mssql_server": "minimum_tls_version"},
        arm="properties.minimalTlsVersion",
        default=by_version(azurerm={"<3": "None", ">=3": "1.2"}, arm="None"),
        levels=("1.3", "1.2", "1.1", "1.0", "None"),
        safe="1.2",
    )
    inline_key = Setting(terraform="transparent_data_encryption_key_vault_key_id", arm="properties.keyId")
    protector = Satellite("EncryptionProtector", back="server")
    firewall = Many("SqlFirewallRule", back="server")


class SqlFirewallRule(Kind):
    """A range of addresses that may connect to a server."""

    terraform = ("azurerm_mssql_firewall_rule", "azurerm_sql_firewall_rule")
    arm = f"{SERVERS}/firewallRules"

    server = One(SqlServer, terraform=("server_id", "server_name"))
    start = Setting(terraform="start_ip_address", arm="properties.startIpAddress")
    end = Setting(terraform="end_ip_address", arm="properties.endIpAddress")


class EncryptionProtector(Kind):
    """The key that protects a server's databases."""

    terraform = "azurerm_mssql_server_transparent_data_encryption"
    arm = f"{SERVERS}/encryptionProtector"

    server = One(SqlServer, terraform="server_id")
    key = Setting(
        terraform=("key_vault_key_id", "managed_hsm_key_id"), arm=("properties.serverKeyName", "properties.uri")
    )


class DatabaseEncryption(Kind):
    """Whether a database's files are encrypted."""

    terraform = "azurerm_mssql_database"
    arm = f"{SERVERS}/databases/transparentDataEncryption"

    state = Setting(
        terraform="transparent_data_encryption_enabled",
        arm=("properties.state", "properties.status"),
        values={"true": "enabled", "false": "disabled"},
        default="enabled",
        safe="enabled",
    )


class ManagedInstance(Kind):
    """A managed SQL instance."""

    terraform = ("azurerm_mssql_managed_instance", "azurerm_sql_managed_instance")
    arm = "Microsoft.Sql/managedInstances"

    public_endpoint = Setting(
        terraform="public_data_endpoint_enabled",
        arm="properties.publicDataEndpointEnabled",
        default=False,
        safe=False,
    )
    minimum_tls = Setting(
        terraform="minimum_tls_version",
        arm="properties.minimalTlsVersion",
        default=by_version(azurerm="1.2", arm="1.2"),
        safe="1.2",
    )


@rule(
    PUBLIC_ACCESS,
    Severity.HIGH,
    equivalents=(
        "CKV_AZURE_11", "CKV2_AZURE_34", "AVD-AZU-0029", "AZR-000185", "AC_AZURE_0380", "AC_AZURE_0381",
        "AC_AZURE_0280",
    ),
)  # fmt: skip
def azure_sql_server_open_to_internet(firewall: SqlFirewallRule) -> Evidence:
    """The whole internet may try to sign in to this SQL server.

    Why: A guessed, reused or leaked password is then all it takes to read the databases, from anywhere.

    Fix: Name the addresses that need it (`start_ip_address`, `end_ip_address` in azurerm; `startIpAddress`,
    `endIpAddress` in ARM and Bicep), or disable public network access and use a private endpoint.
    """
    return span_admits(firewall.start, firewall.end, is_wide_span) & is_on(firewall.server.public_network)


@rule(
    PUBLIC_ACCESS,
    Severity.MEDIUM,
    equivalents=("CKV2_AZURE_6", "CKV2_AZURE_34", "AZR-000184", "FG_R00221"),
)
def azure_sql_server_open_to_all_of_azure(firewall: SqlFirewallRule) -> Evidence:
    """Every customer's services in Azure may try to sign in to this SQL server.

    Why: The range 0.0.0.0 to 0.0.0.0 stands for all of Azure: anyone with a virtual machine there is inside.

    Fix: Remove the rule; reach the server through a private endpoint or a subnet's service endpoint.
    """
    return span_admits(firewall.start, firewall.end, is_all_azure_span) & is_on(firewall.server.public_network)


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_113", "AVD-AZU-0022"))
def azure_sql_server_has_public_endpoint(server: SqlServer) -> Evidence:
    """This SQL server can be addressed from the internet.

    Why: Its firewall rules are all that keeps strangers from the sign-in; one careless rule opens it.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep) and
    use a private endpoint.
    """
    return is_on(server.public_network)


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_AZURE_52", "AVD-AZU-0026", "AZR-000189"))
def azure_sql_server_accepts_old_tls(server: SqlServer) -> Evidence:
    """This SQL server's configuration admits TLS below 1.2.

    Why: The service refuses it since August 2025; the configuration should not promise what must not come back.

    Fix: Set `minimum_tls_version = "1.2"` (azurerm) or `minimalTlsVersion: '1.2'` (ARM, Bicep).
    """
    return admits_weak_tls(server.minimum_tls)


@rule(ENCRYPTION_AT_REST, Severity.HIGH, equivalents=("CKV2_AZURE_25", "AZR-000191", "TA-000027"))
def azure_sql_database_unencrypted(database: DatabaseEncryption) -> Evidence:
    """This database's files and backups are not encrypted.

    Why: Encryption is on by default; here it was turned off. Whoever gets at the files or a backup reads them.

    Fix: Set `transparent_data_encryption_enabled = true` (azurerm) or `state: 'Enabled'` on the database's
    `transparentDataEncryption` (ARM, Bicep).
    """
    return database.state.equals("disabled")


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV2_AZURE_21",), profile="customer-keys")
def azure_sql_server_without_customer_key(server: SqlServer) -> Evidence:
    """This server's databases are encrypted with a key that Microsoft manages.

    Why: They are always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add `azurerm_mssql_server_transparent_data_encryption` with a `key_vault_key_id`, or an
    `encryptionProtector` with `serverKeyType: 'AzureKeyVault'` (ARM, Bicep).
    """
    return server.inline_key.is_absent() & server.protector.key.is_absent()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_sql_managed_instance_has_public_endpoint(instance: ManagedInstance) -> Evidence:
    """This managed SQL instance has a public endpoint.

    Why: An instance lives inside a private network; this opens port 3342 on a public address, behind one
    security group only.

    Fix: Set `public_data_endpoint_enabled = false` (azurerm) or `publicDataEndpointEnabled: false` (ARM, Bicep).
    """
    return instance.public_endpoint.is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def azure_sql_managed_instance_accepts_old_tls(instance: ManagedInstance) -> Evidence:
    """This managed SQL instance's configuration admits TLS below 1.2.

    Why: The service refuses it since August 2025; the configuration should not promise what must not come back.

    Fix: Set `minimum_tls_version = "1.2"` (azurerm) or `minimalTlsVersion: '1.2'` (ARM, Bicep).
    """
    return admits_weak_tls(instance.minimum_tls)
