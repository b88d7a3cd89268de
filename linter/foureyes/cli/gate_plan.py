"""`foureyes gate plan`: before a deployment, whether everything that the plan brings was signed."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import click

from foureyes.cli.gate_change import Change, Standpoint, now
from foureyes.cli.gate_inputs import change_inputs, opened
from foureyes.cli.gate_survey import Survey
from foureyes.cli.output import write
from foureyes.errors import BadUsage
from foureyes.gate.compare import Comparison
from foureyes.gate.picture import Picture
from foureyes.gate.ssh import check_version
from foureyes.gate.words import told
from foureyes.model.place import Source
from foureyes.model.tree import join, parent
from foureyes.sources.git import Repository, Undecidable
from foureyes.sources.git_tree import GitTree

NAME = ".foureyes-plan.json"


class TreeWithPlan(GitTree):
    """A tree with a plan lying beside the stack it is of."""

    def __init__(self, tree: GitTree, stack: str, plan: bytes) -> None:
        super().__init__(tree.repository, tree.id)
        self.plan = join(stack, NAME)
        self._data = plan

    def source(self, path: str) -> Source:
        return Source(path, self._data.decode("utf-8")) if path == self.plan else super().source(path)

    def bytes(self, path: str) -> bytes:
        return self._data if path == self.plan else super().bytes(path)

    def is_file(self, path: str) -> bool:
        return path == self.plan or super().is_file(path)

    def names(self, folder: str) -> list[str]:
        own = [NAME] if join(folder) == parent(self.plan) else []
        return sorted([*super().names(folder), *own])


@dataclass
class PlannedChange(Change):
    """A change of which one deployment is judged by its plan instead of its code."""

    stack: str = ""
    deployment: str = ""
    plan: bytes = b""

    @cached_property
    def comparison(self) -> Comparison:
        standpoint = self.standpoint
        merged = standpoint.picture(self.tree)
        planned = Survey(
            TreeWithPlan(self.tree, self.stack, self.plan), standpoint.rules, limits=standpoint.limits
        ).of_plan(join(self.stack, NAME), self.stack, self.deployment)
        if planned.unreadable:
            raise Undecidable(f"the plan cannot be read: {next(iter(planned.unreadable.values()))}")
        kept = {
            key: one
            for key, one in merged.judgements.items()
            if (one.root, one.deployment) != (self.stack, self.deployment)
        }
        if len(kept) == len(merged.judgements):
            raise BadUsage(
                f"{self.stack} with {self.deployment or 'its defaults'} is no deployment of this repository",
                remedy="name its folder with --stack and its variable file with --deployment",
            )
        protective = {key: one for key, one in merged.protective.items() if key[:2] != (self.stack, self.deployment)}
        picture: Picture = replace(
            merged, judgements={**kept, **planned.judgements}, protective={**protective, **planned.protective}
        )
        base = standpoint.picture(standpoint.tree)
        return Comparison(base, picture, standpoint.policy.environment)


@click.command("plan")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--stack", required=True, metavar="FOLDER", help="The folder of the repository that the plan is of.")
@click.option("--deployment", default="", metavar="FILE", help="The variable file it was made with.")
@click.option("--landed", is_flag=True, help="The change has landed: --head is compared with the commit before it.")
@change_inputs
def plan(
    file: str, stack: str, deployment: str, landed: bool, base: str, head: str, branch: str, repo: str
) -> int:  # fmt: skip
    """Say whether what a plan (`terraform show -json`) brings was signed.

    Catches what code does not tell: variables of the run, data sources, providers.
    """
    check_version()
    data = Path(file).read_bytes()
    try:
        json.loads(data)
    except ValueError as error:
        raise BadUsage(f"this is no plan: {error}", path=file, remedy="make it by terraform show -json") from None
    if landed:
        with Repository(repo) as repository:
            commit = repository.commit(head)
            before = repository.parents(commit)
            if not before:
                raise BadUsage(f"{head} has no commit before it")
            tree = GitTree(repository, commit)
            change = Change(Standpoint(repository, before[0]), tree, commit, branch or "main")
            return _judged(change, stack, deployment, data)
    with opened(base, head, branch, repo) as change:
        return _judged(change, stack, deployment, data)


def _judged(change: Change, stack: str, deployment: str, data: bytes) -> int:
    planned = PlannedChange(
        change.standpoint, change.tree, change.head, change.branch, stack=join(stack), deployment=deployment, plan=data
    )
    verdict = planned.decide(now())
    write(told(verdict), sys.stdout)
    return int(verdict.code)
