"""Trials: a text is edited in memory and judged again; what proves itself is a fix."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from foureyes.engine.ruleset import RuleSet
from foureyes.errors import FoureyesError
from foureyes.fixing.candidates import Candidate, candidates, is_own
from foureyes.fixing.companions import companions
from foureyes.fixing.comparing import differences
from foureyes.fixing.edit import Edit, applied
from foureyes.fixing.editors import editor_of
from foureyes.fixing.hazard import Hazard, hazard
from foureyes.fixing.judged import Flag, Judged, Key, changed, judged, worse
from foureyes.fixing.overlay import Overlay
from foureyes.model.finding import Finding
from foureyes.model.place import Source
from foureyes.model.root import Options, Root
from foureyes.model.tree import Tree

MAX_WAYS = 12
"""Candidates of one setting that are tried."""
MAX_STEPS = 24
"""Edits after each other that one finding may need: one for each of its parts."""


@dataclass(slots=True)
class State:
    """Files as edited so far, and all roots as judged with them."""

    changed: dict[str, Source]
    roots: list[Judged]


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that take one finding away."""

    finding: Finding
    edits: tuple[Edit, ...]
    """Against the text that was judged."""
    words: tuple[str, ...]
    hazard: Hazard
    before: State = field(repr=False, compare=False)
    after: State = field(repr=False, compare=False)


@dataclass(slots=True)
class Step:
    """A candidate that proved itself, and what it led to."""

    words: tuple[str, ...]
    hazard: Hazard
    state: State
    edits: tuple[Edit, ...] = field(default=())


