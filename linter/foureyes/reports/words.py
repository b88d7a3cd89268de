"""Counts and lists in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from foureyes.model.coverage import Coverage
from foureyes.model.finding import Acceptance, Accepted, Finding
from foureyes.model.place import Place

MAX_RULES = 5


def count(number: int, noun: str) -> str:
    """`1 file`, `2,000 files`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def some(items: Sequence[str], limit: int, noun: str = "more") -> str:
    """The first few, and how many there are besides."""
    rest = len(items) - limit
    return ", ".join(items[:limit]) + (f" and {rest:,} {noun}" if rest > 0 else "")


def set_apart(coverage: Coverage) -> list[str]:
    """What the configuration, or the comparison with an older state, takes out of a run."""
    told = []
    if coverage.excluded:
        told.append(f"{count(len(coverage.excluded), 'path')} excluded.")
    if coverage.rules_off:
        told.append(f"{count(len(coverage.rules_off), 'rule')} switched off: {some(coverage.rules_off, MAX_RULES)}.")
    if coverage.unread_before:
        older = count(coverage.unread_before, "thing")
        told.append(f"{older} could not be read or judged before the change either.")
    return told


def spot(place: Place) -> str:
    """`main.tf:3`."""
    return f"{place.path}:{place.line}"


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Risky ones before those that cannot be told, the severe before the mild; else as they were."""
    return sorted(findings, key=lambda one: (not one.is_risky, -one.severity))


def sentence(finding: Finding) -> str:
    """A finding in a paragraph, for forms that show no code: the fault, whose, why, when, what to do."""
    facts = "; ".join(dict.fromkeys(fact.text for fact in finding.facts if fact.text != finding.message))
    told = finding.message if finding.is_risky else f"Cannot tell whether: {finding.message}"
    parts = [told, f"{finding.resource}: {facts}." if facts else f"{finding.resource}."]
    if finding.when:
        parts.append(f"Risky when {finding.when}.")
    if finding.remedy:
        parts.append(f"Fix: {finding.remedy}")
    return " ".join(parts)


BY = {
    Acceptance.COMMENT: "by comments",
    Acceptance.CONFIGURATION: "by the configuration",
    Acceptance.FOREIGN: "by comments of other tools",
    Acceptance.BASELINE: "in the baseline",
    Acceptance.BASE: "older than the change",
}


def accepted_tally(accepted: Iterable[Accepted]) -> str:
    """`3 findings accepted (2 by comments, 1 by the configuration).` Empty for none."""
    numbers = Counter(one.by for one in accepted)
    told = ", ".join(f"{numbers[one]:,} {words}" for one, words in BY.items() if numbers[one])
    return f"{count(numbers.total(), 'finding')} accepted ({told})." if told else ""


def tally(findings: Iterable[Finding]) -> str:
    """`2 risky findings (1 critical, 1 low), 1 cannot be told (1 high).`"""
    risky: Counter[int] = Counter()
    unsure: Counter[int] = Counter()
    names = {}
    for finding in findings:
        (risky if finding.is_risky else unsure)[finding.severity] += 1
        names[int(finding.severity)] = str(finding.severity)

    def detail(severities: Counter[int]) -> str:
        return ", ".join(f"{severities[one]:,} {names[one]}" for one in sorted(severities, reverse=True))

    told = f"{count(risky.total(), 'risky finding')} ({detail(risky)})" if risky else "Nothing risky found"
    asked = f", {unsure.total():,} cannot be told ({detail(unsure)})" if unsure else ""
    return f"{told}{asked}."
