"""Whether rules of one's own may run: they are code, and the repository that is judged may have brought them.

A folder named on the command line is asked for by whoever runs the command. One named in the configuration is
asked only with `--base`, and only while it is just what the base has: so no change can bring code that judges itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foureyes.engine.house_rules import pack_of
from foureyes.errors import BrokenRule, FoureyesError
from foureyes.model.tree import join

if TYPE_CHECKING:
    from foureyes.config import Configuration
    from foureyes.model.tree import Tree

SUFFIXES = (".py", ".so", ".pyd", ".pyc", ".pth")


def house(configuration: Configuration, given: Iterable[str], base: str) -> tuple[list[str], list[FoureyesError]]:
    """The packs to ask besides the others, and what is not asked."""
    packs = [pack_of(folder) for folder in given]
    unasked: list[FoureyesError] = []
    for folder in configuration.lint.get("rules", ()):
        path = os.path.relpath(os.path.join(configuration.folder, folder)).replace(os.sep, "/")
        if os.path.realpath(path) in map(os.path.realpath, given):
            continue
        remedy = _refused(path, base)
        if remedy:
            unasked.append(BrokenRule("the rules in this folder are not asked", path=path, remedy=remedy))
        else:
            packs.append(pack_of(path))
    return packs, unasked


def _refused(path: str, base: str) -> str:
    """Why a folder that the configuration names is not loaded; empty where it is."""
    if not base:
        return f"--rules-from {path} runs them; with --base they run while they are as in the base"
    from foureyes.cli.since import start_of
    from foureyes.sources.git import Repository
    from foureyes.sources.git_tree import GitTree
    from foureyes.sources.working_tree import WorkingTree

    disk = WorkingTree()
    try:
        with Repository(path, shallow=True) as outer, Repository(outer.root, shallow=True) as repository:
            inner = os.path.relpath(os.path.realpath(path), os.path.realpath(outer.root)).replace(os.sep, "/")
            committed = GitTree(repository, start_of(repository, base))
            here, there = set(_code(disk, path)), set(_code(committed, inner))
            if here == there and all(disk.bytes(join(path, one)) == committed.bytes(join(inner, one)) for one in here):
                return ""
    except FoureyesError as error:
        return str(error)
    return f"they are not those of {base}; they will be asked once they are merged"


def _code(tree: Tree, folder: str, below: str = ".") -> Iterator[str]:
    """The files in a folder that could run, told from the folder. A link leads elsewhere: it counts as one."""
    for name in tree.names(join(folder, below)):
        inner = join(below, name)
        path = join(folder, inner)
        if tree.is_directory(path) and not os.path.islink(path):
            yield from _code(tree, folder, inner)
        elif name.endswith(SUFFIXES) or os.path.islink(path):
            yield inner
