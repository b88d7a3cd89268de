"""Terraform and OpenTofu: roots among files, and the resources of a deployment."""

from __future__ import annotations

from foureyes.errors import UnreadableSource
from foureyes.languages.terraform.deployments import by_root, deployments
from foureyes.languages.terraform.inputs import given_values
from foureyes.languages.terraform.locate import local_source
from foureyes.languages.terraform.module import load
from foureyes.languages.terraform.resources import resources
from foureyes.languages.terraform.room import room
from foureyes.languages.terraform.scope import Scope
from foureyes.languages.terraform.session import Session
from foureyes.model.resource import Evaluation
from foureyes.model.root import Inputs, Options, Root
from foureyes.model.tree import Tree, join, parent


def roots(files: list[str], inputs: list[str], tree: Tree) -> list[Root]:
    """The folders among the files that no other of them calls as a module."""
    by_folder: dict[str, list[str]] = {}
    for path in files:
        by_folder.setdefault(parent(path), []).append(path)
    calls = {folder: _called(folder, tree) & by_folder.keys() for folder in by_folder}
    chosen = _uncalled(calls)
    meant = by_root(inputs, set(chosen))
    return [
        Root("terraform", folder, tuple(by_folder[folder]), deployments(folder, meant.get(folder, ()), tree))
        for folder in chosen
    ]


def _called(folder: str, tree: Tree) -> set[str]:
    """The folders that a folder calls as local modules."""
    sources = (local_source(call) for call in load(folder, tree).calls.values())
    return {join(folder, source) for source in sources if source is not None} - {folder}


def _uncalled(calls: dict[str, set[str]]) -> list[str]:
    """Folders nobody calls, and one of every circle that nobody else calls."""
    called = {target for targets in calls.values() for target in targets}
    chosen = [folder for folder in calls if folder not in called]
    reached: set[str] = set()
    pending = list(chosen)
    for start in [None, *calls]:
        if start is not None and start not in reached:
            chosen.append(start)
            pending.append(start)
        while pending:
            folder = pending.pop()
            if folder not in reached:
                reached.add(folder)
                pending += calls[folder]
    return sorted(chosen)


def evaluate(root: Root, inputs: Inputs, tree: Tree, options: Options) -> Evaluation:
    """The resources of one deployment. Faults are collected; what could be read is kept."""
    errors: list[UnreadableSource] = []
    files = (*inputs.files, *options.variable_files)
    with room():
        given = given_values(files, options.variables, tree, errors)
        session = Session(root.path, tree, given)
        module = session.module(root.path)
        found = list(resources(Scope(session, module)))
    errors += [
        UnreadableSource(f"`--var {name}`: the module declares no such variable", path=root.path)
        for name in given
        if name not in module.variables and given[name].raw
    ]
    return Evaluation(
        root.path,
        inputs.name,
        "terraform",
        found,
        list(session.gaps.values()),
        [*errors, *session.errors],
        session.files | {path for path in files if tree.is_file(path)},
        session.passed,
    )
