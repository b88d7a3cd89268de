"""Functions of IP networks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Union

from foureyes.languages.terraform.functions.failure import Fault, Untellable
from foureyes.languages.terraform.functions.number import Number, whole
from foureyes.languages.terraform.functions.signature import Library
from foureyes.languages.terraform.functions.types import NUMBER, STRING

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

    Network = Union[IPv4Network, IPv6Network]
    Address = Union[IPv4Address, IPv6Address]

LIBRARY = Library()


def _network(text: str) -> Network:
    """A CIDR prefix; raises Fault."""
    from ipaddress import ip_network

    address, slash, length = text.partition("/")
    if not slash or not length.isascii() or not length.isdigit() or len(length) > 3 or "%" in text:
        raise Fault("this is no CIDR prefix")
    try:
        return ip_network(f"{_plain(address)}/{int(length)}", strict=False)
    except ValueError:
        raise Fault("this is no CIDR prefix") from None


def _plain(address: str) -> str:
    """Terraform still takes leading zeros in an IPv4 address, as decimal numbers."""
    head, colon, tail = address.rpartition(":")
    octets = tail.split(".")
    if len(octets) == 4 and all(part.isascii() and part.isdigit() for part in octets):
        tail = ".".join(str(int(part)) for part in octets)
    return head + colon + tail


def _address_text(address: Address) -> str:
    if getattr(address, "ipv4_mapped", None):
        raise Untellable("IPv4 addresses inside of IPv6 are not followed")
    return str(address)


def _text(network: Network) -> str:
    return f"{_address_text(network.network_address)}/{network.prefixlen}"


@LIBRARY.plain("cidrhost", STRING, NUMBER)
def cidrhost(prefix: str, number: Number) -> str:
    network, host = _network(prefix), whole(number)
    size = network.num_addresses
    if host >= size or -host > size:
        raise Fault("the network has no such host")
    return _address_text(network.network_address + host % size)


@LIBRARY.plain("cidrnetmask", STRING)
def cidrnetmask(prefix: str) -> str:
    network = _network(prefix)
    if network.version == 6:
        raise Fault("IPv6 has no netmasks")
    return str(network.netmask)


@LIBRARY.plain("cidrsubnet", STRING, NUMBER, NUMBER)
def cidrsubnet(prefix: str, bits: Number, number: Number) -> str:
    network = _network(prefix)
    return _text(_subnet(network, whole(bits), whole(number)))


def _subnet(network: Network, bits: int, number: int) -> Network:
    length = network.prefixlen + bits
    if bits < 0 or number < 0:
        raise Untellable("what Terraform makes of negative bits is not followed")
    if length > network.max_prefixlen:
        raise Fault("the prefix cannot be extended by this many bits")
    if number >= 1 << bits:
        raise Fault("there is no subnet of this number")
    make: Callable[..., Network] = type(network)
    start = int(network.network_address) + (number << (network.max_prefixlen - length))
    return make((start, length))


@LIBRARY.plain("cidrsubnets", STRING, rest=NUMBER)
def cidrsubnets(prefix: str, *sizes: Number) -> list[str]:
    network = _network(prefix)
    make: Callable[..., Network] = type(network)
    made: list[str] = []
    free = int(network.network_address)
    for size in sizes:
        bits = whole(size)
        length = network.prefixlen + bits
        if bits < 1 or length > network.max_prefixlen:
            raise Fault("the prefix cannot be extended by this many bits")
        step = 1 << (network.max_prefixlen - length)
        free = -(-free // step) * step
        if free + step - 1 > int(network.broadcast_address):
            raise Fault("there is not enough room for all of them")
        made.append(_text(make((free, length))))
        free += step
    return made


@LIBRARY.plain("cidrcontains", STRING, STRING)
def cidrcontains(prefix: str, inner: str) -> bool:
    """OpenTofu's: whether a network holds an address or another network."""
    from ipaddress import ip_address

    network = _network(prefix)
    try:
        other = _network(inner) if "/" in inner else None
        first = other.network_address if other else ip_address(_plain(inner))
    except ValueError:
        raise Fault("this is no address and no CIDR prefix") from None
    last = other.broadcast_address if other else first
    if first.version != network.version:
        return False
    return int(network.network_address) <= int(first) and int(last) <= int(network.broadcast_address)
