"""A picture of a tree: everything in it judged, with what each judgement rests on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from foureyes.cli.gate_judging import Judging, note
from foureyes.cli.gate_memory import CHANGE, Known, Memory
from foureyes.config import NAME
from foureyes.engine.accepting import configured
from foureyes.engine.catalogue import BUILT_IN, load
from foureyes.engine.deployments import astray, astray_gap, told
from foureyes.engine.foreign import Names, honoured
from foureyes.engine.ruleset import RuleSet
from foureyes.engine.suppressions import MARK, Scope, Suppression, written
from foureyes.errors import FoureyesError, UnreadableSource
from foureyes.gate.picture import Ignore, Picture
from foureyes.model.coverage import Coverage
from foureyes.model.glob import matches
from foureyes.model.limits import Limits, limited
from foureyes.model.place import Place
from foureyes.model.root import Inputs, Listing, Options, Root
from foureyes.model.tree import Tree
from foureyes.run import READERS, evaluations, neighbourhood, reader_of, roots
from foureyes.sources.discover import language_of
from foureyes.sources.git_tree import GitTree
from foureyes.sources.walk import SKIPPED_FOLDERS

_SETTING = re.compile(r"[^=:{\[(]*")
"""The name of a setting or block, where its line begins."""


class Survey:
    """Judges one tree with given rules."""

    def __init__(
        self,
        tree: GitTree,
        rules: RuleSet,
        exclude: tuple[str, ...] = (),
        memory: Memory | None = None,
        side: str = CHANGE,
        deployments: Sequence[tuple[str, Inputs]] = (),
        limits: Limits | None = None,
    ) -> None:
        self.tree = tree
        self.rules = rules
        self.exclude = exclude
        self.memory = memory or Memory(None)
        self.side = side
        self.deployments = deployments
        """What roots are deployed with, by their paths, where the files beside them do not tell it."""
        self.options = Options(limits=limits or Limits())
        self.picture = Picture()
        self._speaking: list[str] = []
        self._spans: dict[str, list[tuple[str, int, int]]] = {}

    def take(self) -> Picture:
        """The picture. Faults of files are kept in it; faults of rules too."""
        with limited(self.options.limits):
            listing = self._listing()
            found: list[Root] = []
            for language in (one for one in READERS if one in listing.files):
                for together in self._roots(language, listing):
                    self._add(together)
                    found += together
            for path in astray(found, self.deployments):
                self.picture.gaps[f"{NAME}: {astray_gap(path).what}"] = NAME
            self._suppressions()
        return self.picture

    def _roots(self, language: str, listing: Listing) -> list[list[Root]]:
        """The roots of a language, those together that share what their reader remembers."""

        def find(tree: Tree) -> tuple[list[Root], bool]:
            coverage = Coverage()
            found = roots(reader_of(language), language, listing, tree, coverage, self.options.limits)
            for error in coverage.errors:
                self._note(error)
            return found, not coverage.errors

        inputs = listing.files.get(f"{language}-inputs", [])
        found = self.memory.roots(language, listing.files[language], inputs, self.tree, self.side, find)
        groups: dict[str, list[Root]] = {}
        for root in told(found, self.deployments):
            groups.setdefault(neighbourhood(root) or root.path, []).append(root)
        return list(groups.values())

    def _add(self, roots: list[Root]) -> None:
        """Judge some roots, or know them from another tree, and take them into the picture."""
        asked, piece = self.memory.piece(
            roots, self.tree, self.side, lambda view: Judging(view, self.rules, self.options).piece(roots)
        )
        picture, found = self.picture, piece.picture
        for key, one in found.judgements.items():
            known = picture.judgements.get(key)
            picture.judgements[key] = one if known is None else replace(known, parts=[*known.parts, *one.parts])
        for path, reason in found.unreadable.items():
            picture.unreadable.setdefault(path, reason)
        picture.crashed |= found.crashed
        picture.gaps.update(found.gaps)
        picture.protective.update(found.protective)
        picture.broken += found.broken
        for root in roots:
            picture.asked[root.path] = asked
            picture.deployments.update((root.path, inputs.name) for inputs in root.deployments)
        for address, path, start, end in piece.spans:
            self._spans.setdefault(path, []).append((address, start, end))

    def of_plan(self, path: str, stack: str, deployment: str) -> Picture:
        """The picture of one plan, told as the deployment of the code that it is of."""
        judging = Judging(self.tree, self.rules, self.options)
        root = Root("plan", path, (path,))
        for evaluation in evaluations(reader_of("plan"), root, self.tree, self.options):
            evaluation.root, evaluation.deployment, evaluation.language = stack, deployment, "terraform"
            judging.judge(evaluation)
        return judging.picture

    def _listing(self) -> Listing:
        """The tree's files by language. Links are left out: what they lead to is judged at its own path."""
        listing = Listing()
        for path in sorted(self.tree.paths()):
            if not self.tree.entries[path][0].startswith("100") or is_left_out(path, self.exclude):
                continue
            known = self.memory.file(path, self.tree, partial(self._look, path))
            if known.fault:
                self._note(UnreadableSource(known.fault, path=path))
            elif known.language:
                self.picture.languages[path] = known.language
                listing.files.setdefault(known.language, []).append(path)
                if known.speaks:
                    self._speaking.append(path)
        return listing

    def _look(self, path: str) -> Known:
        """What a file is, by its name and content."""
        object = self.tree.object(path)
        try:
            language = language_of(path, self.tree)
            text = self.tree.source(path).text if language else ""
        except UnreadableSource as error:
            return Known(object, "", error.message, False)
        return Known(object, language, "", MARK in text)

    def _note(self, error: FoureyesError) -> None:
        note(self.picture, error)

    def _suppressions(self) -> None:
        """The comments that silence rules, by what they stand at."""
        lint = self._lint()
        names = Names(load(lint.get("packs", (BUILT_IN,)))) if lint.get("honour") else None
        for path in sorted(self.picture.languages if names is not None else self._speaking):
            source = self.tree.source(path)
            found = [one for one in written(source) if isinstance(one, Suppression)]
            if names is not None:
                found += honoured(source, lint["honour"], names)
            for one in found:
                self._ignore(one)
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            for one in configured(lint, lambda number: NAME):
                until = one.until.isoformat() if one.until else ""
                scope = f"{one.path} {one.resource}".strip()
                self.picture.ignores.add(
                    Ignore(one.rule, scope, NAME, 1, until, one.reason, one.resource, one.path, "the configuration")
                )

    def _lint(self) -> Mapping[str, Any]:
        """What this tree's own configuration says about linting; nothing where it cannot be read."""
        with suppress(FoureyesError, ValueError, KeyError):
            found = tomllib.loads(self.tree.source(NAME).text).get("lint", {})
            return found if isinstance(found, dict) else {}
        return {}

    def _ignore(self, one: Suppression) -> None:
        assert one.place is not None
        until = one.until.isoformat() if one.until else ""
        who = f"a comment of {one.tool}" if one.tool else "a comment"
        source = self.tree.source(one.path)
        declared = [(address, Place(source, start, end)) for address, start, end in self._spans.get(one.path, ())]
        spans, whole = one.home([span for _, span in declared])
        reached = {(address, _reach(one, address, span, whole)) for address, span in declared if span in spans}
        if one.scope is Scope.FILE or not reached:
            reached = {("", one.path)}
        for address, scope in reached:
            self.picture.ignores.add(
                Ignore(one.rule, scope, one.path, one.place.line, until, one.reason, address, "", who)
            )


def _reach(one: Suppression, address: str, span: Place, whole: bool) -> str:
    """What a comment reaches of a resource: all of it, or one setting or block, told by name and number."""
    if whole or one.stand is None:
        return address
    source = span.source
    names = [_SETTING.match(source.line(number)) for number in range(span.line, one.stand.line + 1)]
    name = " ".join(names[-1][0].split()) if names[-1] else ""
    number = sum(1 for found in names if found is not None and " ".join(found[0].split()) == name)
    return f"{address} {name}#{number}" if number > 1 else f"{address} {name}"


def is_left_out(path: str, exclude: Iterable[str]) -> bool:
    """Whether nothing of the path is judged."""
    return not SKIPPED_FOLDERS.isdisjoint(path.split("/")[:-1]) or matches(path, exclude)
