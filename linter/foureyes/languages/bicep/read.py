"""The reader of Bicep: roots, and each with one set of parameters evaluated."""

from __future__ import annotations

from foureyes.languages.bicep.evaluation import evaluated
from foureyes.languages.bicep.roots import Roots
from foureyes.languages.bicep.workspace import Workspace
from foureyes.model.resource import Evaluation
from foureyes.model.root import Inputs, Options, Root
from foureyes.model.tree import Tree

_LAST: list[Workspace] = []
"""The workspace in use: modules are shared by the roots of a run, and read once."""


def roots(files: list[str], inputs: list[str], tree: Tree) -> list[Root]:
    """The roots among the files. Never raises for a bad file."""
    return Roots(_workspace(tree), files).find(inputs)


def evaluate(root: Root, inputs: Inputs, tree: Tree, options: Options) -> Evaluation:
    """One deployment. Faults are collected; what could be read is kept."""
    return evaluated(root, inputs, _workspace(tree), options)


def _workspace(tree: Tree) -> Workspace:
    if _LAST and _LAST[0].tree is tree:
        return _LAST[0]
    _LAST[:] = [Workspace(tree)]
    return _LAST[0]
