"""The work of a run: its roots, and what each yields, from the cache, from this process or from others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from foureyes.engine.cache import Cache
from foureyes.engine.memory import tidy
from foureyes.engine.part import Part, Reader, Untold, Writer
from foureyes.engine.pool import spread
from foureyes.engine.ruleset import RuleSet
from foureyes.errors import FoureyesError, UnreadableSource
from foureyes.judging import part_of, reader_of, roots
from foureyes.model.coverage import Coverage
from foureyes.model.record import Record
from foureyes.model.root import Inputs, Listing, Options, Root
from foureyes.model.tree import Tree
from foureyes.sources.recording import Lasting, RecordingTree, Seen, holds, sealed
from foureyes.sources.working_tree import WorkingTree

TOGETHER = frozenset({"bicep"})
"""Languages whose reader shares what it has read among roots: neighbours among these are kept together."""

NEIGHBOURHOOD = 3
"""Steps of a path that neighbours have in common."""

WORTH_FORKING = 150_000
"""Characters of roots from which further processes pay."""

Progress = Callable[[int, int], None]


class Done(Record):
    """One root's part with the questions it asked the tree."""

    part: Part
    seen: Seen


class Work:
    """Finds the roots of a run and judges them."""

    def __init__(
        self, tree: Tree, rules: RuleSet, options: Options, seconds: float, cache: Cache | None, workers: int
    ) -> None:
        self.tree = tree
        self.rules = rules
        self.options = options
        self.seconds = seconds
        self.disk = cast(Lasting, tree) if hasattr(tree, "digest") else None
        self.cache = cache if self.disk is not None else None
        self.workers = workers if isinstance(tree, WorkingTree) else 1
        self._shared: dict[str, RecordingTree] = {}
        self.progress: Progress = lambda number, total: None

    def roots(self, language: str, listing: Listing, coverage: Coverage) -> list[Root]:
        """The roots of a language. Faults go into the coverage."""
        if self.cache is None or self.disk is None:
            return roots(reader_of(language), language, listing, self.tree, coverage, self.options.limits)
        key = self.cache.key("roots", language, listing.files[language], listing.files.get(f"{language}-inputs", []))
        for entry in self.cache.entries(key):
            known = _roots_from(entry, language) if self._holds(entry) else None
            if known is not None:
                return known
        view = RecordingTree(self.disk)
        found = roots(reader_of(language), language, listing, view, fresh := Coverage(), self.options.limits)
        coverage.errors += fresh.errors
        if not fresh.errors:
            self.cache.put(key, {"seen": sealed(view.seen), "roots": [_root_data(root) for root in found]})
        return found

    def _holds(self, entry: dict[str, Any]) -> bool:
        try:
            return self.disk is not None and holds(self.disk, entry["seen"])
        except (KeyError, TypeError, AttributeError, ValueError):
            return False

    def parts(self, chosen: Sequence[Root]) -> list[Part]:
        """What each root yields, in the same order."""
        found: dict[int, Part] = {}
        groups = self._groups(chosen)
        for key, numbers in groups.items():
            found.update(self._known(key, numbers))
        missing = [number for number in range(len(chosen)) if number not in found]
        done = self._judged([chosen[number] for number in missing])
        for number, one in zip(missing, done, strict=True):
            found[number] = one.part
        if self.cache is not None and missing:
            self._keep(groups, dict(zip(missing, done, strict=True)))
        return [found[number] for number in range(len(chosen))]

    def _groups(self, chosen: Sequence[Root]) -> dict[str, list[int]]:
        """Roots that are kept together, by the key of their entry in the cache."""
        if self.cache is None:
            return {}
        groups: dict[str, list[int]] = {}
        for number, root in enumerate(chosen):
            groups.setdefault(neighbourhood(root) or str(number), []).append(number)
        return {
            self.cache.key("parts", *(_root_data(chosen[number]) for number in numbers)): numbers
            for numbers in groups.values()
        }

    def _known(self, key: str, numbers: list[int]) -> dict[int, Part]:
        entry = next(filter(self._holds, self.cache.entries(key)), None) if self.cache is not None else None
        if entry is None:
            return {}
        try:
            parts = [Reader(self.tree, one["paths"]).part(one) for one in entry["parts"]]
            return dict(zip(numbers, parts, strict=True))
        except (KeyError, TypeError, ValueError, IndexError, AssertionError, FoureyesError):
            return {}

    def _judged(self, chosen: Sequence[Root]) -> list[Done]:
        size = sum(self._size(root) for root in chosen)
        workers = min(self.workers, len(chosen), 1 + size // WORTH_FORKING)
        if workers > 1:
            return self._spread(chosen, workers)
        return [self._counted(number, root, len(chosen)) for number, root in enumerate(chosen)]

    def _size(self, root: Root) -> int:
        try:
            return sum(len(self.tree.source(path).text) for path in root.files)
        except FoureyesError:
            return 0

    def _counted(self, number: int, root: Root, total: int) -> Done:
        self.progress(number, total)
        return self.judge(root)

    def judge(self, root: Root) -> Done:
        """Judge one root in this process."""
        tree: Tree = self.tree
        seen: Seen = {}
        if self.cache is not None and self.disk is not None:
            view = self._view(neighbourhood(root), self.disk)
            tree, seen = view, view.seen
        part = part_of(root, tree, self.rules, self.options, self.seconds)
        tidy()
        if not part.lasting:
            self._shared.clear()
        return Done(part, seen)

    def _view(self, neighbourhood: str, disk: Lasting) -> RecordingTree:
        if not neighbourhood:
            return RecordingTree(disk)
        if neighbourhood not in self._shared:
            self._shared = {neighbourhood: RecordingTree(disk)}
        return self._shared[neighbourhood]

    def _spread(self, chosen: Sequence[Root], workers: int) -> list[Done]:
        done: dict[int, Done] = {}

        def own(number: int) -> None:
            done[number] = self._counted(number, chosen[number], len(chosen))

        def task(number: int) -> Any:
            one = self.judge(chosen[number])
            try:
                return [Writer(self.tree).part(one.part), one.seen, one.part.lasting]
            except Untold:
                return None

        for number, data in spread(len(chosen), task, workers, own).items():
            if data is not None:
                told, seen, lasting = data
                cast(WorkingTree, self.tree).note(seen)
                part = Reader(self.tree, told["paths"]).part(told)
                part.lasting = lasting
                done[number] = Done(part, seen)
            else:
                own(number)
        return [done[number] if number in done else _lost(root) for number, root in enumerate(chosen)]

    def _keep(self, groups: dict[str, list[int]], done: dict[int, Done]) -> None:
        assert self.cache is not None
        for key, numbers in groups.items():
            ready = [done[number] for number in numbers if number in done and done[number].part.lasting]
            if len(ready) != len(numbers):
                continue
            seen: Seen = {}
            for one in ready:
                seen.update(one.seen)
            try:
                parts = [Writer(self.tree).part(one.part) for one in ready]
            except Untold:
                continue
            self.cache.put(key, {"seen": sealed(seen), "parts": parts})


def neighbourhood(root: Root) -> str:
    """What roots that are kept together have in common; empty for a root that is kept alone."""
    if root.language not in TOGETHER:
        return ""
    return "/".join([root.language, *root.path.split("/")[:NEIGHBOURHOOD]])


def _lost(root: Root) -> Done:
    error = UnreadableSource("the process that judged this ended early", path=root.path, remedy="run with --jobs 1")
    return Done(Part(coverage=Coverage(roots=1, errors=[error]), lasting=False), {})


def _root_data(root: Root) -> list[Any]:
    return [root.language, root.path, root.files, [list(one) for one in root.deployments]]


def _roots_from(entry: dict[str, Any], language: str) -> list[Root] | None:
    try:
        return [
            Root(language, path, tuple(files), tuple(Inputs(name, tuple(given)) for name, given, _ in deployments))
            for _, path, files, deployments in entry["roots"]
        ]
    except (KeyError, TypeError, ValueError):
        return None
