"""What the gate's commands share: which change is meant."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from foureyes.cli.gate_change import Change, between
from foureyes.errors import BadUsage
from foureyes.sources.git import Repository, Undecidable

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

GUESSES = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master", "main", "master")


def change_inputs(command: Decorated) -> Decorated:
    """Add the options that say which change is meant."""
    for decorate in (
        click.option("--repo", default=".", metavar="FOLDER", help="The repository. Default: this one."),
        click.option("--branch", default="", help="The branch it lands on, where --base does not tell."),
        click.option("--head", default="HEAD", show_default=True, help="The change."),
        click.option("--base", default="", metavar="REF", help="The tip of the branch it lands on. Default: origin's."),
    ):
        command = decorate(command)
    return command


@contextmanager
def opened(
    base: str, head: str, branch: str, repo: str, staged: bool = False, unchanged: bool = False
) -> Iterator[Change]:
    """The change that the options mean. `unchanged`: it may be none."""
    with Repository(repo) as outer, Repository(outer.root) as repository:
        if base and not staged and not unchanged and repository.commit(base) == repository.commit(head):
            raise Undecidable(f"{base} and {head} are the same commit: nothing is compared", remedy="check --base")
        base = base or _guessed(repository)
        target = branch or _branch(repository, base)
        if staged:
            commit = repository.commit_of(repository.staged(), repository.commit("HEAD"))
            change = between(repository, base, commit, target)
        else:
            change = between(repository, base, head, target)
        if not change.standpoint.policy.guards(target):
            guarded = ", ".join(change.standpoint.policy.branches)
            raise BadUsage(f"the policy guards {guarded}, not {target!r}", remedy="name the branch with --branch")
        check_home(change)
        yield change


def _guessed(repository: Repository) -> str:
    for name in GUESSES:
        try:
            repository.commit(name)
        except Undecidable:
            continue
        return repository.full_name(name) or name
    raise BadUsage("which branch the change lands on cannot be told", remedy="name its tip with --base")


def _branch(repository: Repository, base: str) -> str:
    full = repository.full_name(base)
    for prefix in ("refs/heads/", "refs/remotes/origin/"):
        if full.startswith(prefix):
            return full.removeprefix(prefix)
    raise BadUsage(f"{base} names no branch", remedy="name the branch it stands for with --branch")


def check_home(change: Change) -> None:
    """On GitHub, refuse a policy that was made for another repository."""
    here = os.environ.get("GITHUB_REPOSITORY", "")
    wanted = change.standpoint.policy.repository
    if os.environ.get("GITHUB_ACTIONS") and here and not wanted.lower().endswith(f"/{here.lower()}"):
        raise BadUsage(f"the policy is for {wanted}, and this is {here}", path="foureyes.toml")
