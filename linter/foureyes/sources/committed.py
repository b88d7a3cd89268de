"""What a commit holds, under the paths that the working tree's files have in this run."""

from __future__ import annotations

import os

from foureyes.errors import UnreadableSource
from foureyes.model.hashing import blake2b
from foureyes.model.place import Source
from foureyes.model.tree import join, parent
from foureyes.sources.exclude import Told
from foureyes.sources.git_tree import LINK, GitTree
from foureyes.sources.gitignore import Ignores
from foureyes.sources.walk import SKIPPED_FOLDERS
from foureyes.sources.working_tree import WorkingTree, decoded


class CommittedTree:
    """A commit's tree in place of the working tree.

    What git does not keep (ignored files, modules that `terraform init` fetched, what lies outside of the repository)
    is the same before and after a change: it comes from the disk.
    """

    def __init__(self, disk: WorkingTree, tree: GitTree, top: str) -> None:
        """`top`: the folder on disk that the tree is of."""
        self.disk = disk
        self.tree = tree
        self._told = Told(top)
        self._top = os.path.realpath(top)
        self._ignores = Ignores(self._top)
        self._kept: dict[str, bool] = {".": True}
        self._digests: dict[str, str] = {}
        self._sources: dict[str, Source] = {}

    def source(self, path: str) -> Source:
        found = self._sources.get(path)
        if found is None:
            found = self._sources[path] = self._source(path)
        return found

    def _source(self, path: str) -> Source:
        inner = self._inner(path)
        if not self._is_kept(inner) or self._is_unchanged(path):
            return self.disk.source(path)
        return Source(path, decoded(self._bytes(inner, path), path))

    def _is_unchanged(self, path: str) -> bool:
        """Whether the file on disk is the same: then so is all that was made of its text."""
        try:
            return self.digest(path) == self.disk.digest(path)
        except UnreadableSource:
            return False

    def digest(self, path: str) -> str:
        """A hash of the bytes that `source` gives or would give, as the working tree has it."""
        found = self._digests.get(path)
        if found is None:
            found = self._digests[path] = blake2b(self.bytes(path), digest_size=16).hexdigest()
        return found

    def _bytes(self, inner: str, path: str) -> bytes:
        if not self.tree.is_file(inner) and not self.tree.is_directory(inner):
            raise UnreadableSource("there is no such file", path=path, remedy="check the path")
        try:
            return self.tree.bytes(inner)
        except UnreadableSource as error:
            raise UnreadableSource(error.message, path=path, remedy=error.remedy) from None

    def bytes(self, path: str) -> bytes:
        inner = self._inner(path)
        return self._bytes(inner, path) if self._is_kept(inner) else self.disk.bytes(path)

    def is_file(self, path: str) -> bool:
        inner = self._inner(path)
        return self.tree.is_file(inner) if self._is_kept(inner) else self.disk.is_file(path)

    def is_directory(self, path: str) -> bool:
        inner = self._inner(path)
        return self.tree.is_directory(inner) if self._is_kept(inner) else self.disk.is_directory(path)

    def holds(self, path: str) -> bool:
        return self.disk.holds(path)

    def names(self, folder: str) -> list[str]:
        """The names in a folder. Links to folders are left out, for a walk must not go in circles."""
        inner = self._inner(folder)
        if not self._is_kept(inner):
            return self.disk.names(folder)
        kept = {name for name in self.tree.names(inner) if not self._leads_to_folder(join(inner, name))}
        return sorted(kept | {name for name in self.disk.names(folder) if not self._is_kept(join(inner, name))})

    def _leads_to_folder(self, inner: str) -> bool:
        return self.tree.entries[inner][0] == LINK and self.tree.is_directory(inner)

    def _inner(self, path: str) -> str:
        """The path told from the top; absolute where it lies outside."""
        return self._told(path)

    def _is_kept(self, inner: str) -> bool:
        """Whether git keeps what lies at a path, or would."""
        found = self._kept.get(inner)
        if found is None:
            found = self._kept[inner] = inner in self.tree.entries or self._would_keep(inner)
        return found

    def _would_keep(self, inner: str) -> bool:
        if inner.startswith(("/", "../")) or inner == "..":
            return False
        above = parent(inner)
        if not self._is_kept(above):
            return False
        if inner.rpartition("/")[2] in SKIPPED_FOLDERS:
            return self._ignores.tracks_in(inner)
        full = os.path.join(self._top, inner)
        return not self._ignores.is_ignored(full, os.path.isdir(full))
