"""How severe a finding is here: what the configuration says of rules, of paths, and of the data at stake."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from foureyes.errors import BadUsage
from foureyes.model.finding import Acceptance, Accepted, Finding, Severity
from foureyes.model.glob import matches
from foureyes.model.rule import DEFAULT_PROFILE, Rule

OFF = "off"
NEVER = "never"

Table = Mapping[str, Any]


class Settings:
    """`[lint]`, and for the findings in some paths what `[[lint.at]]` says otherwise, the later winning.

    A finding lies where its deciding line is, and where its root is: either is enough.
    """

    def __init__(self, lint: Table, told: Callable[[str], str], given: Table, source: str) -> None:
        """`told` tells a path from the configuration's folder. What is `given` on the command line wins."""
        self._lint = lint
        self._told = told
        self._given = given
        self._source = source
        self._at: list[Table] = list(lint.get("at", ()))
        self._found: dict[tuple[int, ...], Table] = {}

    @property
    def profiles(self) -> tuple[str, ...]:
        """Every profile that is asked for anywhere."""
        if "profiles" in self._given:
            return tuple(self._given["profiles"])
        return tuple(dict.fromkeys(one for table in (self._lint, *self._at) for one in table.get("profiles", ())))

    @property
    def varies(self) -> bool:
        """Whether what fails a run is not the same everywhere."""
        return "fail_on" not in self._given and any("fail_on" in one for one in self._at)

    def of(self, finding: Finding) -> Table:
        """What holds for a finding."""
        paths = {self._told(finding.place.path), self._told(finding.root)}
        fits = tuple(
            number for number, one in enumerate(self._at) if any(matches(path, one["paths"]) for path in paths)
        )
        if fits not in self._found:
            self._found[fits] = self._merged([self._lint, *(self._at[number] for number in fits)])
        return self._found[fits]

    def _merged(self, tables: list[Table]) -> Table:
        merged: dict[str, Any] = {}
        for one in tables:
            merged.update(one)
        merged["severities"] = {rule: said for one in tables for rule, said in one.get("severities", {}).items()}
        merged["classification"] = [one for table in tables for one in table.get("classification", ())]
        return {**merged, **self._given}

    def threshold(self, finding: Finding | None = None) -> Severity | None:
        """From which severity on a finding fails the run; none for never. Without one, in general."""
        table = self.of(finding) if finding is not None else {**self._lint, **self._given}
        said = table.get("fail_on", "low")
        return None if said == NEVER else Severity[said.upper()]

    def unknown(self, rules: Collection[str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Where the configuration names a rule that is not among these: the key, and the name."""
        for rule in self._lint.get("severities", {}):
            if rule not in rules:
                yield ("lint", "severities", rule), rule
        for number, one in enumerate(self._at):
            for rule in one.get("severities", {}):
                if rule not in rules:
                    yield ("lint", "at", number, "severities", rule), rule

    @property
    def off(self) -> list[str]:
        """Rules that are switched off everywhere."""
        return sorted(rule for rule, said in self._lint.get("severities", {}).items() if said == OFF)

    def asks(self, finding: Finding, rules: Mapping[str, Rule]) -> bool:
        """Whether the finding's rule is asked for where the finding is."""
        rule = rules.get(finding.rule)
        return rule is None or rule.profile in (DEFAULT_PROFILE, *self.of(finding).get("profiles", ()))

    def accepted(self, finding: Finding) -> Accepted | None:
        """A finding of a rule that is switched off."""
        if self.of(finding)["severities"].get(finding.rule) != OFF:
            return None
        return Accepted(finding, Acceptance.CONFIGURATION, f"{self._source} switches the rule off")

    def grade(self, finding: Finding) -> None:
        """Give a finding the severity it has here, and say why it is not the rule's own."""
        table = self.of(finding)
        own = severity = finding.severity
        reasons = []
        said = table["severities"].get(finding.rule, OFF)
        if said != OFF and Severity[said.upper()] is not own:
            severity = Severity[said.upper()]
            reasons.append(f"{self._source} says so")
        for one in table["classification"]:
            why = _why(one, finding)
            higher = _raised(severity, one)
            if why and higher > severity:
                severity = higher
                reasons.append(f"{why} is {one['name']}")
        if severity is not own:
            finding.severity, finding.rule_severity = severity, own
            finding.regraded = f"{_verb(own, severity)} from {own} to {severity}: {', '.join(reasons)}"


def _verb(own: Severity, severity: Severity) -> str:
    return "raised" if severity > own else "lowered"


def _raised(severity: Severity, classification: Table) -> Severity:
    said = classification.get("severity")
    if said is not None:
        return max(severity, Severity[said.upper()])
    return Severity(min(severity + 1, Severity.CRITICAL))


def _why(classification: Table, finding: Finding) -> str:
    """What makes a finding's resource hold data of a class; empty for nothing. Letters' case tells nothing apart."""
    tags = {name.lower(): (name, value) for name, value in finding.tags.items()}
    for wanted, values in classification.get("tags", {}).items():
        name, value = tags.get(wanted.lower(), ("", ""))
        if name and _fits(value, values):
            return f"tag {name} ({value})"
    address = finding.resource.lower()
    if _fits(address, classification.get("resources", ())):
        return "its name"
    return ""


def _fits(text: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(text.lower(), one.lower()) for one in patterns)


def check(settings: Settings, rules: Collection[str], fault: Callable[..., BadUsage]) -> None:
    """Raise the fault of the first rule that there is not, with a suggestion."""
    for key, name in settings.unknown(rules):
        from difflib import get_close_matches

        close = get_close_matches(name, rules, 1)
        remedy = f"did you mean `{close[0]}`?" if close else "`foureyes rules` lists them"
        raise fault(key, f"there is no rule `{name}`", remedy)
