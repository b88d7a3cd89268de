"""Which findings are accepted: suppressions met with findings, within what the configuration allows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from foureyes.engine.suppressions import Scope, Suppression
from foureyes.errors import BadSuppression
from foureyes.model.finding import MAX_GROUNDS, Acceptance, Accepted, Finding, Ground
from foureyes.model.place import Place


class Terms(NamedTuple):
    """What the configuration says about suppressions."""

    today: date
    forbidden: bool | Collection[str] = False
    """All of them, or those of these rules and severities."""
    require_until: bool = False
    max_days: int = 0
    """How many days ahead the end may lie; 0 for any."""
    honour: tuple[str, ...] = ()
    """Other tools whose skip comments count."""

    @classmethod
    def of(cls, lint: Mapping[str, Any], today: date) -> Terms:
        """The terms in the `[lint]` table."""
        return cls(
            today,
            lint.get("forbid_suppressions", False),
            lint.get("require_until", False),
            lint.get("max_days", 0),
            tuple(lint.get("honour", ())),
        )

    def refusal(self, one: Suppression) -> str:
        """Why a suppression does not count; empty if it does."""
        if self.forbidden is True:
            return "the configuration forbids suppressions"
        if not isinstance(self.forbidden, bool) and one.rule in self.forbidden:
            return f"the configuration forbids suppressing {one.rule}"
        if one.until is None and (self.require_until or self.max_days):
            return "it has no end, and the configuration requires one (until=YYYY-MM-DD)"
        if one.until is not None and self.max_days and (one.until - self.today).days > self.max_days:
            return f"it ends more than {self.max_days} days from now, and the configuration allows no more"
        return ""

    def refuses(self, finding: Finding) -> str:
        """Why a finding is not suppressed; empty if it is. What skips every rule names none."""
        if isinstance(self.forbidden, bool):
            return ""
        if finding.rule in self.forbidden:
            return f"the configuration forbids suppressing {finding.rule}"
        if str(finding.severity) in self.forbidden:
            return f"the configuration forbids suppressing what is {finding.severity}"
        return ""


class Suppressions:
    """All suppressions of a run, and the declarations they may stand at."""

    def __init__(self, known: Iterable[Suppression], terms: Terms, told: Callable[[str], str] = str) -> None:
        """`told` tells a path from the configuration's folder."""
        self.all = list(known)
        self.terms = terms
        self._told = told
        self._spans: dict[str, set[Place]] = {}
        self._homes: dict[int, tuple[set[Place], bool]] = {}
        self._by_path: dict[str, list[Suppression]] = {}
        self._configured: list[Suppression] = []
        for one in self.all:
            one.refused = terms.refusal(one)
            if one.place is None:
                self._configured.append(one)
            else:
                self._by_path.setdefault(one.path, []).append(one)

    def at(self, spans: Iterable[Place]) -> None:
        """Tell of declarations. All of them have to be known before the first finding is decided."""
        for span in spans:
            if span.path in self._by_path:
                self._spans.setdefault(span.path, set()).add(span)

    def home(self, one: Suppression) -> tuple[set[Place], bool]:
        """The declarations that a comment speaks of, and whether of all that is in them."""
        found = self._homes.get(id(one))
        if found is None:
            spans, whole = one.home(list(self._spans.get(one.path, ())))
            found = self._homes[id(one)] = set(spans), whole
        return found

    def decide(self, finding: Finding) -> Accepted | None:
        """Who accepts a finding, if anybody does.

        One that a comment accepts only for a part of what it rests on is left with the rest.
        """
        grounds = [finding.ground, *finding.grounds]
        left = list(grounds)
        for one in self._speaking_of(finding):
            whole, held = self._held(one, finding, grounds)
            if not held:
                continue
            one.used = True
            denied = one.refused or self.terms.refuses(finding)
            if denied or one.is_over(self.terms.today):
                one.denied = denied
                continue
            if whole:
                left = []
            elif len(grounds) <= MAX_GROUNDS:
                left = [ground for ground in left if ground not in held]
            if not left:
                return self._accepted(one, finding)
        if len(left) < len(grounds) and left:
            _rest_on(finding, left)
        return None

    def _speaking_of(self, finding: Finding) -> list[Suppression]:
        return [one for one in self._by_path.get(finding.span.path, ()) if one.of_rule(finding.rule)] + [
            one
            for one in self._configured
            if one.of_rule(finding.rule) and one.names(self._told(finding.span.path), finding.resource)
        ]

    def _held(self, one: Suppression, finding: Finding, grounds: list[Ground]) -> tuple[bool, list[Ground]]:
        """Whether a suppression speaks of the whole resource, and what it holds of what the finding rests on."""
        if one.place is None:
            return True, grounds
        spans, whole = self.home(one)
        if finding.span not in spans:
            return False, []
        if whole:
            return True, grounds
        return False, [ground for ground in grounds if one.holds(ground, finding)]

    def _accepted(self, one: Suppression, finding: Finding) -> Accepted:
        one.accepts += 1
        for other in self._speaking_of(finding):
            other.used = other.used or bool(self._held(other, finding, [finding.ground, *finding.grounds])[1])
        return Accepted(finding, one.by, one.reason, one.place, one.until.isoformat() if one.until else "")

    def unknown(self, rules: Collection[str]) -> Iterator[BadSuppression]:
        """Suppressions of rules that do not exist."""
        for one in self.all:
            if one.rule not in rules and not one.is_of_every_rule:
                from difflib import get_close_matches

                close = get_close_matches(one.rule, rules, 1)
                remedy = f"did you mean {close[0]}?" if close else "`foureyes rules` lists them"
                told = f"there is no rule {one.rule!r} to suppress"
                yield BadSuppression(told, place=one.place, path=one.where, remedy=remedy)


def _rest_on(finding: Finding, left: list[Ground]) -> None:
    """Let a finding rest on what is left of its grounds, what is risky first."""
    ground, *others = sorted(left, key=lambda one: one.answer.value != "yes")
    finding.answer, finding.place, finding.facts, finding.when = ground[:4]
    finding.grounds = others


def configured(lint: Mapping[str, Any], where: Callable[[int], str]) -> Iterator[Suppression]:
    """The suppressions of `[[lint.suppressions]]`. `where` tells file and line of each; `ValueError`: no such day."""
    for number, entry in enumerate(lint.get("suppressions", ())):
        yield Suppression(
            entry["rule"],
            " ".join(entry["reason"].split()),
            entry["path"],
            scope=Scope.RESOURCE if entry.get("resource") else Scope.FILE,
            resource=entry.get("resource", ""),
            until=date.fromisoformat(entry["until"]) if "until" in entry else None,
            by=Acceptance.CONFIGURATION,
            source=where(number),
        )
