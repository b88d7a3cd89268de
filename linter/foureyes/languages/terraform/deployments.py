"""Deployments of a root: which variable files belong together."""

from __future__ import annotations

from collections.abc import Iterable

from foureyes.errors import UnreadableSource
from foureyes.languages.terraform.inputs import file_values
from foureyes.languages.terraform.module import load
from foureyes.model.root import Inputs
from foureyes.model.tree import Tree, join, parent

_ALWAYS = (".auto.tfvars", ".auto.tfvars.json")
_DEFAULTS = ("terraform.tfvars", "terraform.tfvars.json")
SUFFIXES = (".tfvars", ".tfvars.json")


def loaded(folder: str, tree: Tree) -> tuple[str, ...]:
    """The variable files that Terraform loads by itself, the later winning."""
    names = [name for name in tree.names(folder) if tree.is_file(join(folder, name))]
    defaults = [name for name in _DEFAULTS if name in names]
    return tuple(join(folder, name) for name in [*defaults, *sorted(one for one in names if one.endswith(_ALWAYS))])


def by_root(inputs: Iterable[str], roots: set[str]) -> dict[str, list[str]]:
    """The variable files that somebody has to name, by the root they lie in or under."""
    found: dict[str, list[str]] = {}
    for path in inputs:
        if path.endswith((*_ALWAYS, *(f"/{name}" for name in _DEFAULTS))) or path in _DEFAULTS:
            continue
        root = nearest_root(path, roots)
        if root is not None:
            found.setdefault(root, []).append(path)
    return found


def deployments(folder: str, inputs: Iterable[str], tree: Tree) -> tuple[Inputs, ...]:
    """The deployments of a root: one for each variable file under it that is meant for it, else the defaults."""
    base = loaded(folder, tree)
    variables: set[str] | None = None
    found: list[Inputs] = []
    for path in inputs:
        if variables is None:
            variables = set(load(folder, tree).variables)
        if _fits(path, variables, tree):
            found.append(Inputs(path, (*base, path)))
    return tuple(found) or (Inputs("", base),)


def nearest_root(path: str, roots: set[str]) -> str | None:
    """The root a file lies in or under, the nearest above it."""
    folder = parent(path)
    while True:
        if folder in roots:
            return folder
        above = parent(folder)
        if above == folder or folder in (".", "/") or above.endswith(".."):
            return None
        folder = above


def _fits(path: str, variables: set[str], tree: Tree) -> bool:
    try:
        names = file_values(path, tree)
    except UnreadableSource:
        return True
    return not names or any(name in variables for name in names)
