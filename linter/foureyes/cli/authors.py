"""Who wrote lines of files, as git knows it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from foureyes.errors import FoureyesError
from foureyes.sources.git import Repository
from foureyes.sources.git_tree import GitTree
from foureyes.sources.gitignore import top_of

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
    committed = GitTree(repository, head)
    inner = {path: os.path.relpath(os.path.realpath(path), top).replace(os.sep, "/") for path in paths}
    changed = {}
    for path, name in inner.items():
        with open(path, "rb") as file:
            data = file.read()
        known = committed.object(name)
        if not known or repository.read(known).replace(b"\r\n", b"\n") != data.replace(b"\r\n", b"\n"):
            changed[name] = data
    current = repository.with_files(head, changed) if changed else head
    return {
        (path, line): UNCOMMITTED if changed and origin.commit == current else origin.author
        for path, wanted in paths.items()
        for line, origin in repository.blame(current, inner[path], wanted).items()
    }
