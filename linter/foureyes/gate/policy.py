"""The policy: which risks need whose word. Every rule that matches applies, so order weakens nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from foureyes.gate.evidence import Source
from foureyes.gate.people import Fail, People, Person
from foureyes.gate.risk import Risk, RiskKind
from foureyes.model.finding import Severity
from foureyes.model.glob import matches

_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
TOUCH = "touch"
SOURCES = (Source.FILE, Source.COMMENT, Source.CODE)
"""The ways of giving one's word that count where a rule does not say. A plain review is none of them."""

ONLY_PLAIN = (Severity.INFO, Severity.LOW, Severity.MEDIUM)
"""For what a plain review may do at most, whatever a rule says."""


@dataclass(frozen=True)
class Need:
    """So many people of a group."""

    group: str
    count: int = 1

    def __str__(self) -> str:
        return f"{self.count} of {self.group}"


@dataclass(frozen=True)
class PolicyRule:
    """What risks of some sort need. Empty selectors match everything."""

    needs: tuple[Need, ...]
    environments: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    max_age: timedelta | None = None
    presence: str = ""
    """`touch`: signed with a hardware key that was touched."""
    break_glass: bool = True
    sources: tuple[Source, ...] = SOURCES
    distinct: bool = False
    """Nobody stands for two of the groups."""

    def unmet(self, good: Iterable[str], members: Mapping[str, Set[str]]) -> list[Need]:
        """The needs that these people do not meet, by the members of each group."""
        if not self.distinct:
            return [need for need in self.needs if len(set(good) & members[need.group]) < need.count]
        places = [need for need in self.needs for _ in range(need.count)]
        taken: dict[str, int] = {}
        unmet = []
        for number, need in enumerate(places):
            if not _seat(number, [set(good) & members[one.group] for one in places], taken, set()):
                unmet.append(need)
        return list(dict.fromkeys(unmet))

    def may_sign(self, person: Person) -> bool:
        """Whether somebody has a key or an account by which this rule takes their word."""
        by_key = bool(person.keys) and (Source.FILE in self.sources or Source.COMMENT in self.sources)
        by_account = person.github_id is not None and (Source.CODE in self.sources or Source.REVIEW in self.sources)
        return by_key or (by_account and not self.presence)

    def matches(self, risk: Risk) -> bool:
        return (
            risk.environment in (self.environments or (risk.environment,))
            and str(risk.severity) in (self.severities or (str(risk.severity),))
            and risk.kind.value in (self.kinds or (risk.kind.value,))
        )


@dataclass(frozen=True)
class BreakGlass:
    """Who may pass alone in an emergency, and the debt that leaves."""

    group: str
    max_open: int
    review_within: timedelta
    blocks_after: bool


