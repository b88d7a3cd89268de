"""What counts as weak encryption on the wire, in the words of all clouds.

Shared by all helpers: append, do not overwrite. TLS 1.0 and 1.1 are deprecated (RFC 8996, March 2021).

Facts: policy tables of the Elastic Load Balancing, CloudFront, OpenSearch, API Gateway and Transfer Family
guides as gathered in the AWS fact sheet (botocore 1.44.5 models, CloudFormation schemas 2026-10-20).
"""

from __future__ import annotations

import re

from foureyes.model.decision import combine
from foureyes.model.evidence import Answer, Evidence, Fact, Verdict, too_many
from foureyes.model.reading import Reading
from foureyes.model.value import Known, Leaf, Unknown

_MODERN_BALANCER = re.compile(r"ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)\b.*", re.IGNORECASE)
_OLD_TRANSFER = re.compile(r"TransferSecurityPolicy-(FIPS-)?20(18|20)-.*", re.IGNORECASE)
_OLD_CONNECTOR = re.compile(r"TransferSFTPConnectorSecurityPolicy-2023-.*", re.IGNORECASE)


def is_old_balancer_policy(policy: Reading) -> Evidence:
    """Whether a load balancer's security policy lets clients come with TLS 1.0 or 1.1."""
    return policy.matches(lambda name: not _MODERN_BALANCER.fullmatch(name))


def is_old_cloudfront_version(version: Reading) -> Evidence:
    """Whether the least protocol version of a distribution is older than TLS 1.2."""
    return version.matches(lambda name: not re.match(r"TLSv1\.[23]", name, re.IGNORECASE))


def is_old_transfer_policy(policy: Reading) -> Evidence:
    """Whether a Transfer Family policy still offers SHA-1 or TLS without forward secrecy."""
    return policy.matches(lambda name: bool(_OLD_TRANSFER.fullmatch(name)))


def is_old_connector_policy(policy: Reading) -> Evidence:
    """Whether the policy of a Transfer Family connector still offers SHA-1."""
    return policy.matches(lambda name: bool(_OLD_CONNECTOR.fullmatch(name)))


def is_old_search_policy(policy: Reading) -> Evidence:
    """Whether a search domain's policy accepts TLS 1.0."""
    return policy.matches(lambda name: "min-tls-1-0" in name.lower())


def is_old_gateway_policy(policy: Reading) -> Evidence:
    """Whether an API's policy accepts TLS 1.0: `TLS_1_0` and the enhanced ones named after it."""
    return policy.matches(lambda name: "TLS_1_0" in name.upper() or "TLS10" in name.upper())


# --- All clouds: one word that names the lowest version admitted; addresses ------------------------------

_WEAK_VERSIONS = frozenset(
    {
        "1", "10", "11",  # 1, 1.0, 1.1: Azure SQL, Event Hubs, App Service
        "tls", "tls1", "tls10", "tls11",  # TLS1_0, TLS_1_1, Tls, Tls11: Azure Storage, Cosmos DB; Google Cloud
        "tlsv1", "tlsv10", "tlsv11",  # TLSv1, TLSv1.1, TLSv1_0: gateways, databases
        "ssl2", "ssl3", "ssl30", "sslv2", "sslv3",
        "none", "disabled", "tlsenforcementdisabled",  # no lowest version at all
    }
)  # fmt: skip
"""Versions below TLS 1.2, lower case, without punctuation."""


def admits_weak_tls(version: Reading) -> Evidence:
    """Whether a lowest version admits less than TLS 1.2. What is not set does not."""
    return version.matches(is_weak_version)


def is_weak_version(text: str) -> bool:
    """`1.0`, `TLS1_1`, `TLSv1`, `Tls11`, `SSLv3`, `TLSEnforcementDisabled`, however it is spelled."""
    return "".join(letter for letter in text.lower() if letter.isalnum()) in _WEAK_VERSIONS


def is_plain_http(url: Reading) -> Evidence:
    """Whether an address begins with `http://`. Of one with gaps, its known beginning decides."""

    def verdict(leaf: Leaf) -> Verdict:
        parts = leaf.parts if isinstance(leaf, Unknown) and leaf.parts else ()
        begin = leaf.scalar if isinstance(leaf, Known) else parts[0] if parts else None
        if isinstance(begin, str) and (isinstance(leaf, Known) or len(begin) >= len("https://")):
            plain = begin.strip().lower().startswith("http://")
            text = f"`{url.label}` begins with {begin.strip()[:8]}"
            return Verdict(Answer.YES if plain else Answer.NO, (Fact(text, leaf.place or url.kind.place, leaf.trail),))
        if isinstance(leaf, Unknown):
            return Verdict(Answer.UNSURE, (Fact(f"`{url.label}` cannot be told: {leaf.reason}", leaf.place),))
        return Verdict(Answer.NO)

    return Evidence(combine(verdict, url.value, overflow=too_many))


# --- Azure -----------------------------------------------------------------------------------------------

_WEAK_GATEWAY_POLICIES = ("20150501", "20170401")


def is_weak_gateway_policy(policy: Reading) -> Evidence:
    """Whether a predefined policy of Application Gateway admits TLS 1.0 or 1.1 (its TLS policy overview, 2025-03)."""
    return policy.matches(lambda name: name.endswith(_WEAK_GATEWAY_POLICIES))
