"""Suppressions of a run: gathered from comments and the configuration, met with the findings, and told of."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foureyes.cli.accepting import FOREIGN
from foureyes.engine.accepting import Suppressions, Terms, configured
from foureyes.engine.suppressions import Suppression, written
from foureyes.errors import BadSuppression, FoureyesError
from foureyes.model.finding import Acceptance
from foureyes.model.glob import matches
from foureyes.model.note import Note
from foureyes.model.rule import DEFAULT_PROFILE

if TYPE_CHECKING:
    from datetime import date

    from foureyes.config import Configuration
    from foureyes.engine.foreign import Names, Skip
    from foureyes.model.rule import Rule
    from foureyes.model.tree import Tree
    from foureyes.run import Outcome


@dataclass(slots=True)
class Acceptances:
    """What became of the suppressions of a run."""

    suppressions: Suppressions
    skips: list[Skip]
    """Directives of other tools that are not honoured."""
    faults: list[BadSuppression]
    unused: set[int] = field(default_factory=set)
    """Ids of the suppressions that surely hide nothing."""
    unknown: set[str] = field(default_factory=set)
    """Names of rules that there are not."""

    def state(self, one: Suppression) -> str:
        """`in force`, or why it is not."""
        if one.rule in self.unknown:
            return "unknown rule"
        if one.refused or (one.denied and not one.accepts):
            return "refused"
        if one.is_over(self.suppressions.terms.today):
            return "expired"
        if one.used:
            return "in force"
        return "unused" if id(one) in self.unused else "not met"


def accept(
    outcome: Outcome,
    configuration: Configuration,
    tree: Tree,
    today: date,
    *,
    profiles: Iterable[str] = (),
    settled: bool = True,
) -> Acceptances:
    """Set aside what comments and the configuration accept; faults and notes go into the outcome.

    `profiles`: what was asked besides the default; `settled`: whether the run was of everything as it is, so that
    a suppression that hid nothing can be told to be unused.
    """
    from foureyes.sources.exclude import Told

    lint = configuration.lint
    terms = Terms.of(lint, today)
    known, faults, skips = _gathered(outcome, configuration, tree, terms)
    suppressions = Suppressions(known, terms, Told(configuration.folder))
    suppressions.at(one.span for one in outcome.findings)
    suppressions.at(one.finding.span for one in outcome.accepted)
    for one in outcome.accepted:
        suppressions.decide(one.finding)
    outcome.set_aside(suppressions.decide)
    found = Acceptances(suppressions, skips, faults)
    rules = _rules(outcome, configuration, known)
    unknown = list(suppressions.unknown(rules))
    found.unknown = {one.rule for one in known if one.rule not in rules and not one.is_of_every_rule}
    if settled and not outcome.coverage.errors and outcome.coverage.shard is None:
        asked = frozenset((DEFAULT_PROFILE, *profiles))
        idle = [one for one in known if _is_idle(one, rules, asked, outcome, configuration)]
        found.unused = _met_all(idle, outcome, tree, configuration)
    outcome.coverage.errors += [*faults, *unknown]
    outcome.notes += _notes(found)
    return found


def _gathered(
    outcome: Outcome, configuration: Configuration, tree: Tree, terms: Terms
) -> tuple[list[Suppression], list[BadSuppression], list[Skip]]:
    known: list[Suppression] = list(_configured(configuration))
    faults: list[BadSuppression] = []
    skips: list[Skip] = []
    names: Names | None = None
    for path in sorted(outcome.coverage.files_read):
        with suppress(FoureyesError):
            source = tree.source(path)
            for one in written(source):
                (known if isinstance(one, Suppression) else faults).append(one)  # type: ignore[arg-type]
            if any(word in source.text for word in FOREIGN):
                from foureyes.engine import foreign

                if names is None and terms.honour:
                    from foureyes.engine.catalogue import load

                    names = foreign.Names(load(packs(configuration)))
                if names is not None:
                    known += foreign.honoured(source, terms.honour, names)
                skips += [one for one in foreign.skips(source) if one.tool not in terms.honour]
    return known, faults, skips


def _configured(configuration: Configuration) -> Iterator[Suppression]:
    from foureyes.config import line_of

    def where(number: int) -> str:
        key: list[str | int] = [*configuration.above, "lint", "suppressions", number]
        return f"{os.path.relpath(configuration.path)}:{line_of(configuration.text, key)}"

    try:
        yield from configured(configuration.lint, where)
    except ValueError as error:
        raise configuration.fault(["lint", "suppressions"], f"an end is no date: {error}") from None


def packs(configuration: Configuration) -> tuple[str, ...]:
    """The rule packs of a run."""
    from foureyes.engine.catalogue import BUILT_IN

    return tuple(configuration.lint.get("packs", (BUILT_IN,)))


def _rules(outcome: Outcome, configuration: Configuration, known: list[Suppression]) -> dict[str, Rule]:
    """The rules by id: all of them, where a suppression names one that has not turned up."""
    rules = {rule.id: rule for rule in outcome.rules}
    if any(one.rule not in rules for one in known):
        from foureyes.engine.catalogue import load

        rules = {rule.id: rule for rule in load(packs(configuration))}
    return rules


def _is_idle(
    one: Suppression, rules: dict[str, Rule], asked: frozenset[str], outcome: Outcome, configuration: Configuration
) -> bool:
    """Whether a suppression hid nothing, though its rule was asked."""
    if one.used or one.refused or one.by is Acceptance.FOREIGN or one.rule not in rules:
        return False
    rule = rules[one.rule]
    varies = any("profiles" in table for table in configuration.lint.get("at", ()))
    is_asked = rule.profile == DEFAULT_PROFILE or (rule.profile in asked and not varies)
    return is_asked and one.rule not in outcome.coverage.rules_off


def _met_all(idle: list[Suppression], outcome: Outcome, tree: Tree, configuration: Configuration) -> set[int]:
    """Those of which everything was judged that has a part in what they stand at."""
    if not idle:
        return set()
    from foureyes.sources.exclude import Told
    from foureyes.sources.neighbours import Neighbours

    told = Told(configuration.folder)
    read = {os.path.realpath(path) for path in outcome.coverage.files_read}
    neighbours = Neighbours(tree)
    code = [path for path, language in neighbours.languages.items() if not language.endswith("-inputs")]
    found = set()
    for one in idle:
        about = [one.path] if one.place else [path for path in code if matches(told(path), (one.path,))]
        with suppress(FoureyesError):
            # One that names no file at all is told where all of them were judged.
            needed = neighbours.of(about) if about else code
            if all(os.path.realpath(path) in read for path in needed):
                found.add(id(one))
    return found


def _notes(found: Acceptances) -> Iterator[Note]:
    for one in found.suppressions.all:
        state = found.state(one)
        if state == "expired":
            yield _note(one, f"the suppression of {one.rule} ended on {one.until}", "decide anew, or remove it")
        elif state == "unused":
            yield _note(one, f"the suppression of {one.rule} hides nothing", "remove it")
        elif state == "refused":
            yield _note(one, f"the suppression of {one.rule} does not count: {one.refused or one.denied}")
    for tool, number in sorted(Counter(one.tool for one in found.skips).items()):
        several = f"{number:,} skip comment{'' if number == 1 else 's'} of {tool}"
        verb = "is" if number == 1 else "are"
        yield Note(f"{several} {verb} not honoured", remedy="`foureyes migrate` rewrites them")


def _note(one: Suppression, text: str, remedy: str = "") -> Note:
    return Note(text, one.place, one.where, remedy)
