"""Azure VPN, ExpressRoute, private endpoints, virtual networks, Bastion, Traffic Manager.

Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting

_WEAK_IPSEC = ("DES", "DES3", "None", "MD5", "SHA1", "DHGroup1", "DHGroup2", "PFS1", "PFS2")
_PARTS = (
    ("ike_encryption", "ikeEncryption"),
    ("ike_integrity", "ikeIntegrity"),
    ("ipsec_encryption", "ipsecEncryption"),
    ("ipsec_integrity", "ipsecIntegrity"),
    ("dh_group", "dhGroup"),
)


class VpnConnection(Kind):
    """A tunnel of a VPN gateway."""

    terraform = "azurerm_virtual_network_gateway_connection"
    arm = "Microsoft.Network/connections"

    policies = Setting(terraform="ipsec_policy", arm="properties.ipsecPolicies")
    protocol = Setting(terraform="connection_protocol", arm="properties.connectionProtocol", safe="IKEv2")


class VirtualWan(Kind):
    """A network of hubs, VPN sites and branches."""

    terraform = "azurerm_virtual_wan"
    arm = "Microsoft.Network/virtualWans"

    unencrypted = Setting(
        terraform="disable_vpn_encryption", arm="properties.disableVpnEncryption", default=False, safe=False
    )


class VpnGateway(Kind):
    """A VPN gateway."""

    terraform = "azurerm_virtual_network_gateway"
    arm = "Microsoft.Network/virtualNetworkGateways"

    client_protocols = Setting(
        terraform="vpn_client_configuration.vpn_client_protocols",
        arm="properties.vpnClientConfiguration.vpnClientProtocols",
    )


class Bastion(Kind):
    """A bastion host."""

    terraform = "azurerm_bastion_host"
    arm = "Microsoft.Network/bastionHosts"

    links = Setting(terraform="shareable_link_enabled", arm="properties.enableShareableLink", default=False, safe=False)


class VirtualNetwork(Kind):
    """A virtual network."""

    terraform = "azurerm_virtual_network"
    arm = "Microsoft.Network/virtualNetworks"

    encryption = Setting(terraform="encryption.enforcement", arm="properties.encryption.enabled")


class TrafficManager(Kind):
    """A Traffic Manager profile."""

    terraform = "azurerm_traffic_manager_profile"
    arm = "Microsoft.Network/trafficmanagerprofiles"

    probe = Setting(terraform="monitor_config.protocol", arm="properties.monitorConfig.protocol", default="HTTP")


class ExpressRoutePort(Kind):
    """A port of ExpressRoute Direct."""

    terraform = "azurerm_express_route_port"
    arm = "Microsoft.Network/ExpressRoutePorts"

    line_key = Setting(
        terraform="link1.macsec_cak_keyvault_secret_id",
        arm="properties.links[].properties.macSecConfig.cakSecretIdentifier",
    )


class PrivateEndpoint(Kind):
    """An address inside a network that leads to a service."""

    terraform = "azurerm_private_endpoint"
    arm = "Microsoft.Network/privateEndpoints"

    service = One(
        "PrivateLinkService",
        terraform="private_service_connection.private_connection_resource_id",
        arm="properties.privateLinkServiceConnections.properties.privateLinkServiceId",
    )


class PrivateLinkService(Kind):
    """A service to which private endpoints can lead."""

    terraform = (
        "azurerm_storage_account", "azurerm_key_vault", "azurerm_mssql_server", "azurerm_sql_server",
        "azurerm_mysql_server", "azurerm_mysql_flexible_server", "azurerm_mariadb_server", "azurerm_postgresql_server",
        "azurerm_postgresql_flexible_server", "azurerm_cosmosdb_account",
    )  # fmt: skip
    arm = (
        "Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults", "Microsoft.Sql/servers",
        "Microsoft.DBforMySQL/servers", "Microsoft.DBforMySQL/flexibleServers", "Microsoft.DBforMariaDB/servers",
        "Microsoft.DBforPostgreSQL/servers", "Microsoft.DBforPostgreSQL/flexibleServers",
        "Microsoft.DocumentDB/databaseAccounts",
    )  # fmt: skip

    name = Setting(terraform="name", arm="name")
    subnet = Setting(terraform="delegated_subnet_id", arm="properties.network.delegatedSubnetResourceId")
    endpoints = Many(PrivateEndpoint, back="service")


@rule(
    PUBLIC_ACCESS,
    Severity.INFO,
    equivalents=(
        "CKV2_AZURE_32", "CKV2_AZURE_33", "CKV2_AZURE_42", "CKV2_AZURE_43", "CKV2_AZURE_44", "CKV2_AZURE_45",
        "CKV2_AZURE_56", "CKV2_AZURE_57",
    ),
    profile="hardening",
)  # fmt: skip
def azure_data_service_without_private_endpoint(service: PrivateLinkService) -> Evidence:
    """No private endpoint declared here leads to this data service.

    Why: It is then reached over its public name; its firewall has to stay open for somebody.

    Fix: Add `azurerm_private_endpoint` (azurerm) or `Microsoft.Network/privateEndpoints` (ARM, Bicep), then switch
    public network access off. PostgreSQL and MySQL servers may live in a delegated subnet instead.
    """
    return service.endpoints.is_empty() & service.subnet.is_absent()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def azure_vpn_connection_uses_weak_ciphers(connection: VpnConnection) -> Evidence:
    """This tunnel is encrypted or agreed upon with a broken algorithm.

    Why: DES, MD5, SHA-1 and short Diffie-Hellman groups can be broken: what passes the tunnel may be read.

    Fix: Use `GCMAES256`, `SHA256` or `SHA384` and `DHGroup14` or an elliptic curve in `ipsec_policy` (azurerm) or
    `ipsecPolicies` (ARM, Bicep), or leave the policy out.
    """

    def weak(policy: Reading) -> Evidence:
        answer = policy.at(_PARTS[0][0]).is_in(*_WEAK_IPSEC)
        for terraform, arm in _PARTS:
            answer = answer | policy.at(terraform).is_in(*_WEAK_IPSEC) | policy.at(arm).is_in(*_WEAK_IPSEC)
        return answer

    return connection.policies.any(weak)


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def azure_vpn_connection_uses_old_handshake(connection: VpnConnection) -> Evidence:
    """This tunnel is agreed upon with IKE version 1.

    Why: It is deprecated since 2023 (RFC 9395) and weak against guessing of shared keys.

    Fix: Set `connection_protocol = "IKEv2"` (azurerm) or `connectionProtocol: 'IKEv2'` (ARM, Bicep).
    """
    return connection.protocol.equals("IKEv1")


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def azure_virtual_wan_vpn_unencrypted(wan: VirtualWan) -> Evidence:
    """The VPN connections of this virtual WAN are not encrypted.

    Why: Branches and users send over the internet what looks like a protected tunnel and is none.

    Fix: Set `disable_vpn_encryption = false` (azurerm) or `disableVpnEncryption: false` (ARM, Bicep): the default.
    """
    return wan.unencrypted.is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, profile="hardening")
def azure_vpn_gateway_offers_sstp(gateway: VpnGateway) -> Evidence:
    """This gateway lets clients connect over SSTP.

    Why: It is encrypted but old, and is being retired.

    Fix: Use `OpenVPN` or `IkeV2` in `vpn_client_protocols` (azurerm) or `vpnClientProtocols` (ARM, Bicep).
    """
    return gateway.client_protocols.any(lambda one: one.equals("SSTP"))


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_bastion_offers_shareable_links(bastion: Bastion) -> Evidence:
    """This bastion host hands out links that lead to machines without a sign-in to the portal.

    Why: Whoever gets such a link stands before the machine's own sign-in.

    Fix: Set `shareable_link_enabled = false` (azurerm) or `enableShareableLink: false` (ARM, Bicep): the default.
    """
    return bastion.links.is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, profile="hardening")
def azure_virtual_network_unencrypted(network: VirtualNetwork) -> Evidence:
    """Traffic between machines of this network is not encrypted by the platform.

    Why: It stays inside the network; encryption needs machine sizes that support it.

    Fix: Add `encryption { enforcement = "AllowUnencrypted" }` (azurerm) or `encryption: { enabled: true,
    enforcement: … }` (ARM, Bicep).
    """
    return network.encryption.is_absent() | network.encryption.equals("false")


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, equivalents=("AZR-000237",), profile="hardening")
def azure_traffic_manager_probes_over_plain_http(profile: TrafficManager) -> Evidence:
    """This profile asks its endpoints for their health without encryption.

    Why: Probes carry no user data; a port that answers HTTP is kept open for them.

    Fix: Set `protocol = "HTTPS"` in `monitor_config` (azurerm) or `monitorConfig: { protocol: 'HTTPS' }` (ARM, Bicep).
    """
    return profile.probe.equals("HTTP")


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, profile="hardening")
def azure_express_route_port_unencrypted(port: ExpressRoutePort) -> Evidence:
    """The line between this port and the provider's equipment is not encrypted.

    Why: Whoever gets at the line in the meeting room reads the traffic.

    Fix: Configure MACsec (`link1`, `link2` in azurerm; `macSecConfig` in ARM and Bicep).
    """
    return ~port.line_key.any(lambda one: one.is_present())
