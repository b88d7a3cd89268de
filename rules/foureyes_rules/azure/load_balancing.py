"""Azure load balancers and firewalls: ports of inner hosts published on public addresses.

Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One
from foureyes.model.reading import Reading
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import UNKNOWN, Setting
from foureyes.model.value import Absent, Known, Leaf, MapValue
from foureyes.model.version import by_version
from foureyes_rules.azure.network_security import ADMIN, DATABASES, in_range
from foureyes_rules.vocabulary.networks import is_whole_internet

BALANCERS = "Microsoft.Network/loadBalancers"
FIREWALLS = "Microsoft.Network/azureFirewalls"
POLICIES = "Microsoft.Network/firewallPolicies"
SENSITIVE = (*ADMIN, *DATABASES)


def is_sensitive(port: Reading) -> Evidence:
    """Whether a port or range holds one for administration or data."""
    return port.matches(lambda text: any(in_range(text, one) for one in SENSITIVE))


class LoadBalancer(Kind):
    """A load balancer."""

    terraform = "azurerm_lb"
    arm = BALANCERS

    name = Setting(terraform="name", arm="name")
    public_addresses = Setting(
        terraform="frontend_ip_configuration[].public_ip_address_id",
        arm="properties.frontendIPConfigurations[].properties.publicIPAddress",
    )

    def is_public(self) -> Evidence:
        return self.public_addresses.any(lambda one: one.is_present())


class BalancedPort(Kind):
    """A port of inner hosts that a load balancer hands on to."""

    terraform = ("azurerm_lb_nat_rule", "azurerm_lb_rule", "azurerm_lb_nat_pool")
    arm = (
        f"{BALANCERS}#properties.inboundNatRules",
        f"{BALANCERS}#properties.loadBalancingRules",
        f"{BALANCERS}#properties.inboundNatPools",
        f"{BALANCERS}/inboundNatRules",
    )

    balancer = One(LoadBalancer, terraform="loadbalancer_id")
    port = Setting(terraform="backend_port", arm="properties.backendPort")


class FirewallNatRule(Kind):
    """A rule that hands traffic from the firewall's public address to an inner host."""

    terraform = (
        "azurerm_firewall_nat_rule_collection#rule",
        "azurerm_firewall_policy_rule_collection_group#nat_rule_collection[].rule",
    )
    arm = (
        f"{FIREWALLS}#properties.natRuleCollections[].properties.rules",
        f"{POLICIES}/ruleCollectionGroups#properties.ruleCollections[].rules",
    )

    sources = Setting(terraform="source_addresses", arm="sourceAddresses")
    ports = Setting(terraform="destination_ports", arm="destinationPorts")
    inner_port = Setting(terraform="translated_port", arm="translatedPort")


class FirewallNetworkRules(Kind):
    """Rules of a firewall that let traffic pass."""

    terraform = ("azurerm_firewall_network_rule_collection", "azurerm_firewall_policy_rule_collection_group")
    arm = (f"{FIREWALLS}", f"{POLICIES}/ruleCollectionGroups")

    collections = Setting(
        terraform={
            "azurerm_firewall_network_rule_collection": ".",
            "azurerm_firewall_policy_rule_collection_group": "network_rule_collection",
        },
        arm=("properties.networkRuleCollections", "properties.ruleCollections"),
    )


class Firewall(Kind):
    """A firewall or its policy."""

    terraform = ("azurerm_firewall", "azurerm_firewall_policy")
    arm = (FIREWALLS, POLICIES)

    threat_intelligence = Setting(
        terraform=("threat_intelligence_mode", "threat_intel_mode"),
        arm="properties.threatIntelMode",
        default=by_version(azurerm={"<3": "Alert", ">=3": UNKNOWN}, arm="Alert"),
        levels=("Deny", "Alert", "Off"),
        safe="Deny",
    )


@rule(PUBLIC_ACCESS, Severity.HIGH)
def azure_load_balancer_publishes_sensitive_port(port: BalancedPort) -> Evidence:
    """A public load balancer hands the internet on to an administration or database port.

    Why: The machines behind it have no public address and look private; their security groups are all that
    is left.

    Fix: Give the load balancer an inner address, remove the rule, or use Azure Bastion for administration.
    """
    return is_sensitive(port.port) & port.balancer.is_public()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def azure_firewall_publishes_sensitive_port(nat: FirewallNatRule) -> Evidence:
    """The firewall hands any source on to an administration or database port of an inner host.

    Why: The rule makes a private host reachable from the whole internet.

    Fix: Name the sources in `source_addresses` (azurerm) or `sourceAddresses` (ARM, Bicep), or use Azure Bastion.
    """
    return is_sensitive(nat.inner_port) & nat.sources.any(is_whole_internet)


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_firewall_lets_everything_pass(firewall: FirewallNetworkRules) -> Evidence:
    """A rule of this firewall lets any source reach any destination on any port.

    Why: It undoes every other rule: the networks behind it are one.

    Fix: Name sources, destinations and ports in the rule.
    """

    def everything(one: Reading) -> Evidence:
        return one.matches(lambda text: text.strip() in ("*", "0.0.0.0/0"), "")

    def passes(one: Reading) -> Evidence:
        old, new = "source_addresses", "sourceAddresses"
        sources = one.at(old).any(everything) | one.at(new).any(everything)
        targets = one.at("destination_addresses").any(everything) | one.at("destinationAddresses").any(everything)
        ports = _all_ports(one.at("destination_ports")) | _all_ports(one.at("destinationPorts"))
        return sources & targets & ports

    def collection(one: Reading) -> Evidence:
        inner = one.at("properties")
        denies = _denies(one.at("action")) | _denies(inner.at("action"))
        rules = one.at("rule").any(passes) | one.at("rules").any(passes) | inner.at("rules").any(passes)
        return rules & ~denies

    return firewall.collections.any(collection)


def _denies(action: Reading) -> Evidence:
    """Whether an action, a word or an object with a type, is to deny."""

    def question(leaf: Leaf) -> bool | None:
        named = leaf.find("type") if isinstance(leaf, MapValue) else leaf
        if isinstance(named, Known):
            return str(named.scalar).lower() == "deny"
        return False if isinstance(named, Absent) else None

    return action.judge(question)


def _all_ports(ports: Reading) -> Evidence:
    return ports.any(lambda one: one.matches(lambda text: text.strip() in ("*", "0-65535", "1-65535")))


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV_AZURE_216",), profile="hardening")
def azure_firewall_ignores_known_attackers(firewall: Firewall) -> Evidence:
    """This firewall does not use Microsoft's lists of known attackers.

    Why: Traffic from and to addresses that are known to be hostile passes unnoticed.

    Fix: Set `threat_intel_mode` (`threat_intelligence_mode` on a policy) to `Deny` (azurerm), `threatIntelMode:
    'Deny'` in ARM and Bicep.
    """
    return firewall.threat_intelligence.equals("Off")
