"""The files under a path, and what was passed by on the way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from foureyes.model.limits import limits
from foureyes.model.record import Record, field
from foureyes.model.tree import Tree, inside
from foureyes.sources.gitignore import Ignores
from foureyes.sources.working_tree import WorkingTree

SKIPPED_FOLDERS = frozenset({".git", ".terraform", "node_modules", ".venv", "__pycache__", ".hg", ".svn", ".tox"})


class Passed(Record):
    """What a walk did not go into, for the coverage."""

    ignored: list[str] = field(factory=list)
    """Files and folders that git ignores."""
    excluded: list[str] = field(factory=list)
    """Files and folders that the user excludes."""
    outside: list[str] = field(factory=list)
    """Links that lead out of the folder, or nowhere."""
    special: list[str] = field(factory=list)
    """Pipes, sockets and devices."""


class Walk:
    """Walks one tree. Folders that hold no code of the project are skipped."""

    def __init__(self, tree: Tree, ignore: bool = True, excluded: Callable[[str], bool] | None = None) -> None:
        self.tree = tree
        self.ignore = ignore
        self.excluded = excluded
        self.passed = Passed()
        self._disk = tree if isinstance(tree, WorkingTree) else None
        self._followed: set[str] = set()
        """What lies outside and was come to by a link."""

    def files(self, path: str) -> Iterator[str]:
        """Every file at or under a path. What is named outright is never ignored or excluded."""
        if self.tree.is_file(path):
            yield path
            return
        ignores = Ignores(path, self._disk.witnesses) if self._disk is not None and self.ignore else None
        bound = os.path.realpath(path) if self._disk is not None else path
        excluded = self.excluded if self.excluded is not None and not self.excluded(path) else None
        pending = [path]
        while pending:
            folder = pending.pop()
            for name in self.tree.names(folder):
                inner = inside(folder, name)
                is_folder = self.tree.is_directory(inner)
                if is_folder and name in SKIPPED_FOLDERS:
                    continue
                if ignores is not None and ignores.is_ignored(inner, is_folder):
                    self.passed.ignored.append(inner)
                    continue
                if excluded is not None and excluded(inner):
                    self.passed.excluded.append(inner)
                    continue
                if self._disk is not None and self._disk.is_link(inner) and not self._is_inside(inner, bound):
                    continue
                if self.tree.is_directory(inner):
                    pending.append(inner)
                elif self.tree.is_file(inner):
                    yield inner
                elif self._disk is not None:
                    self.passed.special.append(inner)

    def _is_inside(self, link: str, top: str) -> bool:
        """Whether a link leads to something under `top`, or out to what is followed, that the walk has not come to."""
        real = os.path.realpath(link)
        if self._disk is not None:
            self._disk.witnesses.states[real] = False
        exists = os.path.exists(real)
        if not exists or not (real == top or real.startswith(top.rstrip(os.sep) + os.sep)):
            known = real in self._followed
            if known and os.path.isdir(real):
                return False
            if known or (exists and len(self._followed) < limits().outside_links):
                self._followed.add(real)
                if self._disk is not None:
                    self._disk.follow(link)
                return True
            self.passed.outside.append(link)
            return False
        # A folder is judged where it is: a link to it adds nothing, and one to a folder above never ends.
        return not os.path.isdir(real)
