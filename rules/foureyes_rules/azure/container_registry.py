"""Azure Container Registry: anonymous pull, network, admin user, webhooks.

Facts: azurerm schema at v2.99.0, v3.117.1, v4.81.0, v5.2.0; ARM property descriptions in
Azure/bicep-types-az (2026-08). Network rules exist in the Premium tier only; anonymous pull not in Basic.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_on, public_network
from foureyes_rules.vocabulary.networks import is_whole_internet
from foureyes_rules.vocabulary.transport import is_plain_http

REGISTRIES = "Microsoft.ContainerRegistry/registries"


class ContainerRegistry(Kind):
    """A registry of container images."""

    terraform = "azurerm_container_registry"
    arm = REGISTRIES

    tier = Setting(terraform="sku", arm="sku.name")
    anonymous_pull = Setting(
        terraform="anonymous_pull_enabled", arm="properties.anonymousPullEnabled", default=False, safe=False
    )
    public_network = public_network()
    default_action = Setting(
        terraform="network_rule_set.default_action",
        arm="properties.networkRuleSet.defaultAction",
        default="Allow",
        safe="Deny",
    )
    ip_ranges = Setting(
        terraform="network_rule_set.ip_rule[].ip_range", arm="properties.networkRuleSet.ipRules[].value"
    )
    admin_user = Setting(terraform="admin_enabled", arm="properties.adminUserEnabled", default=False, safe=False)
    export = Setting(
        terraform="export_policy_enabled",
        arm="properties.policies.exportPolicy.status",
        values={"true": "enabled", "false": "disabled"},
        default="enabled",
    )
    own_key = Setting(
        terraform="encryption.key_vault_key_id", arm="properties.encryption.keyVaultProperties.keyIdentifier"
    )
    key_status = Setting(arm="properties.encryption.status")

    def is_reachable(self) -> Evidence:
        """Whether any address on the internet may speak to it."""
        unfiltered = self.default_action.equals("Allow") | self.tier.is_in("Basic", "Standard", "Classic")
        everyone = unfiltered | self.ip_ranges.any(is_whole_internet)
        return is_on(self.public_network) & everyone


class RegistryWebhook(Kind):
    """A call the registry makes when an image changes."""

    terraform = "azurerm_container_registry_webhook"
    arm = f"{REGISTRIES}/webhooks"

    address = Setting(terraform="service_uri", arm="properties.serviceUri")


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV_AZURE_138", "Azure.ACR.AnonymousAccess"))
def azure_container_registry_open_to_everyone(registry: ContainerRegistry) -> Evidence:
    """Anyone on the internet can pull every image of this registry.

    Why: No sign-in is asked for. Images carry source code, configuration and, again and again, secrets: a study
    of public images (RWTH Aachen, 2023) found keys in 8.5 % of them.

    Fix: Set `anonymous_pull_enabled = false` (azurerm) or `anonymousPullEnabled: false` (ARM, Bicep). Give
    outsiders scoped tokens instead.
    """
    return registry.anonymous_pull.is_true() & registry.tier.is_in("Standard", "Premium") & registry.is_reachable()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_139", "Azure.ACR.Firewall"))
def azure_container_registry_reachable_from_any_network(registry: ContainerRegistry) -> Evidence:
    """Every address on the internet may speak to this container registry.

    Why: A leaked password or token then pulls and pushes images from anywhere.

    Fix: In the Premium tier disable public network access (`public_network_access_enabled = false` in azurerm,
    `publicNetworkAccess: 'Disabled'` in ARM and Bicep), or deny by default in its network rule set.
    """
    return registry.is_reachable()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_137", "AZR-000005", "AC_AZURE_0186"))
def azure_container_registry_has_admin_user(registry: ContainerRegistry) -> Evidence:
    """This container registry accepts one shared password for everything.

    Why: The admin user may pull and push every image, names nobody in the log, and its password does not expire.

    Fix: Set `admin_enabled = false` (azurerm) or `adminUserEnabled: false` (ARM, Bicep) and sign in with managed
    identities or scoped tokens.
    """
    return registry.admin_user.is_true()


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def azure_container_registry_allows_export(registry: ContainerRegistry) -> Evidence:
    """Images may be exported from this registry to others.

    Why: Whoever may read it can copy all of it to a registry outside the organisation in one step.

    Fix: Set `export_policy_enabled = false` (azurerm, with public network access off) or `policies.exportPolicy:
    { status: 'disabled' }` (ARM, Bicep).
    """
    return registry.export.equals("enabled")


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def azure_container_registry_without_customer_key(registry: ContainerRegistry) -> Evidence:
    """This registry's images are encrypted with keys that Microsoft manages.

    Why: They are always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add an `encryption` block (azurerm) or `encryption: { status: 'enabled', keyVaultProperties: … }` (ARM,
    Bicep) with a key from Key Vault; Premium tier only.
    """
    return registry.own_key.is_absent() & ~registry.key_status.equals("enabled")


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV2_AZURE_30",))
def azure_container_registry_webhook_over_plain_http(webhook: RegistryWebhook) -> Evidence:
    """This registry calls its webhook without encryption.

    Why: Anyone on the way reads the payload and the headers, which often hold the receiver's credentials.

    Fix: Give an address that begins with `https://` (`service_uri` in azurerm, `serviceUri` in ARM and Bicep).
    """
    return is_plain_http(webhook.address)
