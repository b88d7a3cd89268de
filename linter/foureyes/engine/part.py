"""A part of a run: what one root yields, and its form as plain data for a cache or another process."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from foureyes.errors import BrokenRule, FoureyesError, UnreadableSource
from foureyes.model.coverage import Coverage
from foureyes.model.evidence import Answer, Fact
from foureyes.model.finding import Concern, Finding, Ground, Severity
from foureyes.model.place import Place
from foureyes.model.record import Record, field
from foureyes.model.resource import Gap
from foureyes.model.tree import Tree
from foureyes.model.value import Step

ERRORS = {one.__name__: one for one in (FoureyesError, UnreadableSource, BrokenRule)}


class Part(Record):
    """The findings of one root, and what judging it covered."""

    findings: list[Finding] = field(factory=list)
    coverage: Coverage = field(factory=Coverage)
    lasting: bool = True
    """Whether the same files would yield the same again: false where time ran out."""


class Untold(Exception):
    """A place in a text that is no file of the tree: it cannot be told as path and offsets."""


class Writer:
    """Parts as plain data. A place is the number of its file and two offsets."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.paths: dict[str, int] = {}

    def part(self, part: Part) -> dict[str, Any]:
        """Raises `Untold` for a part that has a place outside of the tree's files."""
        coverage = part.coverage
        return {
            "findings": [self._finding(one) for one in part.findings],
            "read": sorted(coverage.files_read),
            "roots": coverage.roots,
            "deployments": coverage.deployments,
            "judged": coverage.resources_judged,
            "unknown": coverage.resources_unknown,
            "gaps": [
                [one.what, self._place(one.place), one.remedy, sorted(coverage.passed.get(one, ()))]
                for one in coverage.gaps
            ],
            "errors": self.errors(coverage.errors),
            "paths": list(self.paths),
            "hidden": self._secrets({*self.paths, *coverage.files_read}),
        }

    def _secrets(self, paths: Iterable[str]) -> dict[str, list[list[int]]]:
        """Where secrets stand in the files: judging found it out, and reports must not show them."""
        found = {}
        for path in sorted(paths):
            with suppress(FoureyesError):
                found[path] = [list(span) for span in sorted(self.tree.source(path).hidden)]
        return {path: spans for path, spans in found.items() if spans}

    def errors(self, errors: Iterable[FoureyesError]) -> list[list[Any]]:
        return [
            [
                type(one).__name__,
                one.message,
                self._place(one.place),
                None if one.place else one.path,
                one.remedy,
            ]
            for one in errors
        ]

    def _finding(self, one: Finding) -> list[Any]:
        return [
            one.rule, one.concern.value, int(one.severity), one.answer.value, one.message, one.resource, one.type,
            one.root, one.language, self._place(one.place),
            [self._fact(fact) for fact in one.facts],
            one.when, one.deployments, list(one.equivalents), self._steps(one.trail), one.remedy, self._place(one.span),
            one.tags, [self._ground(ground) for ground in one.grounds],
        ]  # fmt: skip

    def _ground(self, one: Ground) -> list[Any]:
        facts = [self._fact(fact) for fact in one.facts]
        return [one.answer.value, self._place(one.place), facts, one.when, list(one.deployments)]

    def _fact(self, fact: Fact) -> list[Any]:
        return [fact.text, self._place(fact.place), self._steps(fact.trail), fact.setting, fact.resource]

    def _steps(self, steps: Iterable[Step]) -> list[list[Any]]:
        return [[step.text, self._place(step.place)] for step in steps]

    def _place(self, place: Place | None) -> list[int] | None:
        if place is None:
            return None
        path = place.path
        if path not in self.paths:
            try:
                known = self.tree.source(path) is place.source
            except FoureyesError:
                known = False
            if not known:
                raise Untold(path)
            self.paths[path] = len(self.paths)
        return [self.paths[path], place.start, place.end]


class Reader:
    """Parts from plain data."""

    def __init__(self, tree: Tree, paths: list[str]) -> None:
        self.tree = tree
        self.paths = paths

    def part(self, data: dict[str, Any]) -> Part:
        for path, spans in data["hidden"].items():
            self.tree.source(path).hidden.update((start, end) for start, end in spans)
        gaps = [(Gap(what, self._place(place), remedy), passed) for what, place, remedy, passed in data["gaps"]]
        coverage = Coverage(
            files_read=set(data["read"]),
            roots=data["roots"],
            deployments=data["deployments"],
            resources_judged=data["judged"],
            resources_unknown=dict(data["unknown"]),
            gaps=dict.fromkeys(gap for gap, _ in gaps),
            passed={gap: set(passed) for gap, passed in gaps if passed},
            errors=self.errors(data["errors"]),
        )
        return Part([self._finding(*one) for one in data["findings"]], coverage)

    def errors(self, data: list[list[Any]]) -> list[FoureyesError]:
        return [
            ERRORS[kind](message, place=self._place(place), path=path, remedy=remedy)
            for kind, message, place, path, remedy in data
        ]

    def _finding(
        self, rule: str, concern: str, severity: int, answer: str, message: str, resource: str, type: str, root: str,
        language: str, place: list[int], facts: list[list[Any]], when: str, deployments: list[str],
        equivalents: list[str], trail: list[list[Any]], remedy: str, span: list[int],
        tags: dict[str, str], grounds: list[list[Any]],
    ) -> Finding:  # fmt: skip
        where, whole = self._place(place), self._place(span)
        assert where is not None
        assert whole is not None
        return Finding(
            rule, Concern(concern), Severity(severity), Answer(answer), message, resource, type, root, language, where,
            whole, tuple(self._fact(*one) for one in facts),
            when, deployments, tuple(equivalents), self._steps(trail), remedy, tags,
            grounds=[self._ground(*one) for one in grounds],
        )  # fmt: skip

    def _ground(
        self, answer: str, place: list[int], facts: list[list[Any]], when: str, deployments: list[str]
    ) -> Ground:
        where = self._place(place)
        assert where is not None
        return Ground(Answer(answer), where, tuple(self._fact(*one) for one in facts), when, tuple(deployments))

    def _fact(self, text: str, place: list[int] | None, trail: list[list[Any]], setting: str, resource: str) -> Fact:
        return Fact(text, self._place(place), self._steps(trail), setting, resource)

    def _steps(self, data: list[list[Any]]) -> tuple[Step, ...]:
        return tuple(Step(text, self._place(place)) for text, place in data)

    def _place(self, data: list[int] | None) -> Place | None:
        return None if data is None else Place(self.tree.source(self.paths[data[0]]), data[1], data[2])
