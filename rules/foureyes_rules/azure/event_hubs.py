"""Azure Event Hubs: who may reach a namespace, keys, TLS.

A rule set that denies by default but names no address and no subnet denies nobody (PSRule for Azure,
Azure.EventHub.Firewall). Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in
Azure/bicep-types-az (2026-08). TLS 1.2 is the service's floor since February 2025.
"""

from __future__ import annotations

from typing import ClassVar

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One, Satellite, Types, elsewhere
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_on, public_network
from foureyes_rules.vocabulary.networks import is_whole_internet
from foureyes_rules.vocabulary.transport import admits_weak_tls

NAMESPACES = "Microsoft.EventHub/namespaces"


class EventHubNamespace(Kind):
    """A namespace of event hubs."""

    terraform = "azurerm_eventhub_namespace"
    arm = NAMESPACES

    name = Setting(terraform="name", arm="name")
    public_network = public_network()
    minimum_tls = Setting(
        terraform="minimum_tls_version",
        arm="properties.minimumTlsVersion",
        default="1.2",
        levels=("1.3", "1.2", "1.1", "1.0"),
        safe="1.2",
    )
    keys = Setting(
        terraform="local_authentication_enabled", arm="!properties.disableLocalAuth", default=True, safe=False
    )
    key_source = Setting(arm="properties.encryption.keySource")
    double_encryption = Setting(arm="properties.encryption.requireInfrastructureEncryption", default=False, safe=True)
    network = Satellite("EventHubNetworkRules", back="namespace")
    key = Satellite("EventHubKey", back="namespace")

    def is_reachable(self) -> Evidence:
        """Whether any address on the internet may speak to it."""
        return is_on(self.public_network) & self.network.admits_everyone()


class EventHubNetworkRules(Kind):
    """The namespace's firewall."""

    terraform: ClassVar[Types] = "azurerm_eventhub_namespace#network_rulesets"
    arm = f"{NAMESPACES}/networkRuleSets"

    namespace = One(EventHubNamespace)
    default_action = Setting(terraform="default_action", arm="properties.defaultAction", default="Allow", safe="Deny")
    public_network = public_network()
    addresses = Setting(terraform="ip_rule", arm="properties.ipRules")
    subnets = Setting(terraform="virtual_network_rule", arm="properties.virtualNetworkRules")

    def admits_everyone(self) -> Evidence:
        """Whether it keeps nobody out."""
        nobody = self.addresses.is_absent() & self.subnets.is_absent()
        everyone = (
            self.default_action.equals("Allow")
            | nobody
            | self.addresses.any(lambda one: is_whole_internet(one.at("ip_mask")) | is_whole_internet(one.at("ipMask")))
        )
        return ~self.public_network.equals("disabled") & everyone


class SeparateEventHubRules(EventHubNetworkRules):
    """The firewall where it is a resource of its own, whose namespace may be declared elsewhere."""

    terraform = ()


class EventHubKey(Kind):
    """The customer's own key of a namespace."""

    terraform = "azurerm_eventhub_namespace_customer_managed_key"

    namespace = One(EventHubNamespace, terraform="eventhub_namespace_id")
    keys = Setting(terraform=".")
    double_encryption = Setting(terraform="infrastructure_encryption_enabled", default=False, safe=True)


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("Azure.EventHub.Firewall",))
def azure_event_hubs_reachable_from_any_network(namespace: EventHubNamespace) -> Evidence:
    """Every address on the internet may speak to this Event Hubs namespace.

    Why: Whoever holds a key or token then reads and writes the streams from anywhere. A rule set that denies by
    default but names nobody lets everybody in.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep), or
    deny by default and name at least one address or subnet (`network_rulesets`, `networkRuleSets`).
    """
    return namespace.is_reachable()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_event_hubs_firewall_admits_any_network(rules: SeparateEventHubRules) -> Evidence:
    """This firewall, of an Event Hubs namespace declared elsewhere, lets every address in.

    Why: Whoever holds a key or token then reads and writes the streams from anywhere.

    Fix: Set `publicNetworkAccess: 'Disabled'`, or `defaultAction: 'Deny'` and name at least one address or subnet.
    """
    everyone = rules.admits_everyone()
    return everyone & elsewhere(rules.namespace)


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("AZR-000102",))
def azure_event_hubs_accept_keys(namespace: EventHubNamespace) -> Evidence:
    """This Event Hubs namespace accepts shared access keys, from any network.

    Why: They are bearer secrets: whoever holds one has the streams, and the log names nobody.

    Fix: Set `local_authentication_enabled = false` (azurerm) or `disableLocalAuth: true` (ARM, Bicep) and let callers
    sign in with Entra ID.
    """
    return namespace.keys.is_true() & namespace.is_reachable()


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, equivalents=("CKV_AZURE_223", "AZR-000356"), profile="hardening")
def azure_event_hubs_accept_old_tls(namespace: EventHubNamespace) -> Evidence:
    """This Event Hubs namespace's configuration admits TLS 1.0 or 1.1.

    Why: The service refuses them since February 2025; the configuration should not promise what must not come back.

    Fix: Set `minimum_tls_version = "1.2"` (azurerm) or `minimumTlsVersion: '1.2'` (ARM, Bicep).
    """
    return admits_weak_tls(namespace.minimum_tls)


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="hardening")
def azure_event_hubs_encrypted_once(namespace: EventHubNamespace) -> Evidence:
    """This Event Hubs namespace's data is encrypted in one layer only.

    Why: The service always encrypts; a second layer guards against a fault in the first.

    Fix: Set `infrastructure_encryption_enabled = true` in `azurerm_eventhub_namespace_customer_managed_key`, or
    `encryption: { requireInfrastructureEncryption: true }` (ARM, Bicep); not in the Basic and Standard tiers.
    """
    return namespace.double_encryption.is_false() & namespace.key.double_encryption.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def azure_event_hubs_without_customer_key(namespace: EventHubNamespace) -> Evidence:
    """This Event Hubs namespace is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add `azurerm_eventhub_namespace_customer_managed_key` or `encryption: { keySource: 'Microsoft.KeyVault',
    keyVaultProperties: … }` (ARM, Bicep); Premium tier only.
    """
    return ~namespace.key_source.equals("Microsoft.KeyVault") & namespace.key.keys.is_absent()
