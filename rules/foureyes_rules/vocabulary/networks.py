"""What counts as the whole internet."""

from __future__ import annotations

import ipaddress

from foureyes.model.evidence import Evidence
from foureyes.model.reading import Reading

_WORDS = frozenset({"*", "internet", "any", "0.0.0.0-255.255.255.255", "::/0", "0.0.0.0/0"})

WIDEST_V4 = 8
"""Prefixes shorter than this are no restriction: AWS draws the line at /8 (S3 user guide, "the meaning of public")."""

WIDEST_V6 = 32


def is_whole_internet(source: Reading) -> Evidence:
    """Whether a source address, range or tag admits the internet at large."""
    return source.matches(admits_everyone, "")


def admits_everyone(text: str) -> bool:
    """`*`, `Internet`, `0.0.0.0/0`, `::/0`, the whole range, or a prefix so short that it hardly narrows."""
    word = text.strip().lower()
    if word in _WORDS:
        return True
    first, dash, last = word.partition("-")
    try:
        if dash:
            low, high = ipaddress.ip_address(first.strip()), ipaddress.ip_address(last.strip())
            return bool(int(high) - int(low) >= 1 << (low.max_prefixlen - _widest(low.version)))
        network = ipaddress.ip_network(word, strict=False)
    except ValueError:
        return False
    return network.prefixlen < _widest(network.version) and not network.is_private


def _widest(version: int) -> int:
    return WIDEST_V4 if version == 4 else WIDEST_V6
