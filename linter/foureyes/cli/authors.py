"""Who wrote lines of files, as git knows it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from foureyes.errors import FoureyesError
from foureyes.sources.git import Repository
from foureyes.sources.gitignore import top_of
from foureyes.sources.on_disk import as_on_disk
from foureyes.sources.working_tree import WorkingTree

UNCOMMITTED = "not committed"


def authors(lines: Mapping[str, Iterable[int]]) -> dict[tuple[str, int], str]:
    """The author of each line, by path and number; without those that no repository knows of."""
    tops: dict[str, dict[str, set[int]]] = {}
    for path, wanted in lines.items():
        top = top_of(os.path.dirname(os.path.realpath(path))) if os.path.exists(path) else ""
        if top:
            tops.setdefault(top, {})[path] = {line for line in wanted if line > 0}
    found: dict[tuple[str, int], str] = {}
    for top, paths in tops.items():
        try:
            with Repository(top) as repository:
                found |= _asked(repository, top, paths)
        except FoureyesError:  # No commit yet, a shallow clone: nobody is known.
            continue
    return found


def _asked(repository: Repository, top: str, paths: Mapping[str, set[int]]) -> dict[tuple[str, int], str]:
    head = repository.commit("HEAD")
    inner = {path: os.path.relpath(os.path.realpath(path), top).replace(os.sep, "/") for path in paths}
    tree = WorkingTree()
    current = as_on_disk(repository, head, {name: tree.bytes(path) for path, name in inner.items()})
    return {
        (path, line): UNCOMMITTED if current != head and origin.commit == current else origin.author
        for path, wanted in paths.items()
        for line, origin in repository.blame(current, inner[path], wanted).items()
    }
