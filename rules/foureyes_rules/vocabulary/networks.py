"""What counts as the whole internet, and which ports strangers look for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from foureyes.model.evidence import Evidence, no
from foureyes.model.pattern import pattern
from foureyes.model.reading import Reading
from foureyes.model.resource import CLOUDFORMATION, Resource
from foureyes.model.value import Reference, Unknown

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network

_WORDS = frozenset({"*", "internet", "any", "0.0.0.0-255.255.255.255", "::/0", "0.0.0.0/0"})

WIDEST_V4 = 8
"""Prefixes shorter than this are no restriction: AWS draws the line at /8 (S3 user guide, "the meaning of public")."""

WIDEST_V6 = 32

_OF_NETWORK = pattern(r"^module\..*\.(vpc_(secondary_)?cidr_blocks?|\w*subnets?_(ipv6_)?cidr_blocks?)(\[[^]]*\])*$")
"""Outputs that modules give the ranges of their VPC and its subnets by; AWS allows a VPC no more than a /16."""

_OF_ADDRESS = (
    "aws_eip|aws_instance|aws_spot_instance_request|aws_network_interface|aws_nat_gateway|aws_lightsail_instance"
    "|aws_lightsail_static_ip|aws_eip_association|google_compute_(global_)?address|azurerm_public_ip"
)
_ASSIGNED = tuple(
    (pattern(types), pattern(attributes))
    for types, attributes in (
        (_OF_ADDRESS, r"(public|private|carrier)_ips?|public_ip_address|(ipv6_|ip_)?address(es)?"),
        (r"aws_(default_)?(vpc|subnet)", r"(ipv6_)?cidr_block|cidr_block_associations\.cidr_block"),
        (r"aws_vpc_ipv[46]_cidr_block_association", r"(ipv6_)?cidr_block"),
        (r"(aws|cloudflare|fastly|github|google_netblock|google_compute_lb)_ip_ranges", r"\w+"),
        (r"aws_prefix_list", r"cidr_blocks"),
    )
)
"""Types and attributes that the platform fills with addresses and ranges, or that it refuses wide ones for."""

_ATTRIBUTES = frozenset(
    {"PublicIp", "PrivateIp", "PrivateIpAddress", "PrimaryPrivateIpAddress", "CidrBlock", "Ipv6CidrBlock"}
)
"""Attributes of CloudFormation's resources of which the same is true."""

_TARGET = pattern(r"(?:module\.[^.\[]+(?:\[[^]]*\])?\.)*(?:data\.)?([a-z]\w*)\.[\w-]+(?:\[[^]]*\])?$")
_INDEX = pattern(r"(?<=[\w\])])(?<!\bset)\[(\d+|\*|\"[^\"\]]*\")\]")

_LOCAL = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7", "fe80::/10")
"""Ranges that are not routed on the internet."""

SSH = 22
RDP = 3389

ADMIN_PORTS = {
    20: "FTP", 21: "FTP", 23: "Telnet", 135: "Windows RPC", 137: "NetBIOS", 138: "NetBIOS", 139: "NetBIOS", 445: "SMB",
    512: "rexec", 513: "rlogin", 514: "rsh", 873: "rsync", 2049: "NFS", 2375: "Docker", 2376: "Docker", 2377: "Docker",
    3388: "RDP", 4243: "Docker", 5500: "VNC", 5800: "VNC", 5900: "VNC", 5985: "WinRM", 5986: "WinRM",
    6443: "Kubernetes", 8291: "Winbox", 10250: "kubelet", 10255: "kubelet",
}  # fmt: skip
"""Ports of remote administration and file shares."""

DATA_PORTS = {
    1433: "SQL Server", 1434: "SQL Server", 1521: "Oracle", 1830: "Oracle", 2181: "ZooKeeper", 2379: "etcd",
    2380: "etcd", 2483: "Oracle", 2484: "Oracle", 3306: "MySQL", 5432: "PostgreSQL", 5433: "PostgreSQL",
    5439: "Redshift", 5601: "Kibana", 5672: "RabbitMQ", 5984: "CouchDB", 6379: "Redis", 7000: "Cassandra",
    7001: "Cassandra", 7199: "Cassandra", 7473: "Neo4j", 7474: "Neo4j", 7687: "Neo4j", 8020: "HDFS", 8086: "InfluxDB",
    8182: "Neptune", 8529: "ArangoDB", 9042: "Cassandra", 9092: "Kafka", 9094: "Kafka", 9160: "Cassandra",
    9200: "Elasticsearch", 9300: "Elasticsearch", 11211: "Memcached", 15672: "RabbitMQ", 27017: "MongoDB",
    27018: "MongoDB", 27019: "MongoDB", 28017: "MongoDB", 50000: "Db2", 50070: "HDFS", 61616: "ActiveMQ",
}  # fmt: skip
"""Ports of databases, caches, queues and search engines."""


