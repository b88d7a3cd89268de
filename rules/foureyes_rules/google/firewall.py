"""Firewalls of VPC networks: rules of a network, of hierarchical and network policies, alone or inside a policy.

Facts: hashicorp/google and google-beta provider docs, 2026-08; Google's "VPC firewall rules" (default sources,
priorities, implied rules). Sources and source tags are joined by OR, so a tag is no defence beside 0.0.0.0/0.
"""

from __future__ import annotations

from collections.abc import Callable

from foureyes.model.decision import combine
from foureyes.model.evidence import Answer, Evidence, Verdict, too_many
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.reading import Reading
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Known, Leaf, equal
from foureyes_rules.vocabulary.networks import is_whole_internet
from foureyes_rules.vocabulary.principals import definite

_POLICY_RULES = (
    "google_compute_firewall_policy_rule",
    "google_compute_network_firewall_policy_rule",
    "google_compute_region_network_firewall_policy_rule",
)
_RULES_IN_POLICIES = (
    "google_compute_firewall_policy_with_rules#rule",
    "google_compute_network_firewall_policy_with_rules#rule",
    "google_compute_region_network_firewall_policy_with_rules#rule",
)
_VPC = "google_compute_firewall"

SSH, RDP = (22,), (3389,)
FTP = (20, 21)
ADMIN = (23, 135, 445, 2375, 2376, 2379, 4243, 5900, 5985, 5986, 6443, 10250, 10255)
"""Telnet, Windows administration and shares, Docker, etcd, VNC, Kubernetes."""
DATABASES = (1433, 1521, 3306, 5432, 5984, 6379, 7000, 7001, 8529, 9042, 9200, 9300, 11211, 26257, 27017, 27018, 50000)
"""SQL Server, Oracle, MySQL, PostgreSQL, CouchDB, Redis, Cassandra, Elasticsearch, Memcached, MongoDB, Db2, …"""
WEB = (80, 443)
LAST = 65535


def _policies(path: str, inside: str = "") -> dict[str, str]:
    return dict.fromkeys(_POLICY_RULES, path) | dict.fromkeys(_RULES_IN_POLICIES, inside or path)


class Firewall(Kind):
    """A firewall rule: of a network, or of a policy for networks, folders or the organisation."""

    terraform = (_VPC, *_POLICY_RULES, *_RULES_IN_POLICIES)

    network = Setting(terraform={_VPC: "network"})
    direction = Setting(terraform="direction", default="INGRESS")
    disabled = Setting(terraform="disabled", default=False)
    priority = Setting(terraform="priority", default=1000)
    action = Setting(terraform=_policies("action"), default="allow")
    allowed = Setting(
        terraform={_VPC: "allow", **_policies("match.layer4_configs", "match.layer4_config")},
    )
    denied = Setting(terraform={_VPC: "deny"})
    sources = Setting(terraform={_VPC: "source_ranges", **_policies("match.src_ip_ranges")})
    source_tags = Setting(terraform={_VPC: ("source_tags", "source_service_accounts")})
    context = Setting(
        terraform=dict.fromkeys(
            _POLICY_RULES + _RULES_IN_POLICIES, ("match.src_network_context", "match.src_network_scope")
        )
    )
    target_tags = Setting(terraform={_VPC: "target_tags"})
    target_accounts = Setting(terraform={_VPC: "target_service_accounts"})

    def lets_everybody_in(self) -> Evidence:
        """Whether it is on and allows what comes in from the whole internet."""
        anywhere = self.admits_internet()
        on = self.disabled.is_false() & self.direction.equals("INGRESS")
        if self.type == _VPC:
            return anywhere & on
        internet = self.context.equals("INTERNET") & self.sources.is_absent()
        inside = self.context.is_in("NON_INTERNET", "VPC_NETWORKS", "INTRA_VPC")
        return (anywhere | internet) & ~inside & on & self.action.equals("allow")

    def admits_internet(self, family: str = "") -> Evidence:
        """Whether its sources hold the whole internet: of one address family (`:` IPv6, `.` IPv4), or of any."""
        return self.sources.any(
            lambda one: is_whole_internet(definite(one)) & definite(one).matches(lambda text: family in text)
        )

    def opens(self, *ports: int) -> Evidence:
        """Whether one of the TCP ports is named, alone or in a range."""
        return self.allowed.any(lambda block: _is_tcp(block) & _covers_one(block, ports))

    def opens_everything(self) -> Evidence:
        """Whether every port is open: all protocols, or TCP without a limit."""
        return self.allowed.any(lambda block: is_protocol(block, "all") | _is_tcp(block) & _has_all_ports(block))

    def opens_something_dear(self) -> Evidence:
        """Whether it opens a login, a database or everything to the internet."""
        return self.lets_everybody_in() & (self.opens_everything() | self.opens(*SSH, *RDP, *ADMIN, *DATABASES))

    def denies_everything(self) -> Evidence:
        """Whether it keeps out all that comes from the whole internet."""
        everything = self.denied.any(lambda block: is_protocol(block, "all"))
        anywhere = self.sources.any(is_whole_internet) | self.sources.is_absent() & self.source_tags.is_absent()
        return everything & anywhere & self.disabled.is_false() & self.direction.equals("INGRESS")

    def precedes(self, other: Firewall) -> Evidence:
        """Whether it is asked before the other: by a lower number, or as the denial of two."""
        return compared(self.priority, other.priority, lambda mine, its: mine <= its)

    def is_for_all(self) -> Evidence:
        return self.target_tags.is_absent() & self.target_accounts.is_absent()

    def is_for_tags(self, tags: Reading) -> Evidence:
        return share_one(self.target_tags, tags)

    def is_for_account(self, account: Reading) -> Evidence:
        return self.target_accounts.any(lambda one: _equals(one, account))


