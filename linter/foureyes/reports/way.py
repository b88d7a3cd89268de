"""The way from a stranger to what is at stake: the resources on it, and the settings that let one pass."""

from __future__ import annotations

from typing import NamedTuple

from foureyes.model.evidence import Fact
from foureyes.model.finding import Concern, Finding

STRANGERS = {
    Concern.PUBLIC_ACCESS: ("The internet", "anybody, from anywhere"),
    Concern.ENCRYPTION_IN_TRANSIT: ("Anybody on the network path", "reads and changes what passes"),
    Concern.ENCRYPTION_AT_REST: ("Whoever gets at the storage", "disk, backup or snapshot"),
}
"""Who stands at the beginning, and what that means."""


class Leg(NamedTuple):
    """One step inwards: a resource, and the facts that let a stranger get that far."""

    resource: str
    facts: tuple[Fact, ...]


def legs(finding: Finding) -> list[Leg]:
    """The way of a finding from outside in; its own resource is the last.

    A rule asks a resource's own settings first and those around it last, so its order is turned round.
    """
    own = finding.resource
    grouped: dict[str, list[Fact]] = {own: []}
    last = own
    for fact in finding.facts:
        last = fact.resource or (last if _is_elsewhere(fact, finding) else own)
        grouped.setdefault(last, []).append(fact)
    return [Leg(resource, tuple(facts)) for resource, facts in reversed(grouped.items())]


def _is_elsewhere(fact: Fact, finding: Finding) -> bool:
    """Whether a fact that names no resource is told outside of the finding's own."""
    return fact.place is not None and not finding.span.contains(fact.place)