def is_whole_internet(source: Reading) -> Evidence:
    """Whether a source address, range or tag admits the internet at large."""
    return source.matches(admits_everyone, "")


def any_whole_internet(sources: Reading) -> Evidence:
    """Whether one of several sources is the internet at large. What refers to a resource is that resource's range."""
    return _judged(sources) if isinstance(sources.value, Unknown) else sources.any(_judged)


def _judged(source: Reading) -> Evidence:
    leaf = source.value
    return no() if isinstance(leaf, Unknown) and is_somewhere(leaf, source.kind.resource) else is_whole_internet(source)


def is_somewhere(leaf: Unknown, at: Resource) -> bool:
    """Whether an unknown range is surely narrow: the platform assigns it, a module's network has it, or its prefix.

    What somebody handed on (a variable, another state's output, a tag) may be any range.
    """
    if leaf.parts is not None:
        prefix = prefix_of(leaf)
        lone = len(leaf.parts) == 1 and isinstance(leaf.parts[0], Unknown) and is_somewhere(leaf.parts[0], at)
        return lone if prefix is None else prefix >= WIDEST_V4
    if _OF_NETWORK.search(leaf.subject or ""):
        return True
    return bool(leaf.references) and all(_is_assigned(one, at.schema) for one in leaf.references) and _is_pure(leaf, at)


def prefix_of(leaf: Unknown) -> int | None:
    """The length of the prefix that a range with gaps ends with."""
    last = leaf.parts[-1] if leaf.parts else None
    prefix = re.search(r"/(\d+)$", last) if isinstance(last, str) else None
    return int(prefix[1]) if prefix else None


def _is_assigned(reference: Reference, schema: str) -> bool:
    """Whether an attribute is one that holds nothing but single addresses and narrow ranges."""
    if schema == CLOUDFORMATION:
        return reference.attribute in _ATTRIBUTES
    target = _TARGET.match(reference.target)
    attribute = _INDEX.sub("", reference.attribute)
    return target is not None and any(
        types.fullmatch(target[1]) and attributes.fullmatch(attribute) for types, attributes in _ASSIGNED
    )


def _is_pure(leaf: Unknown, at: Resource) -> bool:
    """Whether nothing but the attributes it refers to went into an unknown, as far as its expression tells."""
    if at.schema == CLOUDFORMATION:  # what a custom resource answers is not surely there
        return leaf.present and leaf.subject == ".".join(leaf.references[0])
    if leaf.subject is None:
        return any("[*]" in one.target for one in leaf.references)
    if leaf.subject.startswith(f"{at.address}."):  # a plan names the argument, and all that it speaks of
        return not leaf.subject.endswith("cidr_blocks")
    rest = _INDEX.sub("", leaf.subject)
    for one in sorted(leaf.references, key=lambda one: -len(one.target)):
        rest = rest.replace(_INDEX.sub("", f"{one.target}.{one.attribute}"), "")
    return re.search(r"[.\":]", rest) is None


def admits_everyone(text: str) -> bool:
    """`*`, `Internet`, `0.0.0.0/0`, `::/0`, the whole range, or a prefix so short that it hardly narrows."""
    word = text.strip().lower()
    if word in _WORDS:
        return True
    from ipaddress import ip_address, ip_network

    first, dash, last = word.partition("-")
    try:
        if dash:
            low, high = ip_address(first.strip()), ip_address(last.strip())
            return bool(int(high) - int(low) >= 1 << (low.max_prefixlen - _widest(low.version)))
        network = ip_network(word, strict=False)
    except ValueError:
        return False
    return network.prefixlen < _widest(network.version) and not _is_local(network)


def _is_local(network: IPv4Network | IPv6Network) -> bool:
    return any(
        network.network_address in local and network.broadcast_address in local
        for local in _local_networks()
        if local.version == network.version
    )


@cache
def _local_networks() -> list[IPv4Network | IPv6Network]:
    from ipaddress import ip_network

    return [ip_network(one) for one in _LOCAL]


def _widest(version: int) -> int:
    return WIDEST_V4 if version == 4 else WIDEST_V6
