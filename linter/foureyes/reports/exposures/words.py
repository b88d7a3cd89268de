"""What is said of an exposure, in plain text: every form escapes it in its own way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from foureyes.model.evidence import Fact
from foureyes.model.finding import Accepted, Severity
from foureyes.reports.exposures.exposure import Exposure, Inventory, Owner, SignOff, Way
from foureyes.reports.way import Leg
from foureyes.reports.words import count, some, spot

SHORT_ID = 12
SHORT_COMMIT = 10
MAX_DEPLOYMENTS = 3

OWNER_TAGS = (
    "owner", "owners", "ownedby", "businessowner", "dataowner", "productowner", "serviceowner", "technicalowner",
    "team", "squad", "department", "businessunit", "costcenter", "costcentre", "contact", "maintainer",
)  # fmt: skip
"""Tags that say whose a resource is, told without regard to case and to what joins words."""


def owner_tags(tags: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """The tags among them that name an owner."""
    wanted = {_folded(one) for one in names}
    return {name: value for name, value in tags.items() if _folded(name) in wanted and value.strip()}


def _folded(name: str) -> str:
    return "".join(one for one in name.lower() if one.isalnum())


def owner(one: Owner) -> str:
    """`team=payments; @contoso/data (CODEOWNERS)`."""
    told = [f"{name}={value}" for name, value in one.tags.items()]
    if one.code_owners:
        told.append(f"{' '.join(one.code_owners)} (CODEOWNERS)")
    return "; ".join(told)


def since(way: Way, short: bool = False) -> str:
    """Since when the deciding lines are as they are, and by whom."""
    last = way.last
    if last is None:
        return ""
    where = f"{last.path}:{last.line}"
    if not last.committed:
        return "not committed yet" if short else f"not committed yet: {where}"
    if short:
        return f"{last.day}, {last.author}"
    who = f"{last.author} <{last.email}>" if last.email else last.author
    return f"since {last.day}: {where} last changed by {who} ({last.commit[:SHORT_COMMIT]})"


def accepted(one: Accepted) -> str:
    """Why a finding was set aside, by what, and until when."""
    where = f" {spot(one.place)}" if one.place is not None else ""
    until = f", until {one.until}" if one.until else ""
    return f"{one.reason or 'no reason is given'} ({one.by.value}{where}{until})"


def signed(one: SignOff) -> str:
    """A sign-off: who, when, until when, and whether it still holds."""
    by = f"break-glass by {one.person}" if one.role == "break-glass" else one.person
    lease = f", until {one.lease}" if one.lease else ""
    dead = f"; no longer holds: {one.dead}" if one.dead else ""
    return f"{by} on {one.day}{lease} (risk {one.id[:SHORT_ID]}){dead}"


def sign_offs(way: Way, inventory: Inventory) -> Iterator[str]:
    """The sign-offs of a way in; where there is a gate, that there is none is told too."""
    if not inventory.has_policy:
        return
    yield from map(signed, way.signed)
    if len(way.unsigned) == len(way.finding.deployments):
        yield "not signed"
    elif way.unsigned:
        yield f"not signed in {some([name or 'the defaults' for name in way.unsigned], MAX_DEPLOYMENTS)}"


def leg(one: Leg) -> str:
    """A step of the way in: the resource, and what lets a stranger reach it."""
    told = "; ".join(fact(each) for each in one.facts)
    return f"{one.resource}: {told}" if told else one.resource


def fact(one: Fact) -> str:
    return f"{one.text} ({spot(one.place)})" if one.place is not None else one.text


def summary(inventory: Inventory) -> str:
    """`2 resources can be reached by strangers (1 critical, 1 low), 1 cannot be told; 1 is accepted.`"""
    certain = [one for one in inventory.exposures if one.is_certain]
    rest = len(inventory.exposures) - len(certain)
    if not inventory.exposures:
        return "Nothing that strangers can reach was found."
    severities = Counter(one.first.severity for one in certain)
    detail = ", ".join(f"{severities[one]:,} {one}" for one in sorted(Severity, reverse=True) if severities[one])
    told = f"{count(len(certain), 'resource')} can be reached by strangers" + (f" ({detail})" if detail else "")
    if rest:
        told += f", of {rest:,} it cannot be told"
    kept = sum(one.is_accepted for one in inventory.exposures)
    told += f"; {kept:,} accepted" if kept else ""
    if inventory.has_policy:
        told += f"; {sum(map(is_signed, inventory.exposures)):,} signed"
    return told + "."


def is_signed(one: Exposure) -> bool:
    """Whether every way in has a sign-off that holds."""
    return not any(way.unsigned for way in one.ways)