@dataclass(frozen=True)
class Policy:
    """What the base branch asks for."""

    repository: str
    repository_id: str
    branches: tuple[str, ...]
    default_environment: str
    environments: Mapping[str, tuple[str, ...]]
    """Path patterns by environment."""
    accounts: Mapping[str, str]
    """Environments by the ids of their accounts, subscriptions and projects."""
    rules: tuple[PolicyRule, ...]
    from_severity: Severity = Severity.INFO
    """Risks below it are nobody else's business."""
    new_unknown: str = "warn"
    """`sign`: what cannot be told of a new resource needs a sign-off too."""
    unknown_author: int = 2
    """Reviewers needed where nobody is proven to have made the change."""
    break_glass: BreakGlass | None = None
    by_risk: bool = False
    """Who had a hand in other parts of a change only may review."""
    robots: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Kinds of risk by the account of a robot that proves who made them."""
    warnings: tuple[str, ...] = field(default=(), compare=False)

    def scope(self, branch: str) -> str:
        """What a sign-off is good for: this repository and this branch."""
        return f"{self.repository}#{self.repository_id}#refs/heads/{branch}"

    def guards(self, branch: str) -> bool:
        return matches(branch, self.branches)

    def environment(self, *paths: str) -> str:
        """The environment that the paths belong to; the default for unmapped ones, and where they disagree."""
        found = {
            name for path in paths if path for name, patterns in self.environments.items() if matches(path, patterns)
        }
        return found.pop() if len(found) == 1 else self.default_environment

    def targets(self, text: str) -> set[str]:
        """The environments whose accounts a text names."""
        return {name for account, name in self.accounts.items() if account in text}

    def rules_for(self, risk: Risk) -> list[PolicyRule]:
        return [rule for rule in self.rules if rule.matches(risk)]


def policy_from(gate: Mapping[str, Any], people: People, fail: Fail) -> Policy:
    """The policy of a configuration whose shape has been checked. Refuses rules that nobody can satisfy."""
    # What holds below a folder holds for the folder, which is what a root of Terraform is called.
    environments = {
        name: tuple(one.removesuffix("/**") or one for one in entry["paths"])
        for name, entry in sorted(gate.get("environments", {}).items())
    }
    default = gate.get("default_environment", "prod")
    rules = []
    warnings: list[str] = []
    for number, entry in enumerate(gate["rule"]):
        rule = _rule(entry, number, fail)
        for name in rule.environments:
            if name != default and name not in environments:
                raise fail(("gate", "rule", number, "when"), f"there is no environment {name!r}", "declare it")
        warnings += _satisfiable(rule, people, ("gate", "rule", number, "need"), fail)
        rules.append(rule)
    if not any(not (one.environments or one.severities or one.kinds) for one in rules):
        raise fail(("gate", "rule", 0), "no rule holds for every risk", "add a [[gate.rule]] without `when`")
    glass = gate.get("break_glass")
    independence = gate.get("independence", {})
    return Policy(
        gate["repository"],
        gate["repository_id"],
        tuple(gate.get("branches", ("main",))),
        default,
        environments,
        _accounts(gate.get("environments", {}), fail),
        tuple(rules),
        Severity[gate.get("from_severity", "info").upper()],
        gate.get("new_unknown", "warn"),
        {"two-reviewers": 2, "one-reviewer": 1}[independence.get("unknown_author", "two-reviewers")],
        _glass(glass, people, fail) if glass else None,
        independence.get("scope") == "risk",
        _robots(independence.get("robots", ()), people, fail),
        tuple(dict.fromkeys(warnings)),
    )


def _accounts(environments: Mapping[str, Mapping[str, Any]], fail: Fail) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, entry in environments.items():
        for account in entry.get("accounts", ()):
            other = found.setdefault(account, name)
            if other != name:
                where = ("gate", "environments", name, "accounts")
                raise fail(where, f"{account} belongs to both {other} and {name}", "an account has one environment")
    return found


def _rule(entry: Mapping[str, Any], number: int, fail: Fail) -> PolicyRule:
    when = entry.get("when", {})
    kinds = tuple(when.get("kind", ()))
    return PolicyRule(
        tuple(Need(one["group"], one.get("count", 1)) for one in entry["need"]),
        tuple(when.get("env", ())),
        tuple(when.get("severity", ())),
        kinds,
        _duration(entry["max_age"], ("gate", "rule", number, "max_age"), fail) if "max_age" in entry else None,
        entry.get("presence", ""),
        entry.get("break_glass", RiskKind.CHANGES_POLICY.value not in kinds),
        tuple(Source(one) for one in entry["sources"]) if "sources" in entry else SOURCES,
        entry.get("distinct", False),
    )


def _seat(place: int, fitting: list[set[str]], taken: dict[str, int], tried: set[str]) -> bool:
    """Find somebody for a place; whoever sits elsewhere moves if they can."""
    for person in sorted(fitting[place] - tried):
        tried.add(person)
        if person not in taken or _seat(taken[person], fitting, taken, tried):
            taken[person] = place
            return True
    return False


def _robots(entries: Iterable[Mapping[str, Any]], people: People, fail: Fail) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for number, entry in enumerate(entries):
        id = entry["github_id"]
        if id in found or people.of_account(id) is not None:
            where = ("gate", "independence", "robots", number)
            raise fail(where, f"the account {id} is listed twice, or is a person's", "a robot is nobody")
        found[id] = tuple(entry["kinds"])
    return found


def _glass(entry: Mapping[str, Any], people: People, fail: Fail) -> BreakGlass:
    where = ("gate", "break_glass")
    if not people.group(entry["group"]):
        raise fail((*where, "group"), f"nobody is in the group {entry['group']!r}", "add somebody")
    return BreakGlass(
        entry["group"],
        entry.get("max_open", 1),
        _duration(entry.get("review_within", "24h"), (*where, "review_within"), fail),
        entry.get("blocks_after", True),
    )


def _satisfiable(rule: PolicyRule, people: People, where: tuple[str | int, ...], fail: Fail) -> list[str]:
    warnings = []
    members = {need.group: {one.id for one in people.group(need.group) if rule.may_sign(one)} for need in rule.needs}
    if rule.distinct and rule.unmet(set().union(*members.values()), members):
        raise fail(where, "the groups have too few people for one each", "enrol people or ask fewer")
    for need in rule.needs:
        able = [one.id for one in people.group(need.group) if rule.may_sign(one)]
        if len(able) < need.count:
            raise fail(
                where, f"{need} can never sign: {len(able)} of it can sign that way", "enrol people or ask fewer"
            )
        if len(able) == need.count:
            who = " and ".join(able)
            warnings.append(f"{need.group} has just {who}: what one of them changes, nobody can sign for")
    return warnings


def _duration(text: str, where: tuple[str | int, ...], fail: Fail) -> timedelta:
    found = re.fullmatch(r"(\d{1,4})([hdw])", text)
    if found is None:
        raise fail(where, f"{text!r} is no span of time", "write 24h, 14d or 2w")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})
