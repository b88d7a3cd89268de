"""Azure Service Bus and Relay: who may reach a namespace, keys, TLS.

Network rules exist in the Premium tier only. Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property
descriptions in Azure/bicep-types-az (2026-08). TLS 1.2 is the service's floor since February 2025.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One, Satellite, elsewhere
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_on, public_network
from foureyes_rules.vocabulary.transport import admits_weak_tls

NAMESPACES = "Microsoft.ServiceBus/namespaces"


class ServiceBusNamespace(Kind):
    """A namespace of queues and topics."""

    terraform = "azurerm_servicebus_namespace"
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
    keys = Setting(terraform="local_auth_enabled", arm="!properties.disableLocalAuth", default=True, safe=False)
    double_encryption = Setting(
        terraform="customer_managed_key.infrastructure_encryption_enabled",
        arm="properties.encryption.requireInfrastructureEncryption",
        default=False,
        safe=True,
    )
    own_key = Setting(terraform="customer_managed_key.key_vault_key_id", arm="properties.encryption.keyVaultProperties")
    key_source = Setting(arm="properties.encryption.keySource")
    key = Satellite("ServiceBusKey", back="namespace")
    network = Satellite("ServiceBusNetworkRules", back="namespace")

    def is_reachable(self) -> Evidence:
        """Whether any address on the internet may speak to it."""
        rules = self.network
        closed = rules.public_network.equals("disabled")
        return is_on(self.public_network) & ~closed & rules.default_action.equals("Allow")


class ServiceBusKey(Kind):
    """The customer's own key of a namespace, declared beside it."""

    terraform = "azurerm_servicebus_namespace_customer_managed_key"

    namespace = One(ServiceBusNamespace, terraform="namespace_id")
    key = Setting(terraform="key_vault_key_id")
    double_encryption = Setting(terraform="infrastructure_encryption_enabled", default=False, safe=True)


class ServiceBusNetworkRules(Kind):
    """The namespace's firewall."""

    terraform = ("azurerm_servicebus_namespace#network_rule_set", "azurerm_servicebus_namespace_network_rule_set")
    arm = f"{NAMESPACES}/networkRuleSets"

    namespace = One(ServiceBusNamespace, terraform=("namespace_id", "namespace_name"))
    default_action = Setting(terraform="default_action", arm="properties.defaultAction", default="Allow", safe="Deny")
    public_network = public_network()


class Relay(Kind):
    """A relay namespace."""

    arm = "Microsoft.Relay/namespaces"

    public_network = public_network()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_204",))
def azure_service_bus_reachable_from_any_network(namespace: ServiceBusNamespace) -> Evidence:
    """Every address on the internet may speak to this Service Bus namespace.

    Why: Whoever holds a key or token then reads and writes the messages from anywhere.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep) and
    use a private endpoint, or deny by default in `network_rule_set` (`networkRuleSets`); Premium tier only.
    """
    return namespace.is_reachable()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_service_bus_firewall_admits_any_network(rules: ServiceBusNetworkRules) -> Evidence:
    """This firewall, of a Service Bus namespace declared elsewhere, lets every address in.

    Why: Whoever holds a key or token then reads and sends messages from anywhere.

    Fix: Set `default_action = "Deny"` (azurerm) or `defaultAction: 'Deny'` (ARM, Bicep) and name the networks that may
    connect.
    """
    everyone = rules.default_action.equals("Allow") & is_on(rules.public_network)
    return everyone & elsewhere(rules.namespace)


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_203", "AZR-000178"))
def azure_service_bus_accepts_keys(namespace: ServiceBusNamespace) -> Evidence:
    """This Service Bus namespace accepts shared access keys, from any network.

    Why: They are bearer secrets: whoever holds one has the messages, and the log names nobody.

    Fix: Set `local_auth_enabled = false` (azurerm) or `disableLocalAuth: true` (ARM, Bicep) and let callers sign in
    with Entra ID.
    """
    return namespace.keys.is_true() & namespace.is_reachable()


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, equivalents=("CKV_AZURE_205", "AZR-000315"), profile="hardening")
def azure_service_bus_accepts_old_tls(namespace: ServiceBusNamespace) -> Evidence:
    """This Service Bus namespace's configuration admits TLS 1.0 or 1.1.

    Why: The service refuses them since February 2025; the configuration should not promise what must not come back.

    Fix: Set `minimum_tls_version = "1.2"` (azurerm) or `minimumTlsVersion: '1.2'` (ARM, Bicep).
    """
    return admits_weak_tls(namespace.minimum_tls)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AZURE_199",), profile="hardening")
def azure_service_bus_encrypted_once(namespace: ServiceBusNamespace) -> Evidence:
    """This Service Bus namespace's data is encrypted in one layer only.

    Why: The service always encrypts; a second layer guards against a fault in the first.

    Fix: Set `infrastructure_encryption_enabled = true` in `customer_managed_key` (azurerm) or `encryption: {
    requireInfrastructureEncryption: true }` (ARM, Bicep); Premium tier only.
    """
    return namespace.double_encryption.is_false() & namespace.key.double_encryption.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AZURE_201",), profile="customer-keys")
def azure_service_bus_without_customer_key(namespace: ServiceBusNamespace) -> Evidence:
    """This Service Bus namespace is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add `customer_managed_key` (azurerm) or `encryption: { keySource: 'Microsoft.KeyVault', … }`
    (ARM, Bicep); Premium tier only.
    """
    inline = namespace.own_key.is_present() | namespace.key_source.equals("Microsoft.KeyVault")
    return ~inline & namespace.key.key.is_absent()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_relay_reachable_from_any_network(relay: Relay) -> Evidence:
    """Every address on the internet may speak to this relay.

    Why: Whoever holds a key or token then reaches the services behind it.

    Fix: Set `publicNetworkAccess: 'Disabled'` (ARM, Bicep; in Terraform through azapi) and use a private endpoint.
    """
    return is_on(relay.public_network)
