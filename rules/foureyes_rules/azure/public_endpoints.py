"""Azure services of which only one thing is asked: may every address on the internet speak to them?

Dashboards, catalogues, backup vaults, bots, virtual desktops, digital twins, maps and their like. All ask for a
sign-in. Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08);
Azure Policy's built-in definitions (2026-04).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One, Satellite
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_on, public_network


class PublicService(Kind):
    """A service that is public unless told otherwise."""

    terraform = (
        "azurerm_recovery_services_vault",
        "azurerm_dashboard_grafana",
        "azurerm_monitor_workspace",
        "azurerm_monitor_data_collection_endpoint",
        "azurerm_bot_service_azure_bot",
        "azurerm_bot_channels_registration",
        "azurerm_virtual_desktop_host_pool",
        "azurerm_virtual_desktop_workspace",
        "azurerm_iothub_device_update_account",
        "azurerm_video_indexer_account",
    )
    arm = (
        "Microsoft.RecoveryServices/vaults",
        "Microsoft.Dashboard/grafana",
        "Microsoft.Monitor/accounts",
        "Microsoft.Insights/dataCollectionEndpoints",
        "Microsoft.BotService/botServices",
        "Microsoft.DesktopVirtualization/hostPools",
        "Microsoft.DesktopVirtualization/workspaces",
        "Microsoft.DeviceUpdate/accounts",
        "Microsoft.VideoIndexer/accounts",
        "Microsoft.DigitalTwins/digitalTwinsInstances",
        "Microsoft.MachineLearningServices/registries",
        "Microsoft.Maps/accounts",
        "Microsoft.NotificationHubs/namespaces",
        "Microsoft.HealthDataAIServices/deidServices",
        "Microsoft.FileShares/fileShares",
    )

    public_network = public_network(
        ("public_network_access_enabled", "public_network_access"),
        ("properties.publicNetworkAccess", "properties.networkAcls.publicNetworkAccess"),
    )


class IntendedService(Kind):
    """A service that is usually meant to be public."""

    terraform = ("azurerm_static_web_app", "azurerm_static_site")
    arm = (
        "Microsoft.Web/staticSites",
        "Microsoft.Attestation/attestationProviders",
        "Microsoft.Communication/communicationServices",
    )

    public_network = public_network()


class StaticSite(Kind):
    """A static web app."""

    terraform = "azurerm_static_web_app"
    arm = "Microsoft.Web/staticSites"

    previews = Setting(
        terraform="preview_environments_enabled",
        arm="properties.stagingEnvironmentPolicy",
        values={"enabled": True, "disabled": False},
        default=True,
        safe=False,
    )


class PurviewAccount(Kind):
    """A catalogue of data."""

    terraform = "azurerm_purview_account"
    arm = "Microsoft.Purview/accounts"

    public_network = public_network("public_network_enabled")


class ArcScope(Kind):
    """A private link scope of Azure Arc: closed by default."""

    terraform = "azurerm_arc_private_link_scope"
    arm = "Microsoft.HybridCompute/privateLinkScopes"

    public_network = public_network(default="disabled")


class Grafana(Kind):
    """A Grafana dashboard service."""

    terraform = "azurerm_dashboard_grafana"
    arm = "Microsoft.Dashboard/grafana"

    keys = Setting(
        terraform="api_key_enabled",
        arm="properties.apiKey",
        values={"enabled": True, "disabled": False},
        default=False,
        safe=False,
    )


class MapsAccount(Kind):
    """An account of Azure Maps."""

    terraform = "azurerm_maps_account"
    arm = "Microsoft.Maps/accounts"

    keys = Setting(
        terraform="local_authentication_enabled", arm="!properties.disableLocalAuth", default=True, safe=False
    )
    allowed_origins = Setting(terraform="cors.allowed_origins", arm="properties.cors.corsRules[].allowedOrigins")


class BackupEncryption(Kind):
    """A vault of backups, asked for its key."""

    terraform = ("azurerm_recovery_services_vault", "azurerm_data_protection_backup_vault")
    arm = ("Microsoft.RecoveryServices/vaults", "Microsoft.DataProtection/backupVaults")

    own_key = Setting(
        terraform="encryption.key_id",
        arm=(
            "properties.encryption.keyVaultProperties.keyUri",
            "properties.securitySettings.encryptionSettings.keyVaultProperties.keyUri",
        ),
    )
    key = Satellite("BackupKey", back="vault")


class BackupKey(Kind):
    """The customer's own key of a vault, declared beside it."""

    terraform = "azurerm_data_protection_backup_vault_customer_managed_key"

    vault = One(BackupEncryption, terraform="data_protection_backup_vault_id")
    key = Setting(terraform="key_vault_key_id")


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_service_reachable_from_any_network(service: PublicService) -> Evidence:
    """Every address on the internet may speak to this service.

    Why: A leaked token or key is then enough to use it from anywhere.

    Fix: Set `public_network_access_enabled = false` (azurerm; `public_network_access = "Disabled"` on some resources)
    or `publicNetworkAccess: 'Disabled'` (ARM, Bicep) and use a private endpoint.
    """
    return is_on(service.public_network)


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def azure_public_service_reachable_from_any_network(service: IntendedService) -> Evidence:
    """Every address on the internet may speak to this service, as is usually meant.

    Why: Static sites, attestation and messaging are made for the public; a policy may still ask for private ones.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep).
    """
    return is_on(service.public_network)


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def azure_static_web_app_publishes_previews(site: StaticSite) -> Evidence:
    """Every pull request of this static web app gets a public preview.

    Why: Unfinished work, and what it reveals, can be found by strangers.

    Fix: Set `preview_environments_enabled = false` (azurerm) or `stagingEnvironmentPolicy: 'Disabled'` (ARM, Bicep).
    """
    return site.previews.is_true()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_purview_reachable_from_any_network(account: PurviewAccount) -> Evidence:
    """Every address on the internet may speak to this data catalogue.

    Why: It tells where all data is and what it is called: a leaked token reads that from anywhere.

    Fix: Set `public_network_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep) and use
    private endpoints.
    """
    return is_on(account.public_network)


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_arc_scope_allows_public_endpoints(scope: ArcScope) -> Evidence:
    """Machines of this Arc scope may be managed over public endpoints.

    Why: The default is closed; this was asked for.

    Fix: Remove `public_network_access_enabled = true` (azurerm) or `publicNetworkAccess: 'Enabled'` (ARM, Bicep).
    """
    return is_on(scope.public_network)


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_grafana_accepts_keys(grafana: Grafana) -> Evidence:
    """This Grafana accepts static API keys.

    Why: They are bearer secrets outside Entra ID, and the log names nobody who used one.

    Fix: Set `api_key_enabled = false` (azurerm) or `apiKey: 'Disabled'` (ARM, Bicep): the default.
    """
    return grafana.keys.is_true()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_maps_accept_keys(account: MapsAccount) -> Evidence:
    """This Maps account accepts shared keys.

    Why: They end up in web pages, where anyone reads them and uses the account.

    Fix: Set `local_authentication_enabled = false` (azurerm) or `disableLocalAuth: true` (ARM, Bicep) and hand out
    tokens.
    """
    return account.keys.is_true()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_maps_shared_with_any_origin(account: MapsAccount) -> Evidence:
    """Scripts of any website may use this Maps account from a visitor's browser.

    Why: A key that was copied from one page then serves every other.

    Fix: Name the origins that need it in `cors` instead of `*`.
    """
    return account.allowed_origins.any(lambda origin: origin.equals("*"))


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def azure_backup_vault_without_customer_key(vault: BackupEncryption) -> Evidence:
    """Backups in this vault are encrypted with keys that Microsoft manages.

    Why: They are always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add `encryption` (azurerm) or `encryption: { keyVaultProperties: … }` (ARM, Bicep).
    """
    return vault.own_key.is_absent() & vault.key.key.is_absent()
