"""Azure App Configuration stores.

A store that says nothing about public access is open until it has a private endpoint. Facts: azurerm schema
at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import public_network

STORES = "Microsoft.AppConfiguration/configurationStores"


class ConfigurationStore(Kind):
    """A store of application settings."""

    terraform = "azurerm_app_configuration"
    arm = STORES

    name = Setting(terraform="name", arm="name")
    public_network = public_network("public_network_access", default="automatic")
    keys = Setting(terraform="local_auth_enabled", arm="!properties.disableLocalAuth", default=True, safe=False)
    own_key = Setting(
        terraform="encryption.key_vault_key_identifier", arm="properties.encryption.keyVaultProperties.keyIdentifier"
    )
    private_endpoints = Many("StoreEndpoint", back="store")

    def is_reachable(self) -> Evidence:
        """Whether any address on the internet may speak to it."""
        return self.public_network.equals("enabled") | (
            self.public_network.equals("automatic") & self.private_endpoints.is_empty()
        )


class StoreEndpoint(Kind):
    """A private endpoint that leads to a store."""

    terraform = "azurerm_private_endpoint"
    arm = "Microsoft.Network/privateEndpoints"

    store = One(
        ConfigurationStore,
        terraform="private_service_connection.private_connection_resource_id",
        arm="properties.privateLinkServiceConnections.properties.privateLinkServiceId",
    )


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_185",))
def azure_app_configuration_reachable_from_any_network(store: ConfigurationStore) -> Evidence:
    """Every address on the internet may speak to this configuration store.

    Why: A leaked key or token then reads all settings, connection strings included, from anywhere.

    Fix: Set `public_network_access = "Disabled"` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep) and use a
    private endpoint.
    """
    return store.is_reachable()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_184", "AZR-000291"))
def azure_app_configuration_accepts_keys(store: ConfigurationStore) -> Evidence:
    """This configuration store accepts access keys, from any network.

    Why: They are bearer secrets: whoever holds one reads the settings, and the log names nobody.

    Fix: Set `local_auth_enabled = false` (azurerm) or `disableLocalAuth: true` (ARM, Bicep).
    """
    return store.keys.is_true() & store.is_reachable()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AZURE_186",), profile="customer-keys")
def azure_app_configuration_without_customer_key(store: ConfigurationStore) -> Evidence:
    """This configuration store is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add `encryption` (azurerm) or `encryption: { keyVaultProperties: { keyIdentifier: … } }` (ARM, Bicep).
    """
    return store.own_key.is_absent()
