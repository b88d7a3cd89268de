"""Azure network security groups: which ports they open to the whole internet.

A rule counts when it allows inbound traffic from any source and no rule of the same group with a lower
priority number denies the same. Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in
Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from foureyes.model.evidence import Answer, Evidence, any_of
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One, existing
from foureyes.model.reading import Reading
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import precedes
from foureyes_rules.vocabulary.networks import is_whole_internet

GROUPS = "Microsoft.Network/networkSecurityGroups"
SSH, RDP, WINRM = (22,), (3389,), (5985, 5986)
ADMIN = (*SSH, *RDP, *WINRM)
_FEW = len(ADMIN)
"""Up to so many ports, each is looked for among the rules that deny; of more, only a denial of all counts."""
DATABASES = (
    1433, 1434, 1521, 3306, 5432, 5984, 6379, 6380, 7000, 7001, 7199, 8086, 9042, 9160, 9200, 9300, 11211, 27017, 27018,
    445, 139, 2049, 2375, 2376, 5601, 8020, 8888, 9000, 10250, 50070, 61621, 4333, 4505, 4506, 5500, 5900, 23, 20, 21,
)  # fmt: skip
"""Data stores, file shares, container and cluster control, remote consoles."""


class NetworkSecurityGroup(Kind):
    """A set of filter rules for subnets and network interfaces."""

    terraform = "azurerm_network_security_group"
    arm = GROUPS

    name = Setting(terraform="name", arm="name")
    rules = Many("NetworkRule", back="group")

    @cached_property
    def barriers(self) -> list[tuple[NetworkRule, Evidence]]:
        """The rules that may deny the internet something, each with whether it does, ports aside."""
        found = [(one, existing(one) & one.denies_anyone()) for one in self.rules]
        return [(one, denies) for one, denies in found if denies.outcome().answer is not Answer.NO]


class NetworkRule(Kind):
    """One filter rule: an inline block or a resource of its own."""

    terraform = ("azurerm_network_security_rule", "azurerm_network_security_group#security_rule")
    arm = (f"{GROUPS}/securityRules", f"{GROUPS}#properties.securityRules")

    group = One(NetworkSecurityGroup, terraform="network_security_group_name")
    direction = Setting(terraform="direction", arm="properties.direction")
    access = Setting(terraform="access", arm="properties.access", levels=("Deny", "Allow"), safe="Deny")
    priority = Setting(terraform="priority", arm="properties.priority")
    protocol = Setting(terraform="protocol", arm="properties.protocol")
    source = Setting(terraform="source_address_prefix", arm="properties.sourceAddressPrefix")
    sources = Setting(terraform="source_address_prefixes", arm="properties.sourceAddressPrefixes")
    port = Setting(terraform="destination_port_range", arm="properties.destinationPortRange")
    ports = Setting(terraform="destination_port_ranges", arm="properties.destinationPortRanges")

    def is_from_anywhere(self) -> Evidence:
        return self.source.any(is_whole_internet) | self.sources.any(is_whole_internet)

    def admits_anyone(self) -> Evidence:
        """Whether it lets the internet in, ports aside."""
        return self.access.equals("Allow") & self.direction.equals("Inbound") & self.is_from_anywhere()

    def denies_anyone(self) -> Evidence:
        """Whether it keeps the internet out, ports aside."""
        barring = self.access.equals("Deny") & self.direction.equals("Inbound")
        return barring & self.is_from_anywhere() & self.is_for("Tcp")

    def covers(self, wanted: Iterable[int]) -> Evidence:
        """Whether one of its port ranges holds one of the wanted ports."""
        wanted = tuple(wanted)

        def holds(one: Reading) -> Evidence:
            return one.matches(lambda text: any(in_range(text, port) for port in wanted))

        return self.port.any(holds) | self.ports.any(holds)

    def is_for(self, *protocols: str) -> Evidence:
        return self.protocol.is_in("*", "Any", *protocols)

    def is_overruled(self, port: int | None) -> Evidence:
        """Whether a rule that comes first denies everyone this port (None: every port)."""

        def does(other: NetworkRule, denies: Evidence) -> Evidence:
            ports = other.covers((1,)) & other.covers((65000,)) if port is None else other.covers((port,))
            return denies & ports & precedes(other.priority, self.priority)

        group: NetworkSecurityGroup = self.group
        return any_of(does(other, denies) for other, denies in group.barriers)

    def opens(self, wanted: Iterable[int], *protocols: str) -> Evidence:
        """Whether it opens one of the ports to the internet and nothing before it closes them."""
        wanted = tuple(wanted)
        opened = self.admits_anyone() & self.is_for(*(protocols or ("Tcp",))) & self.covers(wanted)
        if opened.outcome().answer is Answer.NO:
            return opened  # nothing that could be overruled: the group need not be read
        if len(wanted) > _FEW:
            return opened & ~self.is_overruled(None)
        return opened & any_of(self.covers((port,)) & ~self.is_overruled(port) for port in wanted)


def in_range(text: str, port: int) -> bool:
    """Whether `22`, `20-4000` or `*` holds a port."""
    word = text.strip()
    if word in ("*", ""):
        return word == "*"
    for part in word.split(","):
        low, _, high = part.partition("-")
        try:
            if int(float(low)) <= port <= int(float(high or low)):
                return True
        except ValueError:
            continue
    return False


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AZURE_10", "AVD-AZU-0050", "FG_R00191", "AC_AZURE_0285"))
def azure_network_rule_opens_ssh_to_internet(rule: NetworkRule) -> Evidence:
    """The whole internet may try to sign in over SSH.

    Why: Every public address is probed for open SSH within minutes; one weak password or leaked key is enough.

    Fix: Name the addresses that administer (`source_address_prefix` in azurerm, `sourceAddressPrefix` in ARM and
    Bicep), or use Azure Bastion and remove the rule.
    """
    return rule.opens(SSH)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AZURE_9", "AVD-AZU-0048", "FG_R00190", "AC_AZURE_0342"))
def azure_network_rule_opens_remote_desktop_to_internet(rule: NetworkRule) -> Evidence:
    """The whole internet may try to sign in over remote desktop.

    Why: Open remote desktop is among the first causes of ransomware, by stolen passwords and by worms
    (BlueKeep, 2019).

    Fix: Name the addresses that administer (`source_address_prefix` in azurerm, `sourceAddressPrefix` in ARM and
    Bicep), or use Azure Bastion and remove the rule.
    """
    return rule.opens(RDP, "Tcp", "Udp")


@rule(PUBLIC_ACCESS, Severity.HIGH)
def azure_network_rule_opens_winrm_to_internet(rule: NetworkRule) -> Evidence:
    """The whole internet may try to administer Windows machines remotely (WinRM).

    Why: WinRM and the agents beside it have been taken over without a password (OMIGOD, 2021).

    Fix: Name the addresses that administer, or use Azure Bastion and remove the rule.
    """
    return rule.opens(WINRM)


@rule(
    PUBLIC_ACCESS,
    Severity.HIGH,
    equivalents=("AVD-AZU-0074", "AC_AZURE_0460", "AC_AZURE_0490", "AC_AZURE_0511"),
)
def azure_network_rule_opens_data_ports_to_internet(rule: NetworkRule) -> Evidence:
    """The whole internet may reach the port of a data store, file share or cluster control.

    Why: Stores that listened openly without a password were emptied by the ten thousand (MongoDB in 2017,
    Elasticsearch in 2020).

    Fix: Name the networks that need the port as source, or remove the rule and use a private endpoint.
    """
    return rule.opens(DATABASES, "Tcp", "Udp")


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AZURE_77", "AC_AZURE_0357", "AZR-000137"))
def azure_network_rule_opens_every_port_to_internet(rule: NetworkRule) -> Evidence:
    """The whole internet may reach every port behind this rule.

    Why: Nothing is filtered: whatever listens, now or later, is exposed.

    Fix: Name the ports and the sources that need them (`destination_port_range`, `source_address_prefix` in
    azurerm; `destinationPortRange`, `sourceAddressPrefix` in ARM and Bicep).
    """
    return rule.opens((1, 8443, 65000), "Tcp", "Udp") & rule.covers((1,)) & rule.covers((65000,))


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_160",))
def azure_network_rule_opens_plain_http_to_internet(rule: NetworkRule) -> Evidence:
    """The whole internet may reach port 80.

    Why: What listens there speaks unencrypted, unless it only redirects.

    Fix: Open 443 instead, or let a gateway answer on 80 and redirect.
    """
    return rule.opens((80,))


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("AVD-AZU-0047",), profile="hardening")
def azure_network_rule_admits_any_source(rule: NetworkRule) -> Evidence:
    """This rule lets any address on the internet in.

    Why: For a public service that is meant; everything else should name its callers.

    Fix: Name the sources (`source_address_prefix` in azurerm, `sourceAddressPrefix` in ARM and Bicep).
    """
    return rule.admits_anyone()
