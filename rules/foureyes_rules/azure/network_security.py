"""Azure network security groups: which ports they open to the whole internet.

A rule counts when it allows inbound traffic from any source and no rule of the same group with a lower
priority number denies the same. Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in
Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from foureyes.model.decision import leaves
from foureyes.model.evidence import Answer, Evidence, all_of, any_of, no
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One, existing
from foureyes.model.reading import Reading
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Absent, Known, ListValue
from foureyes_rules.azure.exposure import precedes
from foureyes_rules.vocabulary.networks import admits_everyone, is_whole_internet

GROUPS = "Microsoft.Network/networkSecurityGroups"
SSH, RDP, WINRM = (22,), (3389,), (5985, 5986)
ADMIN = (*SSH, *RDP, *WINRM)
_FEW = len(ADMIN)
"""Up to so many ports, each is looked for among the rules that deny; of more, only a denial of all counts."""
ALL = (1, 65535)
_ANYONE = ("*", "Internet", "Any")
_SLIPS = ("0.0.0.0", "/0")
"""No host has these as its address: whoever lets them in means everybody (so read by Checkov and KICS)."""
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
    source_port = Setting(terraform="source_port_range", arm="properties.sourcePortRange")
    source_ports = Setting(terraform="source_port_ranges", arm="properties.sourcePortRanges")
    target = Setting(terraform="destination_address_prefix", arm="properties.destinationAddressPrefix")
    targets = Setting(terraform="destination_address_prefixes", arm="properties.destinationAddressPrefixes")
    target_groups = Setting(
        terraform="destination_application_security_group_ids", arm="properties.destinationApplicationSecurityGroups"
    )
    source = Setting(terraform="source_address_prefix", arm="properties.sourceAddressPrefix")
    sources = Setting(terraform="source_address_prefixes", arm="properties.sourceAddressPrefixes")
    port = Setting(terraform="destination_port_range", arm="properties.destinationPortRange")
    ports = Setting(terraform="destination_port_ranges", arm="properties.destinationPortRanges")

    def is_from_anywhere(self) -> Evidence:
        return self.source.any(is_whole_internet) | self.sources.any(is_whole_internet)

    def is_meant_for_all(self) -> Evidence:
        """Whether its source is what people write for everybody, though Azure knows it as no address of anybody."""
        return self.source.any(_is_slip) | self.sources.any(_is_slip)

    def admits_anyone(self) -> Evidence:
        """Whether it lets the internet in, ports aside."""
        anyone = self.is_from_anywhere() | self.is_meant_for_all()
        return self.access.equals("Allow") & self.direction.equals("Inbound") & anyone

    def denies_anyone(self) -> Evidence:
        """Whether it keeps the internet out, ports aside."""
        return self.access.equals("Deny") & self.direction.equals("Inbound") & self.is_from_anywhere()

    def covers(self, wanted: Iterable[int]) -> Evidence:
        """Whether one of its port ranges holds one of the wanted ports."""
        wanted = tuple(wanted)

        def holds(one: Reading) -> Evidence:
            return one.matches(lambda text: any(in_range(text, port) for port in wanted))

        return self.port.any(holds) | self.ports.any(holds)

    def is_for(self, *protocols: str) -> Evidence:
        return self.protocol.is_in("*", "Any", *protocols)

    def _spans(self, ports: tuple[int, ...]) -> Evidence:
        """Whether one of its port ranges holds all of these."""

        def holds(one: Reading) -> Evidence:
            return one.matches(
                lambda text: any(all(in_range(part, port) for port in ports) for part in text.split(","))
            )

        return self.port.any(holds) | self.ports.any(holds)

    def _denies_all_of(self, opened: NetworkRule, ports: tuple[int, ...], protocols: tuple[str, ...]) -> Evidence:
        """Whether it, a denial, covers what another rule opens to everybody: source, destination, protocol, ports."""
        anyone = _one_is(self.source, self.sources, *_ANYONE)
        wide = [text for text in _texts(opened.source, opened.sources) if admits_everyone(text)]
        alike = all_of(_one_is(self.source, self.sources, text) for text in wide) if wide else no()
        targets = self.target_groups.is_absent() & _reaches(
            (self.target, self.targets), (opened.target, opened.targets, opened.target_groups)
        )
        origin = (self.source_port, self.source_ports)
        source_ports = _reaches(origin, (opened.source_port, opened.source_ports)) | (
            self.source_port.is_absent() & self.source_ports.is_absent()
        )
        protocol = self.protocol.is_in("*", "Any", *(protocols if len(protocols) == 1 else ()))
        same = _texts(opened.protocol)
        protocol = protocol | (self.protocol.is_in(*same) if len(same) == 1 else no())
        return (anyone | alike) & targets & source_ports & protocol & self._spans(ports)

    def is_overruled(self, ports: tuple[int, ...], protocols: tuple[str, ...]) -> Evidence:
        """Whether a rule that comes first denies everyone all these ports."""

        def does(other: NetworkRule, denies: Evidence) -> Evidence:
            return denies & precedes(other.priority, self.priority) & other._denies_all_of(self, ports, protocols)

        group: NetworkSecurityGroup = self.group
        return any_of(does(other, denies) for other, denies in group.barriers)

    def opens(self, wanted: Iterable[int], *protocols: str) -> Evidence:
        """Whether it opens one of the ports to the internet and nothing before it closes them."""
        wanted = tuple(wanted)
        protocols = protocols or ("Tcp",)
        opened = self.admits_anyone() & self.is_for(*protocols) & self.covers(wanted)
        if opened.outcome().answer is Answer.NO:
            return opened  # nothing that could be overruled: the group need not be read
        if len(wanted) > _FEW:
            return opened & ~self.is_overruled(ALL, protocols)
        return opened & any_of(self.covers((port,)) & ~self.is_overruled((port,), protocols) for port in wanted)

    def opens_every_port(self) -> Evidence:
        """Whether it opens every port to the internet and no single rule before it closes them all."""
        protocols = ("Tcp", "Udp")
        opened = self.admits_anyone() & self.is_for(*protocols) & self.covers((1,)) & self.covers((8443,))
        return opened & self.covers((65000,)) & ~self.is_overruled(ALL, protocols)


def _is_slip(source: Reading) -> Evidence:
    return source.is_in(*_SLIPS)


def _one_is(one: Reading, several: Reading, *words: str) -> Evidence:
    return one.any(lambda text: text.is_in(*words)) | several.any(lambda text: text.is_in(*words))


def _texts(*readings: Reading) -> list[str]:
    """All texts that settings may hold, in whichever case."""
    return [
        str(leaf.scalar)
        for reading in readings
        for outer in leaves(reading.value)
        for item in (outer.items if isinstance(outer, ListValue) else (outer,))
        for leaf in leaves(item)
        if isinstance(leaf, Known)
    ]


def _reaches(wide: tuple[Reading, Reading], narrow: tuple[Reading, ...]) -> Evidence:
    """Whether a setting of a denial is `*`, or the very same as the one text that the other rule has."""
    texts = _texts(*narrow)
    plain = all(isinstance(one.value, Known | Absent | ListValue) for one in narrow)
    same = _one_is(*wide, texts[0]) if len(texts) == 1 and plain else no()
    absent = all_of(one.is_absent() for one in (*wide, *narrow))
    return _one_is(*wide, "*") | same | absent


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
        except (ValueError, OverflowError):
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
    return rule.opens_every_port()


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
