"""Exposures: findings about public access, gathered by the resource that is exposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from foureyes.model.coverage import Coverage
from foureyes.model.finding import Accepted, Concern, Finding, Severity
from foureyes.model.rule import Rule

CLOUDS = {"azure": "Azure", "aws": "AWS", "google": "Google Cloud"}


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who last changed one of the lines that decide: since then it is as it is."""

    path: str
    line: int
    committed: bool = True
    day: str = ""
    """When it was committed, ISO 8601; empty: it is not committed."""
    author: str = ""
    email: str = ""
    commit: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """What one person signed about an exposure in the gate's ledger."""

    id: str
    """The risk's identity."""
    person: str
    role: str
    """`reviewer` or `break-glass`."""
    day: str
    """When it was signed, ISO 8601."""
    reason: str
    path: str
    """The record in the repository."""
    lease: str = ""
    """The last day the exposure is accepted, ISO 8601; empty: no end was set."""
    dead: str = ""
    """Why it no longer holds."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: a finding, and what is known of it."""

    finding: Finding
    accepted: Accepted | None = None
    last: LastChange | None = None
    signed: tuple[SignOff, ...] = ()
    unsigned: tuple[str, ...] = ()
    """The deployments in which no sign-off holds, where there is a gate."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose resource it is, as far as anything says so."""

    tags: Mapping[str, str] = field(default_factory=dict)
    code_owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exposure:
    """One resource that strangers can reach, or may be able to; its ways in, the worst first."""

    ways: tuple[Way, ...]
    owner: Owner = field(default_factory=Owner)
    cloud: str = ""
    service: str = ""
    """As the rules name it: `s3`, `app service`."""

    @property
    def first(self) -> Finding:
        return self.ways[0].finding

    @property
    def is_certain(self) -> bool:
        """Whether strangers can surely reach it."""
        return self.first.is_risky

    @property
    def is_accepted(self) -> bool:
        """Whether every way in was accepted by somebody."""
        return all(way.accepted is not None for way in self.ways)


@dataclass(frozen=True, slots=True)
class Inventory:
    """All exposures of a run, and how much of the input they rest on."""

    exposures: list[Exposure]
    coverage: Coverage
    has_policy: bool = False
    """Whether the repository has a gate: else nobody signs anything."""
    has_history: bool = False
    """Whether it was looked up who changed what."""
    notes: tuple[str, ...] = ()
    """What could not be looked up, and why."""


def gathered(findings: Iterable[Finding], accepted: Iterable[Accepted], rules: Mapping[str, Rule]) -> list[Exposure]:
    """The exposures: certain ones before those that cannot be told, the severe first, then by resource."""
    ways = [Way(one) for one in findings] + [Way(one.finding, one) for one in accepted]
    by_resource: dict[tuple[str, str, str], list[Way]] = {}
    for way in ways:
        if way.finding.concern is Concern.PUBLIC_ACCESS:
            found = way.finding
            by_resource.setdefault((found.root, found.type, found.resource), []).append(way)
    exposures = []
    for several in by_resource.values():
        several.sort(key=lambda way: (not way.finding.is_risky, -way.finding.severity, way.finding.rule))
        exposures.append(_exposure(tuple(several), rules.get(several[0].finding.rule)))
    return sorted(exposures, key=_order)


def _order(one: Exposure) -> tuple[bool, Severity, str, str, str]:
    first = one.first
    return not one.is_certain, Severity(Severity.CRITICAL - first.severity), first.resource, first.root, first.type


def _exposure(ways: tuple[Way, ...], rule: Rule | None) -> Exposure:
    cloud = CLOUDS.get(ways[0].finding.rule.partition("-")[0], "")
    service = rule.kind.__module__.rpartition(".")[2].replace("_", " ") if rule is not None else ""
    return Exposure(ways, cloud=cloud, service=service)
