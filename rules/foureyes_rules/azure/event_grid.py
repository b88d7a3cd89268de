"""Azure Event Grid: topics, domains, namespaces, subscriptions.

Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_on, public_network
from foureyes_rules.vocabulary.networks import is_whole_internet
from foureyes_rules.vocabulary.transport import admits_weak_tls, is_plain_http

TOPICS = "Microsoft.EventGrid/topics"
DOMAINS = "Microsoft.EventGrid/domains"
NAMESPACES = "Microsoft.EventGrid/namespaces"
PARTNERS = "Microsoft.EventGrid/partnerNamespaces"


class EventGridEndpoint(Kind):
    """Where events are published to: a topic, a domain or a partner's namespace."""

    terraform = ("azurerm_eventgrid_topic", "azurerm_eventgrid_domain", "azurerm_eventgrid_partner_namespace")
    arm = (TOPICS, DOMAINS, PARTNERS)

    public_network = public_network(("public_network_access_enabled", "public_network_access"))
    addresses = Setting(terraform="inbound_ip_rule[].ip_mask", arm="properties.inboundIpRules[].ipMask")
    keys = Setting(
        terraform=("local_auth_enabled", "local_authentication_enabled"),
        arm="!properties.disableLocalAuth",
        default=True,
        safe=False,
    )

    def is_reachable(self) -> Evidence:
        """Whether any address on the internet may publish."""
        return is_on(self.public_network) & (self.addresses.is_absent() | self.addresses.any(is_whole_internet))


class EventGridArmEndpoint(Kind):
    """What only ARM, Bicep and azapi can say of what events are published to."""

    arm = (TOPICS, DOMAINS, NAMESPACES, PARTNERS)

    minimum_tls = Setting(arm="properties.minimumTlsVersionAllowed", safe="1.2")


class EventGridNamespace(Kind):
    """A broker for MQTT and HTTP."""

    terraform = "azurerm_eventgrid_namespace"
    arm = NAMESPACES

    public_network = public_network("public_network_access")
    addresses = Setting(terraform="inbound_ip_rule[].ip_mask", arm="properties.inboundIpRules[].ipMask")


class EventSubscription(Kind):
    """Where events are delivered to."""

    terraform = ("azurerm_eventgrid_event_subscription", "azurerm_eventgrid_system_topic_event_subscription")
    arm = (
        "Microsoft.EventGrid/eventSubscriptions",
        f"{TOPICS}/eventSubscriptions",
        f"{DOMAINS}/topics/eventSubscriptions",
    )

    address = Setting(terraform="webhook_endpoint.url", arm="properties.destination.properties.endpointUrl")


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_106", "CKV_AZURE_193", "AZR-000098"))
def azure_event_grid_reachable_from_any_network(endpoint: EventGridEndpoint) -> Evidence:
    """Every address on the internet may publish to this Event Grid topic, domain or partner namespace.

    Why: A key or token is then the only barrier against forged events.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep), or
    name the publishers (`inbound_ip_rule`, `inboundIpRules`).
    """
    return endpoint.is_reachable()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_event_grid_namespace_reachable_from_any_network(namespace: EventGridNamespace) -> Evidence:
    """Every address on the internet may speak to this Event Grid broker.

    Why: A certificate, key or token is then the only barrier.

    Fix: Set `public_network_access = "Disabled"` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep), or name
    the addresses (`inbound_ip_rule`, `inboundIpRules`).
    """
    anyone = namespace.addresses.is_absent() | namespace.addresses.any(is_whole_internet)
    return is_on(namespace.public_network) & anyone


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_192", "CKV_AZURE_195", "AZR-000100"))
def azure_event_grid_accepts_keys(endpoint: EventGridEndpoint) -> Evidence:
    """This Event Grid topic, domain or partner namespace accepts shared keys, from any network.

    Why: They are bearer secrets: whoever holds one publishes events, and the log names nobody.

    Fix: Set `local_auth_enabled = false` (azurerm) or `disableLocalAuth: true` (ARM, Bicep).
    """
    return endpoint.keys.is_true() & endpoint.is_reachable()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def azure_event_grid_accepts_old_tls(endpoint: EventGridArmEndpoint) -> Evidence:
    """This Event Grid topic, domain or namespace accepts TLS 1.0 or 1.1 from publishers.

    Why: Both have known attacks and are deprecated since 2021 (RFC 8996).

    Fix: Set `minimumTlsVersionAllowed: '1.2'` (ARM, Bicep; in Terraform through azapi).
    """
    return admits_weak_tls(endpoint.minimum_tls)


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def azure_event_subscription_over_plain_http(subscription: EventSubscription) -> Evidence:
    """Events of this subscription are delivered without encryption.

    Why: Anyone on the way reads the events and the receiver's token in the address.

    Fix: Give an address that begins with `https://` (`webhook_endpoint` in azurerm, `endpointUrl` in ARM and Bicep).
    """
    return is_plain_http(subscription.address)
