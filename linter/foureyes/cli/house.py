"""Whether rules of one's own may run: they are code, and the repository that is judged may have brought them.

A folder named on the command line is asked for by whoever runs the command. One named in the configuration is
asked only with `--base`, only while the base's configuration names it too, and only while all in it is just what the
base has: so no change can bring code that judges itself, have other code run, or give the rules other data.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foureyes.engine.house_rules import pack_of
from foureyes.errors import BrokenRule, FoureyesError
from foureyes.model.tree import join, parent

if TYPE_CHECKING:
    from foureyes.config import Configuration
    from foureyes.model.tree import Tree

COMPILED = "__pycache__"
"""What Python leaves; nothing of it is loaded."""


def house(configuration: Configuration, given: Iterable[str], base: str) -> tuple[list[str], list[FoureyesError]]:
    """The packs to ask besides the others, and what is not asked."""
    packs = [pack_of(folder) for folder in given]
    unasked: list[FoureyesError] = []
    for folder in configuration.lint.get("rules", ()):
        path = os.path.relpath(os.path.join(configuration.folder, folder)).replace(os.sep, "/")
        if os.path.realpath(path) in map(os.path.realpath, given):
            continue
        remedy = _refused(path, configuration, base)
        if remedy:
            unasked.append(BrokenRule("the rules in this folder are not asked", path=path, remedy=remedy))
        else:
            packs.append(pack_of(path))
    return packs, unasked


def _refused(path: str, configuration: Configuration, base: str) -> str:
    """Why a folder that the configuration names is not loaded; empty where it is."""
    if not base:
        return f"--rules-from {path} runs them; with --base they run while they are as in the base"
    from foureyes.cli.since import start_of
    from foureyes.sources.git import Repository
    from foureyes.sources.git_tree import GitTree
    from foureyes.sources.working_tree import WorkingTree

    disk = WorkingTree()
    home = configuration.folder
    try:
        with Repository(home, shallow=True) as outer, Repository(outer.root, shallow=True) as repository:
            top = os.path.realpath(outer.root)
            committed = GitTree(repository, start_of(repository, base))
            if not _named(path, configuration, committed, top):
                return f"the configuration of {base} does not name it; they will be asked once it does"
            inner = _inner(path, top)
            here, there = set(_files(disk, path)), set(_files(committed, inner))
            both = sorted(here & there)
            changed = (one for one in both if not _same(disk, join(path, one), committed, join(inner, one)))
            other = min(here ^ there, default="") or next(changed, "")
            if not other:
                return ""
    except FoureyesError as error:
        return str(error)
    return f"they are not those of {base} ({join(path, other)}); they will be asked once they are merged"


def _inner(path: str, top: str) -> str:
    """A path told from the top of its repository. Links above it are followed, it is not."""
    folder, name = os.path.split(os.path.abspath(path))
    return join(os.path.relpath(os.path.join(os.path.realpath(folder), name), top).replace(os.sep, "/"))


def _named(path: str, configuration: Configuration, committed: Tree, top: str) -> bool:
    """Whether the base's configuration names the folder too. One outside of the repository is nobody's change."""
    from foureyes.config import parsed

    told = _inner(configuration.path, top)
    if told.startswith(".."):
        return True
    before = parsed(committed.bytes(told), told) if committed.is_file(told) else None
    folders = () if before is None else before.lint.get("rules", ())
    return _inner(path, top) in {join(parent(told), one) for one in folders}


def _files(tree: Tree, folder: str, below: str = ".") -> Iterator[str]:
    """The files in a folder, told from it. A link leads elsewhere: it counts as one."""
    for name in tree.names(join(folder, below)):
        inner = join(below, name)
        path = join(folder, inner)
        if not tree.is_directory(path) or os.path.islink(path):
            yield inner
        elif name != COMPILED:
            yield from _files(tree, folder, inner)


def _same(disk: Tree, path: str, committed: Tree, inner: str) -> bool:
    """Whether a file is as it was committed. Where a link leads is not looked at: it is never the same."""
    return not os.path.islink(path) and disk.bytes(path) == committed.bytes(inner)