def is_protocol(block: Reading, *names: str) -> Evidence:
    """Whether a block is about a protocol. Network rules say `protocol`, policies `ip_protocol`."""
    return block.at("protocol").is_in(*names) | block.at("ip_protocol").is_in(*names)


def _is_tcp(block: Reading) -> Evidence:
    return is_protocol(block, "tcp", "6", "all")


def _has_all_ports(block: Reading) -> Evidence:
    ports = block.at("ports")
    return ports.is_absent() | ports.any(lambda one: one.matches(lambda text: _span(text)[0] <= 1 and _reaches(text)))


def _reaches(text: str) -> bool:
    return _span(text)[1] >= LAST


def _covers_one(block: Reading, wanted: tuple[int, ...]) -> Evidence:
    def covers(text: str) -> bool:
        first, last = _span(text)
        return any(first <= port <= last for port in wanted)

    return block.at("ports").any(lambda one: one.matches(covers))


def _span(text: str) -> tuple[int, int]:
    """First and last port of `22` or `20-25`; an empty span for what is neither."""
    first, _, last = text.partition("-")
    try:
        return int(first), int(last or first)
    except ValueError:
        return 1, 0


def compared(one: Reading, other: Reading, test: Callable[[float, float], bool]) -> Evidence:
    """Whether two numbers pass a test."""

    def verdict(left: Leaf, right: Leaf) -> Verdict:
        try:
            known = isinstance(left, Known) and isinstance(right, Known)
            truth = known and test(float(left.scalar), float(right.scalar))  # type: ignore[attr-defined]
        except (ValueError, OverflowError):
            known = False
        return Verdict((Answer.YES if truth else Answer.NO) if known else Answer.UNSURE)

    return Evidence(combine(verdict, one.value, other.value, overflow=too_many))


def share_one(some: Reading, others: Reading) -> Evidence:
    """Whether two lists have an element in common."""
    return some.any(lambda one: others.any(lambda other: _equals(one, other)))


def _equals(one: Reading, other: Reading) -> Evidence:
    return holds(
        Reading(equal(one.value, other.value), one.label, one.kind), f"`{one.label}` and `{other.label}` agree"
    )


def holds(comparison: Reading, words: str) -> Evidence:
    """Whether a comparison is true, told in words."""
    return comparison.judge(lambda leaf: leaf.scalar is True if isinstance(leaf, Known) else None, words)


def _only(firewall: Firewall, *ports: int) -> Evidence:
    """Whether everybody is let in to one of the ports, but not to all."""
    return firewall.lets_everybody_in() & told(firewall.opens(*ports) & ~firewall.opens_everything())


def told(ports: Evidence) -> Evidence:
    """The evidence about ports, uncertainty taken for no: it is told once, by the rule about all ports."""

    def verdict(one: Verdict) -> Verdict:
        return Verdict(Answer.NO, one.facts) if one.answer is Answer.UNSURE else one

    return Evidence(combine(verdict, ports.decision, overflow=too_many))


