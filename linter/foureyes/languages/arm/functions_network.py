"""Functions of address ranges."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any

from foureyes.languages.arm.functions_number import whole
from foureyes.languages.arm.invocation import Fault, pure

Network = IPv4Network | IPv6Network


def _network(text: str) -> Network:
    if "/" not in text:
        raise Fault("a range in CIDR notation is expected")
    return ip_network(text, strict=False)


@pure("parseCidr", 1)
def parse_cidr(text: str) -> dict[str, Any]:
    network = _network(text)
    parsed: dict[str, Any] = {"network": str(network.network_address), "netmask": str(network.netmask)}
    if isinstance(network, IPv6Network):
        first, last = str(network[0]), str(network[-1])
    else:
        parsed["broadcast"] = str(network.broadcast_address)
        # Of one or two addresses none is set apart.
        apart = int(network.prefixlen <= 30)
        first, last = str(network[apart]), str(network[-1 - apart])
    return {**parsed, "firstUsable": first, "lastUsable": last, "cidr": network.prefixlen}


@pure("cidrSubnet", 3)
def cidr_subnet(text: str, prefix: int, index: int) -> str:
    network = _network(text)
    whole(prefix, index)
    if not network.prefixlen <= prefix <= network.max_prefixlen:
        raise Fault("the new prefix does not fit into the range")
    if not 0 <= index < 2 ** (prefix - network.prefixlen):
        raise Fault("there are not that many subnets")
    start = int(network.network_address) + index * 2 ** (network.max_prefixlen - prefix)
    return str(type(network)((start, prefix)))


@pure("cidrHost", 2)
def cidr_host(text: str, index: int) -> str:
    """The host with the index, counted from the first that may be used."""
    network = _network(text)
    whole(index)
    if network.max_prefixlen - network.prefixlen < 2:
        raise Fault("a range of one or two addresses has no hosts")
    usable = network.num_addresses - (2 if isinstance(network, IPv4Network) else 1)
    if not 0 <= index < usable:
        raise Fault("there are not that many hosts")
    return str(network[index + 1])
