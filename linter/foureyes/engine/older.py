"""Which findings are known already: told by meaning, so that a move or a new layout makes nothing new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from foureyes.engine.merge import fingerprint
from foureyes.model.evidence import Fact
from foureyes.model.finding import Finding, Severity
from foureyes.model.hashing import sha256
from foureyes.model.record import Record, replace
from foureyes.model.tree import parent

SHORTEST = 40
"""Characters of a declaration that tell it from others, whatever the resource is called."""


class Mark(Record):
    """What a finding is known by later, and how bad it was."""

    rule: str
    root: str
    resource: str
    fingerprint: str
    """Of rule, resource and the folder that the root lives in."""
    declaration: str
    """A hash of rule, resource and what declares it, wherever the root lives."""
    body: str
    """A hash of rule, folder and what declares the resource, whatever it is called; empty for what says too little."""
    severity: Severity
    risky: bool
    when: str
    deployments: frozenset[str]
    facts: frozenset[str]
    """Hashes of what decided it, in words."""

    def covers(self, other: Mark) -> bool:
        """Whether a finding is no worse than this one: no surer, no more severe, in no other circumstances.

        What is risky must rest on nothing else: a second port that is opened is new.
        """
        return (
            (not other.risky or (self.risky and other.facts <= self.facts))
            and self.severity >= other.severity
            and self.when in ("", other.when)
            and _names(other.deployments) <= _names(self.deployments)
        )


def _names(deployments: Iterable[str]) -> set[str]:
    """Deployments by the names of their files alone: their folder may have moved."""
    return {one.rpartition("/")[2] for one in deployments}


TRAITS: tuple[Callable[[Mark], Hashable], ...] = (
    lambda one: (one.rule, one.root, one.resource),
    lambda one: one.fingerprint,
    lambda one: one.declaration,
    lambda one: one.body,
)
"""By which a finding is known again, the surest first. All but the first have to be unique on both sides."""


def mark(finding: Finding, told: Callable[[str], str] = str) -> Mark:
    """The mark of a finding. `told` tells a path from where it stays the same."""
    root = told(finding.root)
    text = finding.span.text
    declared = "".join(text.split())
    body = declared.partition("{")[2] or "".join(text.partition("\n")[2].split())
    folder = root if finding.root_is_folder else parent(root)
    return Mark(
        finding.rule,
        root,
        finding.resource,
        fingerprint(replace(finding, root=root)),
        _hash(finding.rule, finding.type, finding.resource, declared),
        _hash(finding.rule, finding.type, folder, body) if len(body) >= SHORTEST else "",
        finding.severity,
        finding.is_risky,
        finding.when,
        frozenset(told(one) if one else "" for one in finding.deployments),
        frozenset(_hash(fact.text)[:8] for fact in _facts(finding)),
    )


def _facts(finding: Finding) -> Iterator[Fact]:
    yield from finding.facts
    for ground in finding.grounds:
        yield from ground.facts


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def paired(now: Sequence[Mark], before: Iterable[Mark]) -> tuple[list[Mark | None], list[Mark]]:
    """For each mark the one it had before, none for what is new; and those that are gone."""
    found: list[Mark | None] = [None] * len(now)
    left = list(before)
    for trait in TRAITS:
        gone = _by(trait, left)
        come = Counter(trait(one) for one, old in zip(now, found, strict=True) if old is None)
        for number, one in enumerate(now):
            key = trait(one)
            is_one = trait is TRAITS[0] or (come[key] == 1 and len(gone.get(key, ())) == 1)
            if found[number] is None and key and is_one and gone.get(key):
                found[number] = gone[key].pop(0)
        left = [one for several in gone.values() for one in several]
    return found, left


def _by(trait: Callable[[Mark], Hashable], several: Iterable[Mark]) -> dict[Hashable, list[Mark]]:
    found: dict[Hashable, list[Mark]] = {}
    for one in several:
        found.setdefault(trait(one), []).append(one)
    return found


def fresh(
    findings: Sequence[Finding], before: Iterable[Mark], told: Callable[[str], str]
) -> tuple[set[int], list[Mark]]:
    """The findings (by `id`) that are new or worse than what is known; and what is known and gone."""
    now = [mark(one, told) for one in findings]
    old, gone = paired(now, before)
    new = {
        id(finding)
        for finding, own, known in zip(findings, now, old, strict=True)
        if known is None or not known.covers(own)
    }
    return new, gone
