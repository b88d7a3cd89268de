"""One finding for the same fault in several deployments, and the fingerprint that identifies it."""

from __future__ import annotations

from collections.abc import Iterable

from foureyes.model.evidence import Fact
from foureyes.model.finding import MAX_GROUNDS, Finding, Ground
from foureyes.model.hashing import sha256
from foureyes.model.place import Place
from foureyes.model.tree import parent


class Merge:
    """Collects findings. The same fault of the same resource is one, the worse answer telling."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, ...], Finding] = {}

    def add(self, finding: Finding) -> None:
        key = (finding.root, finding.rule, finding.type, finding.resource)
        known = self._found.get(key)
        if known is None:
            self._found[key] = finding
        elif known.answer is finding.answer:
            _note(known, finding)
            known.deployments += [name for name in finding.deployments if name not in known.deployments]
        elif finding.is_risky:
            self._found[key] = finding
            finding.grounds = known.grounds
            _note(finding, known)
        else:
            _note(known, finding)

    def found(self) -> list[Finding]:
        """The findings so far, in the order they came."""
        return list(self._found.values())

    def findings(self) -> list[Finding]:
        """All findings, worst first, each with its fingerprint."""
        return ordered(self.found())


def _note(known: Finding, other: Finding) -> None:
    """Keep what another finding rests on, if other places decide it."""
    ground = Ground(other.answer, other.place, other.facts, other.when, tuple(other.deployments))
    places = _places(known.facts, known.place)
    if _places(ground.facts, ground.place) == places and ground.answer is known.answer:
        # Where it holds in one of the deployments whatever the conditions, none of them makes it harmless.
        known.when = known.when if other.when else ""
        return
    if all(_places(one.facts, one.place) != _places(ground.facts, ground.place) for one in known.grounds):
        known.grounds = [*known.grounds[:MAX_GROUNDS], ground]


def _places(facts: Iterable[Fact], place: Place) -> set[Place | None]:
    return {place, *(fact.place for fact in facts)}


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Findings of all roots, worst first, each with its fingerprint."""
    found = sorted(findings, key=_order)
    taken: dict[str, int] = {}
    for finding in sorted(found, key=lambda one: (one.root, one.resource)):
        identity = fingerprint(finding)
        taken[identity] = taken.get(identity, 0) + 1
        finding.fingerprint = identity if taken[identity] == 1 else fingerprint(finding, taken[identity])
    return sorted(found, key=lambda one: (*_order(one), one.fingerprint))


def _order(one: Finding) -> tuple[bool, int, str, int, str, str]:
    return (not one.is_risky, -one.severity, one.place.path, one.place.start, one.rule, one.resource)


def fingerprint(finding: Finding, ordinal: int = 1) -> str:
    """Identity by meaning: rule, resource and where its root lives, whatever the file's name or layout.

    Namesakes under one folder are told apart by an ordinal.
    """
    folder = finding.root if finding.root_is_folder else parent(finding.root)
    parts = [finding.rule, folder, finding.resource]
    if ordinal > 1:
        parts.append(str(ordinal))
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]
