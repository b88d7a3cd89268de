"""The files of a git tree, read from its objects: no checkout, no filters, no way out of the tree."""

from __future__ import annotations

from collections.abc import Iterator

from foureyes.errors import BadUsage, UnreadableSource
from foureyes.model.limits import limits, remedy
from foureyes.model.place import Source
from foureyes.model.tree import join, parent
from foureyes.sources.git import Repository, Undecidable
from foureyes.sources.working_tree import decoded

LINK, SUBMODULE, FOLDER = "120000", "160000", "040000"
MAX_HOPS = 40
POINTER = b"version https://git-lfs.github.com/spec/"


class GitTree:
    """One tree. Paths are relative to its top; links are followed inside it only."""

    def __init__(self, repository: Repository, name: str) -> None:
        self.repository = repository
        self.id = repository.tree(name)
        self.entries: dict[str, tuple[str, str]] = {}
        """Mode and object id by path, folders included."""
        self._children: dict[str, list[str]] = {".": []}
        self._sources: dict[str, Source] = {}
        told = repository.run("ls-tree", "-r", "-t", "-z", "--full-tree", self.id).stdout
        for line in told.decode("utf-8", "surrogateescape").split("\0"):
            if line:
                self._enter(line)

    def _enter(self, line: str) -> None:
        entry, _, path = line.partition("\t")
        mode, _, oid = entry.split(" ")
        if path in self.entries:
            raise Undecidable("a tree of git holds this twice: which one is meant cannot be told", path=path)
        self.entries[path] = mode, oid
        folder, _, name = path.rpartition("/")
        self._children.setdefault(folder or ".", []).append(name)
        if mode == FOLDER:
            self._children.setdefault(path, [])

    def paths(self) -> Iterator[str]:
        """Every path that is no folder: files, links, submodules."""
        return (path for path, (mode, _) in self.entries.items() if mode != FOLDER)

    def object(self, path: str) -> str:
        """The object id at a path, empty if nothing is there."""
        return self.entries.get(path, ("", ""))[1]

    def source(self, path: str) -> Source:
        found = self._sources.get(path)
        if found is None:
            key = path, self.digest(path), limits().file_size
            found = self.repository.sources.get(key)
            if found is None:
                found = self.repository.sources[key] = Source(path, decoded(self.bytes(path), path))
            self._sources[path] = found
        return found

    def digest(self, path: str) -> str:
        """The id of the object that is read at a path; raises `UnreadableSource` where there is no file."""
        real = self._real(path)
        mode, oid = self.entries.get(real, ("", "")) if real is not None else ("", "")
        if not mode:
            raise UnreadableSource("there is no such file in the tree", path=path)
        if mode in (FOLDER, SUBMODULE, LINK):
            raise UnreadableSource("this is no regular file", path=path)
        return oid

    def bytes(self, path: str) -> bytes:
        oid = self.digest(path)
        try:
            data = self.repository.read(oid, limits().file_size)
        except BadUsage as error:
            raise UnreadableSource(error.message, path=path, remedy=remedy("file_size")) from None
        if data.startswith(POINTER):
            raise UnreadableSource("this is a Git LFS pointer, not the file", path=path, remedy="keep code out of LFS")
        return data

    def is_file(self, path: str) -> bool:
        real = self._real(path)
        return real is not None and self.entries.get(real, (FOLDER,))[0] not in (FOLDER, SUBMODULE, LINK)

    def is_directory(self, path: str) -> bool:
        real = self._real(path)
        return real is not None and real in self._children

    def holds(self, path: str) -> bool:
        return not path.startswith("/") and self._real(path) is not None

    def names(self, folder: str) -> list[str]:
        real = self._real(folder)
        return sorted(self._children.get(real, ())) if real is not None else []

    def _real(self, path: str) -> str | None:
        """The path with links followed; None for one that leads out of the tree or in a circle."""
        path = join(path)
        if path in self.entries and self.entries[path][0] != LINK:
            return path
        hops = 0
        real, pending = ".", path.split("/")[::-1]
        while pending:
            step = pending.pop()
            if step == "..":
                if real == ".":
                    return None
                real = parent(real)
                continue
            here = join(real, step)
            mode, oid = self.entries.get(here, ("", ""))
            if mode != LINK:
                real = here
                continue
            hops += 1
            target = self.repository.read(oid).decode("utf-8", "surrogateescape")
            if hops > MAX_HOPS or target.startswith("/"):
                return None
            pending += [one for one in target.split("/")[::-1] if one not in ("", ".")]
        return real