class Trial:
    """Judges roots again and again with edited files."""

    def __init__(
        self,
        tree: Tree,
        rules: RuleSet,
        options: Options,
        roots: Sequence[Root],
        may_edit: Callable[[str], bool] = is_own,
    ) -> None:
        self.tree = tree
        self.rules = rules
        self.options = options
        self.may_edit = may_edit
        self.state = State({}, [judged(root, tree, rules, options) for root in roots])
        self.given_up = [one.given_up for one in self.state.roots if one.given_up is not None]
        """Why roots were not judged: took too long."""
        self._sole = {path for one in self.state.roots if one.given_up is None for path in one.root.files}
        self.tried = 0
        self._names: dict[str, list[str]] = {}
        for path in sorted({path for one in self.state.roots for path in one.files}):
            self._names.setdefault(os.path.realpath(path), []).append(path)

    def names(self, path: str) -> list[str]:
        """The paths that lead to one and the same file, as links do; it is edited under the first."""
        return self._names.get(os.path.realpath(path), [path])

    def written(self, state: State) -> dict[str, Source]:
        """The files as a state has them, each under one path."""
        return {path: source for path, source in state.changed.items() if path == self.names(path)[0]}

    def findings(self) -> dict[tuple[str, Key], Finding]:
        """The risky findings as things stand, each fault once, by root and what they are about."""
        return {
            (one.root.path, flag.key): flag.finding
            for one in self.state.roots
            for flag in reversed(one.flags)
            if flag.finding.is_risky
        }

    def finding(self, root: str, key: Key) -> Finding | None:
        """One of them."""
        flags = (flag for one in self.state.roots if one.root.path == root for flag in one.flags)
        return next((flag.finding for flag in flags if flag.key == key and flag.finding.is_risky), None)

    def fix(self, finding: Finding, allowed: Callable[[Hazard], bool] = lambda hazard: True) -> Fix | None:
        """The edits after which the finding, and nothing else, is gone; none where no candidate proves itself."""
        key = finding.rule, finding.type, finding.resource
        start = self.state
        state, words, worst = start, [], Hazard.NONE
        for _ in range(MAX_STEPS):
            flags = [
                flag for one in state.roots if one.root.path == finding.root for flag in one.flags if flag.key == key
            ]
            if not flags:
                break
            step = self._step(state, flags, allowed)
            if step is None:
                return None
            state, worst = step.state, max(worst, step.hazard)
            words += [one for one in step.words if one not in words]
        else:
            return None
        if state is start:
            return None
        edits = tuple(_edits(start, self.written(state), self._text))
        return Fix(finding, edits, tuple(words), worst, start, state) if edits else None

    def keep(self, fix: Fix) -> bool:
        """Take the edits of a fix as done. False where they no longer fit the state."""
        state = fix.after if fix.before is self.state else self._tried(self.state, fix.edits)
        if state is None:
            return False
        self.state = state
        return True

    def text(self, path: str) -> str:
        """A file as edited so far."""
        return self._text(self.state, path)

    def _text(self, state: State, path: str) -> str:
        found = state.changed.get(path)
        return (found or self.tree.source(path)).text

    def _open(self, state: State) -> Callable[[str], Source]:
        return lambda path: state.changed.get(path) or self.tree.source(path)

    def _step(self, state: State, flags: list[Flag], allowed: Callable[[Hazard], bool]) -> Step | None:
        """The first candidate that leaves less of the finding and nothing worse."""
        flag = flags[0]
        groups = candidates(flag, self._open(state))
        for group in groups:
            for one in group[:MAX_WAYS]:
                step = self._proven(state, flag, [one], allowed)
                if step is not None:
                    return step
        joint = [group[0] for group in groups if group[0].setting.safe is not None]
        if len(joint) > 1:
            step = self._proven(state, flag, joint, allowed)
            if step is not None:
                return self._fewest(state, flag, joint, allowed, step)
        for way in companions(flag, self._open(state)):
            step = self._proven(state, flag, [way], allowed)
            if step is not None:
                return step
        return None

    def _fewest(
        self, state: State, flag: Flag, several: list[Candidate], allowed: Callable[[Hazard], bool], best: Step
    ) -> Step:
        """The same without those that are not needed."""
        needed = list(several)
        for one in several:
            fewer = [other for other in needed if other is not one]
            step = self._proven(state, flag, fewer, allowed) if fewer else None
            if step is not None:
                needed, best = fewer, step
        return best

    def _proven(
        self, state: State, flag: Flag, several: list[Candidate], allowed: Callable[[Hazard], bool]
    ) -> Step | None:
        edits = tuple(edit for one in several for edit in one.edits)
        if not allowed(max(hazard(flag, one) for one in several)):
            return None
        after = self._tried(state, edits, len({one.setting for one in several}))
        if after is None:
            return None
        touched = [(old, new) for old, new in zip(state.roots, after.roots, strict=True) if old is not new]
        key = flag.key
        if sum(new.open()[key] for _, new in touched) >= sum(old.open()[key] for old, _ in touched):
            return None
        declarations: set[tuple[str, int]] = set()
        for old, new in touched:
            found = changed(old, new)
            if found is not None:
                declarations |= {(self.names(path)[0], start) for path, start in found}
            elif not any(one.removes for one in several):
                return None
        worst = max(hazard(flag, one, len(declarations)) for one in several)
        if not allowed(worst):
            return None
        return Step(tuple(one.words for one in several), worst, after)

    def _tried(self, state: State, edits: Sequence[Edit], spots: int | None = None) -> State | None:
        """The state after edits; None where the text is broken, says something else too, or is judged worse."""
        self.tried += 1
        sources = dict(state.changed)
        edits = [edit._replace(path=self.names(edit.path)[0]) for edit in edits]
        if not all(self.may_edit(edit.path) for edit in edits):
            return None
        if self.given_up and not all(edit.path in self._sole for edit in edits):
            return None  # what a root that was given up reads, nobody knows; the files of another root it does not
        for path in dict.fromkeys(edit.path for edit in edits):
            before = self._open(state)(path)
            text = applied(before.text, [edit for edit in edits if edit.path == path])
            if text is None or text == before.text:
                return None
            sources.update((name, Source(name, text)) for name in self.names(path))
            after = sources[path]
            old, new = editor_of(before), editor_of(after)
            if new.faults > old.faults:
                return None
            if spots is not None and len(list(differences(old.shape(), new.shape()))) > max(spots, len(edits)):
                return None
        paths = {name for edit in edits for name in self.names(edit.path)}
        tree = Overlay(self.tree, sources)
        roots = []
        for one in state.roots:
            if not paths & one.files:
                roots.append(one)
                continue
            again = judged(one.root, tree, self.rules, self.options)
            if again.faults > one.faults or again.given_up is not None:
                return None
            roots.append(again)
        touched = [(old, new) for old, new in zip(state.roots, roots, strict=True) if old is not new]
        if not touched or worse([old for old, _ in touched], [new for _, new in touched]):
            return None
        return State(sources, roots)


def _edits(before: State, after: dict[str, Source], text: Callable[[State, str], str]) -> Iterator[Edit]:
    """What leads from one state to another, as edits of the texts before: whole lines apart, the least of each."""
    from difflib import SequenceMatcher

    for path, source in after.items():
        try:
            old = text(before, path)
        except FoureyesError:
            continue
        if old == source.text:
            continue
        lines, others = old.splitlines(keepends=True), source.text.splitlines(keepends=True)
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line))
        matcher = SequenceMatcher(None, lines, others, autojunk=False)
        for tag, first, last, low, high in matcher.get_opcodes():
            if tag != "equal":
                yield _narrowed(path, old, starts[first], starts[last], "".join(others[low:high]))


def _narrowed(path: str, text: str, start: int, end: int, new: str) -> Edit:
    """An edit without what is the same at its ends."""
    old = text[start:end]
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Edit(path, start + head, end - tail, new[head : len(new) - tail])