@rule(
    PUBLIC_ACCESS,
    Severity.HIGH,
    equivalents=(
        "CKV2_GCP_12", "CKV_GCP_2", "CKV_GCP_3", "CKV_GCP_75", "CKV_GCP_77", "CKV_GCP_88", "CKV_GCP_106",
        "AVD-GCP-0027", "AVD-GCP-0070", "AVD-GCP-0071", "AVD-GCP-0072",
    ),
)  # fmt: skip
def google_firewall_everything_open_to_internet(firewall: Firewall) -> Evidence:
    """This firewall rule opens every port to the whole internet.

    Why: It is as if there were no firewall: whatever listens on the machines, meant or forgotten, is exposed.

    Fix: Allow only the ports that strangers need, and name the sources of all others.
    """
    return firewall.lets_everybody_in() & firewall.opens_everything()


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_GCP_2", "AVD-GCP-0071", "AVD-GCP-0027"))
def google_firewall_ssh_open_to_internet(firewall: Firewall) -> Evidence:
    """This firewall rule opens SSH to the whole internet.

    Why: Passwords and keys are tried on every open port 22 within minutes, and every flaw of the server counts.

    Fix: Come in through Identity-Aware Proxy (allow only 35.235.240.0/20), or name your own addresses.
    """
    return _only(firewall, *SSH)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_GCP_3", "AVD-GCP-0070", "AVD-GCP-0027"))
def google_firewall_rdp_open_to_internet(firewall: Firewall) -> Evidence:
    """This firewall rule opens Remote Desktop to the whole internet.

    Why: Open RDP is the commonest door of ransomware.

    Fix: Come in through Identity-Aware Proxy (allow only 35.235.240.0/20), or name your own addresses.
    """
    return _only(firewall, *RDP)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_GCP_88", "AVD-GCP-0027"))
def google_firewall_database_open_to_internet(firewall: Firewall) -> Evidence:
    """This firewall rule opens a database's port to the whole internet.

    Why: Databases such as MongoDB, Elasticsearch and Redis have been emptied and held to ransom by the ten
    thousands because their ports were open; many ask for no password by default.

    Fix: Name the networks that use the database in `source_ranges`, or use source tags or service accounts.
    """
    return _only(firewall, *DATABASES)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("AVD-GCP-0027",))
def google_firewall_admin_port_open_to_internet(firewall: Firewall) -> Evidence:
    """This firewall rule opens a port for administration to the whole internet.

    Why: Telnet, VNC, WinRM, Docker, etcd and the Kubernetes API are made for operators, some without any login.

    Fix: Name your own addresses in `source_ranges`, or come in through Identity-Aware Proxy.
    """
    return _only(firewall, *ADMIN)


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_GCP_75", "CKV_GCP_77", "AVD-GCP-0027"))
def google_firewall_ftp_open_to_internet(firewall: Firewall) -> Evidence:
    """This firewall rule opens FTP to the whole internet.

    Why: FTP sends passwords and files in clear text.

    Fix: Use SFTP or HTTPS, and name the sources.
    """
    return _only(firewall, *FTP)


def _opens_only(firewall: Firewall, *ports: int) -> Evidence:
    """Whether nothing but these TCP ports or ICMP is opened."""

    def harmless(block: Reading) -> Evidence:
        few = block.at("ports").all(lambda one: one.is_in(*map(str, ports)))
        web = is_protocol(block, "tcp", "6") & block.at("ports").is_present() & few
        return web | is_protocol(block, "icmp", "1", "58", "ipv6-icmp")

    return firewall.allowed.all(harmless)


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("AVD-GCP-0027",))
def google_firewall_open_to_internet(firewall: Firewall) -> Evidence:
    """This firewall rule opens a port to the whole internet.

    Why: It may be meant; whatever listens there must then be able to face everybody.

    Fix: Name the sources that need the port, or put a load balancer in front.
    """
    told_elsewhere = firewall.opens_everything() | firewall.opens(*SSH, *RDP, *FTP, *ADMIN, *DATABASES)
    more_than_web = firewall.allowed.is_present() & ~_opens_only(firewall, *WEB)
    return firewall.lets_everybody_in() & told(~told_elsewhere & more_than_web)


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV_GCP_106", "AVD-GCP-0027"), profile="hardening")
def google_firewall_web_open_to_internet(firewall: Firewall) -> Evidence:
    """This firewall rule lets the whole internet use the web ports or ping.

    Why: A website needs it; a machine behind a load balancer does not.

    Fix: Behind a load balancer, allow only its ranges (130.211.0.0/22 and 35.191.0.0/16).
    """
    pings = firewall.allowed.any(lambda block: is_protocol(block, "icmp", "1", "58", "ipv6-icmp"))
    return firewall.lets_everybody_in() & told((firewall.opens(*WEB) | pings) & ~firewall.opens_everything())


@rule(PUBLIC_ACCESS, Severity.LOW)
def google_firewall_source_tag_without_effect(firewall: Firewall) -> Evidence:
    """This firewall rule names source tags or accounts, and the whole internet beside them.

    Why: Sources are joined by OR: the tag looks like a restriction and is none.

    Fix: Remove 0.0.0.0/0 from `source_ranges`.
    """
    return firewall.source_tags.is_present() & firewall.lets_everybody_in()
