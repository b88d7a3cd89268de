"""Results kept from run to run: JSON in packs of bounded size, each replaced whole; large ones in files of their own.

A pack that cannot be read is as good as empty, and one that cannot be written is left alone: the cache may
cost time, never an answer. Two runs at once may lose each other's news, nothing else.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any

from foureyes.engine.catalogue import imported
from foureyes.model.hashing import blake2b

PACK_BYTES = 500_000
"""Characters of a pack; the oldest entries go. 256 packs make 128 MB at most."""

LARGE = "@"
"""Stands in a pack for an entry that has a file of its own."""

LARGE_BYTES = 16_000_000
"""Characters of one of these files."""

ALL_LARGE_BYTES = 64_000_000
"""Bytes of all of them; the oldest go."""

STALE = 3600
"""Seconds after which what a run that was killed left half written is removed."""

BEFORE = "-"
"""After the key of the entry before the latest."""

Entry = dict[str, Any]


class Cache:
    """Entries by key. `context`: everything but files that a result depends on."""

    def __init__(self, folder: str | None, context: str) -> None:
        """`folder`: where it is kept; without one it lasts as long as the process."""
        self.folder = folder
        self.context = context
        self._packs: dict[str, dict[str, str]] = {}
        self._news: dict[str, dict[str, str]] = {}

    def key(self, *parts: Any) -> str:
        """The key of a question about the tree."""
        told = json.dumps([self.context, *parts], separators=(",", ":")).encode()
        return blake2b(told, digest_size=20).hexdigest()

    def get(self, key: str) -> Entry | None:
        """The latest entry."""
        return next(self.entries(key), None)

    def entries(self, key: str) -> Iterator[Entry]:
        """The latest entry and the one before it: those of a branch and of what it started from, as they alternate."""
        for name in (key, f"{key}{BEFORE}"):
            told = self._told(name)
            if told is None:
                continue
            try:
                entry = json.loads(told)
            except ValueError:
                continue
            if isinstance(entry, dict):
                yield entry

    def _told(self, name: str) -> str | None:
        pack = name[:2]
        told = self._news.get(pack, {}).get(name) or self._pack(pack).get(name)
        return _read(self._path(name), LARGE_BYTES) if told == LARGE else told

    def put(self, key: str, entry: Entry) -> None:
        """Keep an entry, unless it is huge; it is written by `save`."""
        told = json.dumps(entry, separators=(",", ":"))
        if len(told) > LARGE_BYTES:
            return
        news = self._news.setdefault(key[:2], {})
        before = self._told(key)
        if before is not None:
            news[f"{key}{BEFORE}"] = before
        news[key] = told

    def _pack(self, name: str) -> dict[str, str]:
        if name not in self._packs:
            self._packs[name] = _load(self._path(name)) if self.folder is not None else {}
        return self._packs[name]

    def _path(self, name: str) -> str:
        return os.path.join(self.folder or "", f"{name}.json")

    def save(self) -> None:
        """Write what is new. Faults of the disk are passed over."""
        with suppress(OSError):
            if self._news and self.folder is not None:
                os.makedirs(self.folder, mode=0o700, exist_ok=True)
                for name, news in self._news.items():
                    self._replace(name, {key: self._stored(key, told) for key, told in news.items()})
                _tidy(self.folder)
        for name, news in self._news.items():
            self._pack(name).update(news)
        self._news = {}

    def _stored(self, key: str, told: str) -> str:
        """What stands for an entry in its pack: itself, or the mark of one that was written to a file of its own."""
        if len(told) <= PACK_BYTES // 2:
            return told
        _write(self._path(key), told)
        return LARGE

    def _replace(self, name: str, news: dict[str, str]) -> None:
        # Read again: another run may have written meanwhile.
        kept = {**news, **{key: told for key, told in _load(self._path(name)).items() if key not in news}}
        size = 0
        for key in list(kept):
            size += len(kept[key]) + len(key) + 8
            if size > PACK_BYTES:
                del kept[key]
        _write(self._path(name), json.dumps(kept, separators=(",", ":")))


def _write(path: str, text: str) -> None:
    """Replace a file as a whole: nobody ever reads half of it."""
    aside = f"{path}.{os.getpid()}"
    try:
        with open(aside, "w", encoding="ascii") as file:
            file.write(text)
        os.replace(aside, path)
    except OSError:
        with suppress(OSError):
            os.unlink(aside)
        raise


def _tidy(folder: str) -> None:
    """Remove what killed runs left, and the oldest of the large entries."""
    now = time.time()
    large: list[tuple[float, int, str]] = []
    with os.scandir(folder) as files:
        for file in files:
            status = file.stat(follow_symlinks=False)
            if not file.name.endswith(".json") and now - status.st_mtime > STALE:
                os.unlink(file.path)
            elif file.name.endswith(".json") and len(file.name) > len("00.json"):
                large.append((status.st_mtime, status.st_size, file.path))
    size = 0
    for _, bytes, path in sorted(large, reverse=True):
        size += bytes
        if size > ALL_LARGE_BYTES:
            os.unlink(path)


def _read(path: str, bound: int) -> str | None:
    try:
        if os.stat(path).st_size > bound:
            return None
        with open(path, encoding="ascii") as file:
            return file.read()
    except (OSError, ValueError):
        return None


def _load(path: str) -> dict[str, str]:
    try:
        data = json.loads(_read(path, 4 * PACK_BYTES) or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(data, dict) or not all(isinstance(one, str) for one in data.values()):
        return {}
    return data


@cache
def stamp_of_code(packs: tuple[str, ...]) -> str:
    """The stamp of our own code and of the packs' rules, taken once in a process: what it has loaded stays loaded."""
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    return stamp([own, *(path for pack in packs for path in _homes(pack))])


def _homes(pack: str) -> Iterable[str]:
    """The folders of a pack, or its file where it is a single one."""
    module = imported(pack)
    found: Iterable[str] = getattr(module, "__path__", None) or filter(None, [module.__file__])
    return found


def stamp(paths: Iterable[str]) -> str:
    """A hash of code, and of what lies beside it for it to read, by name, size and time of change.

    `paths`: files and folders; links to folders are followed, as imports follow them.
    """
    seen: list[str] = []
    folders: set[str] = set()
    pending = list(paths)
    while pending:
        path = pending.pop()
        try:
            entries = [*os.scandir(path)] if os.path.isdir(path) else []
            if not entries:
                seen.append(_stamped(path, os.stat(path)))
            for entry in entries:
                if not entry.is_dir():
                    seen.append(_stamped(entry.path, entry.stat()))
                elif entry.name != "__pycache__" and (real := os.path.realpath(entry.path)) not in folders:
                    folders.add(real)
                    pending.append(entry.path)
        except OSError:
            seen.append(f"{path}\0-")
    return blake2b("\n".join(sorted(seen)).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _stamped(path: str, status: os.stat_result) -> str:
    return f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0{status.st_ctime_ns}"
