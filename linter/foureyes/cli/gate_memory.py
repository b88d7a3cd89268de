"""What the gate remembers of trees it has judged: a root is judged again only where a tree would answer differently.

In a run, the base's results serve for what would land; between runs, those of earlier ones, where a cache is kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from foureyes.engine.cache import Cache
from foureyes.gate.picture_data import Piece, read, written
from foureyes.model.hashing import blake2b
from foureyes.model.limits import Limits
from foureyes.model.root import Inputs, Options, Root
from foureyes.run import cache_of
from foureyes.sources.git_tree import GitTree
from foureyes.sources.recording import RecordingTree, Sealed, Seen, holds, sealed

MOST = 200_000
"""Results that are remembered at once; the oldest go."""

SHELVES = 64
"""Entries that what is known of files is spread over."""


BASE, CHANGE = SIDES = ("base", "change")


class Known(NamedTuple):
    """What a file is, by its bytes."""

    object: str
    language: str
    fault: str
    """Why it cannot be read."""
    speaks: bool
    """Whether foureyes is mentioned in it."""


class Memory:
    """Results by what they depend on. `cache`: where they outlast the run."""

    def __init__(self, cache: Cache | None) -> None:
        self._cache = cache
        self._kept: dict[str, list[tuple[Sealed, Any]]] = {}
        self._files: dict[str, Known] = {}
        self._read: set[int] = set()
        self._news: set[int] = set()

    def roots(
        self, language: str, files: list[str], inputs: list[str], tree: GitTree, side: str, find: Find
    ) -> list[Root]:
        """The roots of a language, from memory or by `find`, which also says whether the answer lasts."""
        key = _hash(["roots", language, files, inputs])
        known = self._known(key, tree, side, _roots)
        if known is not None:
            roots: list[Root] = known[1]
            return roots
        view = RecordingTree(tree)
        found, lasts = find(view)
        if lasts:
            self._keep(key, side, view.seen, found, lambda: _data(found))
        return found

    def piece(self, roots: list[Root], tree: GitTree, side: str, judge: Judge) -> tuple[Iterable[str], Piece]:
        """What judging some roots yields, from memory or by `judge`, and the questions it rests on."""
        key = _hash(["piece", _data(roots)])
        known = self._known(key, tree, side, read)
        if known is not None:
            return known[0][0], known[1]
        view = RecordingTree(tree)
        found = judge(view)
        if found.is_lasting:
            self._keep(key, side, view.seen, found, lambda: written(found))
        return view.seen, found

    def file(self, path: str, tree: GitTree, look: Callable[[], Known]) -> Known:
        """What a file is, from memory or by looking."""
        shelf = _shelf(path)
        if self._cache is not None and shelf not in self._read:
            self._read.add(shelf)
            self._files.update(_shelved(self._cache.get(self._cache.key("gate", "files", shelf)), self._files))
        known = self._files.get(path)
        if known is None or known.object != tree.object(path):
            known = self._files[path] = look()
            self._news.add(shelf)
        return known

    def save(self) -> None:
        """Keep what is new for other runs."""
        if self._cache is None:
            return
        shelves: dict[int, dict[str, Known]] = {}
        for path, known in self._files.items():
            if _shelf(path) in self._news:
                shelves.setdefault(_shelf(path), {})[path] = known
        for shelf, files in shelves.items():
            self._cache.put(self._cache.key("gate", "files", shelf), {"files": files})
        self._news.clear()
        self._cache.save()

    def _known(self, key: str, tree: GitTree, side: str, form: Callable[[Any], Any]) -> tuple[Sealed, Any] | None:
        for seen, found in self._kept.get(key, ()):
            if holds(tree, seen):
                return seen, found
        for entry in self._entries(key, side):
            try:
                if holds(tree, entry["seen"]):
                    told = entry["seen"], form(entry["found"])
                    self._kept.setdefault(key, []).append(told)
                    return told
            except (KeyError, TypeError, ValueError, IndexError, AttributeError):
                continue
        return None

    def _entries(self, key: str, side: str) -> Iterator[dict[str, Any]]:
        """What the cache has for a key: a change's own entry would push out the base's, so each side has its own."""
        if self._cache is not None:
            for one in (side, *(other for other in SIDES if other != side)):
                yield from self._cache.entries(self._cache.key("gate", one, key))

    def _keep(self, key: str, side: str, seen: Seen, found: Any, form: Callable[[], Any]) -> None:
        kept = self._kept.setdefault(key, [])
        while len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]
        kept.append((sealed(seen), found))
        del kept[:-2]
        if self._cache is not None:
            self._cache.put(self._cache.key("gate", side, key), {"seen": sealed(seen), "found": form()})


Find = Callable[[RecordingTree], tuple[list[Root], bool]]
Judge = Callable[[RecordingTree], Piece]


def memory_of(folder: str, packs: Iterable[str], profiles: Iterable[str], limits: Limits) -> Memory:
    """A memory for one set of rules and limits. In CI it lasts for the run: what a cache brings proves nothing."""
    if os.environ.get("CI"):
        return Memory(None)
    return Memory(cache_of((folder,), tuple(packs), tuple(profiles), Options(limits=limits)))


def _hash(parts: list[Any]) -> str:
    return blake2b(str(parts).encode("utf-8", "backslashreplace"), digest_size=20).hexdigest()


def _data(roots: list[Root]) -> list[Any]:
    return [[one.language, one.path, one.files, one.deployments] for one in roots]


def _roots(data: Any) -> list[Root]:
    return [
        Root(language, path, tuple(files), tuple(_inputs(*one) for one in deployments))
        for language, path, files, deployments in data
    ]


def _inputs(name: str, files: list[str], variables: list[list[str]]) -> Inputs:
    return Inputs(name, tuple(files), tuple((key, value) for key, value in variables))


def _shelf(path: str) -> int:
    return blake2b(path.encode("utf-8", "surrogateescape"), digest_size=2).digest()[0] % SHELVES


def _shelved(entry: dict[str, Any] | None, known: dict[str, Known]) -> Iterator[tuple[str, Known]]:
    """What an earlier run knew of files, where this one knows nothing yet."""
    try:
        files = [(path, Known(*told)) for path, told in entry["files"].items()] if entry is not None else []
    except (KeyError, TypeError, AttributeError):
        return
    yield from ((path, told) for path, told in files if path not in known)
