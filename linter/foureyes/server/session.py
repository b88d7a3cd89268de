"""An editor's open files, and what was last found around each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from lsprotocol.types import CodeAction, Diagnostic, Range

from foureyes.model.finding import Finding
from foureyes.model.place import Place
from foureyes.reports.secrets import without_secrets
from foureyes.server import actions, diagnostics
from foureyes.server.hover import hover
from foureyes.server.judgement import Judge, Judgement
from foureyes.server.positions import Positions


class Session:
    """What is open in one editor. Paths are relative to the folder the server runs in."""

    def __init__(self, judge: Judge, positions: Positions) -> None:
        self.judge = judge
        self.positions = positions
        self.texts: dict[str, str] = {}
        self.judgements: dict[str, Judgement] = {}
        self._shown: dict[str, set[str]] = {}
        """The files that a file's judgement last had something to say about."""

    def open(self, path: str, text: str) -> Mapping[str, list[Diagnostic]]:
        """Take a file's text as it is now. The diagnostics of every file that it bears on, by path."""
        self.texts[path] = text
        self.judgements[path] = judgement = self.judge(path, self.texts)
        return self._diagnostics([path, *self._again(path, judgement)])

    def close(self, path: str) -> Mapping[str, list[Diagnostic]]:
        """Forget a file's unsaved text. What was shown because of it, cleared unless another open file tells it."""
        self.texts.pop(path, None)
        judgement = self.judgements.pop(path, Judgement())
        shown = self._shown.pop(path, set())
        told = self._diagnostics(self._again(path, judgement))
        return {**{one: self._of_file(one) for one in shown}, **told}

    def _again(self, path: str, judgement: Judgement) -> list[str]:
        """Judge the other open files anew that have to do with one whose text is another now."""
        found = [
            other
            for other, known in self.judgements.items()
            if other != path and (path in known.coverage.files_read or other in judgement.coverage.files_read)
        ]
        for other in found:
            self.judgements[other] = self.judge(other, self.texts)
        return found

    def hover(self, path: str, line: int) -> str:
        """The findings that point at a line (from 0), with their trails; empty where none does."""
        return "\n\n---\n\n".join(hover(without_secrets(one)) for one in self._at(path, line, line))

    def actions(self, path: str, wanted: Range) -> Iterator[CodeAction]:
        """What can be done about the findings in a range."""
        for finding in self._at(path, wanted.start.line, wanted.end.line):
            told = diagnostics.of_finding(without_secrets(finding), self.positions)
            repair = self._judgement(path).repair(finding)
            if repair is not None:
                yield actions.repairing(finding, repair, told, self.positions)
            accepting = actions.accepting(finding, told, self.positions, self._judgement(path).is_comment)
            if accepting is not None:
                yield accepting

    def _judgement(self, path: str) -> Judgement:
        return self.judgements.get(path, Judgement())

    def _at(self, path: str, first: int, last: int) -> list[Finding]:
        """Findings of a file's judgement that point into its lines, counted from 0."""
        findings = self._judgement(path).findings
        return [one for one in findings if one.place.path == path and _meets(one.place, first + 1, last + 1)]

    def _diagnostics(self, paths: Iterable[str]) -> dict[str, list[Diagnostic]]:
        """What is to be shown now that some open files were judged, by the files it is shown in."""
        about: set[str] = set()
        for path in paths:
            judgement = self.judgements[path]
            now = {one.place.path for one in judgement.findings}
            now |= {error.path for error in judgement.coverage.errors if error.path}
            now |= {gap.place.path for gap in judgement.coverage.gaps if gap.place is not None}
            about |= {path} | self._shown.get(path, set()) | now
            self._shown[path] = now
        return {one: self._of_file(one) for one in about}

    def _of_file(self, path: str) -> list[Diagnostic]:
        """What the judgements of all open files say about one file, each thing once."""
        found: dict[str, Diagnostic] = {}
        for opened, judgement in self.judgements.items():
            for one in self._said(judgement, path, opened):
                found.setdefault(repr((one.range, one.code, one.message)), one)
        return list(found.values())

    def _said(self, judgement: Judgement, path: str, opened: str) -> Iterator[Diagnostic]:
        for finding in judgement.findings:
            if finding.place.path == path:
                yield diagnostics.of_finding(without_secrets(finding), self.positions)
        for error in judgement.coverage.errors:
            if error.path == path:
                yield diagnostics.of_fault(error, self.positions)
        for gap in judgement.coverage.gaps:
            if gap.place is not None and gap.place.path == path:
                yield diagnostics.of_gap(gap, self.positions)
        if judgement.fault is not None and path == opened:
            yield diagnostics.of_fault(judgement.fault, self.positions)


def _meets(place: Place, first: int, last: int) -> bool:
    return place.line <= last and first <= place.end_line


def inner_path(path: str) -> str | None:
    """A file's path relative to this folder, as the tree spells it; None for one that lies elsewhere."""
    inner = os.path.relpath(os.path.realpath(path), os.path.realpath(".")).replace(os.sep, "/")
    return None if inner == ".." or inner.startswith("../") else inner
