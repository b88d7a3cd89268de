"""Which versions of a provider or API may apply, and values that depend on them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

Version = tuple[int, ...]

HIGHEST: Version = (10**9,)


class VersionRange(NamedTuple):
    """Versions from `low` up to, not including, `high`. `source` says where that is written."""

    low: Version = ()
    high: Version = HIGHEST

    @classmethod
    def exact(cls, text: str) -> VersionRange:
        """Just one version, `4.2.0` or `2023-01-01`; the whole line when the text holds no version."""
        version = parse_version(text)
        return cls(version, (*version, 0)) if version else cls()

    def meets(self, other: VersionRange) -> bool:
        return max(self.low, other.low) < min(self.high, other.high)

    def within(self, other: VersionRange) -> bool:
        return other.low <= self.low and self.high <= other.high


def parse_version(text: str) -> Version:
    """The numbers of a version or date, trailing zeros kept: `3.117.1` is (3, 117, 1)."""
    match = re.match(r"\D{0,2}(\d+(?:[.-]\d+)*)", text)
    return tuple(int(part) for part in re.split(r"[.-]", match[1])) if match else ()


class ByVersion:
    """A value for each stretch of the version line: `{"<3": False, "<5": True, ">=5": False}`.

    Conditions are tried in order; each reaches from the end of those before it.
    """

    __slots__ = ("regions",)

    def __init__(self, table: Mapping[str, Any]) -> None:
        regions: list[tuple[str, VersionRange, Any]] = []
        reached: Version = ()
        for condition, value in table.items():
            low, high = reached, HIGHEST
            for part in condition.split(","):
                bound = parse_version(part.strip())
                if part.strip().startswith("<"):
                    high = bound
                else:
                    low = max(low, bound)
            regions.append((condition, VersionRange(low, high), value))
            reached = max(reached, high) if high is not HIGHEST else reached
        self.regions = regions

    def candidates(self, applicable: VersionRange) -> list[tuple[str, Any]]:
        """The conditions that versions in `applicable` may fall under, each with its value."""
        return [(condition, value) for condition, region, value in self.regions if region.meets(applicable)]


def by_version(**tables: Mapping[str, Any] | Any) -> dict[str, Any]:
    """Defaults per provider or language (`arm`, `azurerm`, `aws`, `cloudformation`, …).

    A mapping depends on the version, anything else holds for all.
    """
    return {key: ByVersion(table) if isinstance(table, Mapping) else table for key, table in tables.items()}
