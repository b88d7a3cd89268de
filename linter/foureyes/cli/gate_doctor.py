"""`foureyes gate doctor`: is the gate really on, as far as the repository tells."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import click

from foureyes.cli.gate_change import Standpoint
from foureyes.cli.gate_inputs import change_inputs, opened
from foureyes.cli.gate_sign import is_home
from foureyes.cli.output import write
from foureyes.gate.files import CALLERS
from foureyes.gate.ssh import check_version
from foureyes.gate.words import plain
from foureyes.model.glob import matches
from foureyes.sources.git_tree import GitTree

OWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
CHECK = re.compile(r"foureyes(?:\.cli)?\s+gate\s+check")
AUDIT = re.compile(r"foureyes(?:\.cli)?\s+gate\s+audit")


@click.command("doctor")
@change_inputs
@click.option("--github", is_flag=True, help="Ask GitHub, with GITHUB_TOKEN, how the branch is protected.")
def doctor(base: str, head: str, branch: str, repo: str, github: bool) -> int:
    """Say what keeps the gate from being on. What only the forge knows is asked for with --github, else named."""
    write(f"ok {check_version()}\n", sys.stdout)
    with opened(base, head, branch, repo, unchanged=True) as change:
        write(f"ok {change.repository.version}\n", sys.stdout)
        problems = list(_problems(change.standpoint, change.repository.origin()))
        if github:
            # Imported here: this alone can speak to a network.
            from foureyes.cli.gate_protection import protection

            problems += protection(change)
    write("".join(f"x {plain(one)}\n" for one in problems) or "the repository's own side is in order\n", sys.stdout)
    if not github:
        write(
            "not judged here: whether the check is required on the base branch, from which source, and who may bypass "
            "it (--github asks)\n",
            sys.stdout,
        )
    return 1 if problems else 0


def _problems(standpoint: Standpoint, origin: str) -> Iterator[str]:
    policy, tree = standpoint.policy, standpoint.tree
    if not is_home(origin, policy.repository):
        yield f"origin is {origin or 'not set'}, and the policy is for {policy.repository}: nobody can sign here"
    yield from policy.warnings
    keyless = [one.id for one in standpoint.people.all.values() if one.groups and not one.keys]
    if keyless:
        yield f"in a group, and without a key: {', '.join(keyless)}"
    callers = {path: _text(tree, path) for path in tree.paths() if matches(path, CALLERS)}
    checking = [path for path, text in callers.items() if CHECK.search(text)]
    if not checking:
        yield "no workflow or hook on the base branch runs `foureyes gate check`"
    for path in checking:
        yield from _weaknesses(path, callers[path])
    if not any(AUDIT.search(text) for text in callers.values()):
        yield "nothing runs `foureyes gate audit`: what gets past the check is never found"
    owned = "\n".join(_text(tree, path) for path in OWNERS)
    if not re.search(r"^\s*(?:/?foureyes\.toml|\*)\s+\S", owned, re.MULTILINE):
        yield "CODEOWNERS names nobody for foureyes.toml"
    if checking and not re.search(r"^\s*/?\.github(?:/workflows)?/?\S*\s+\S|^\s*\*\s+\S", owned, re.MULTILINE):
        yield "CODEOWNERS names nobody for .github/: a pull request can edit the workflow that judges it"


def _weaknesses(path: str, text: str) -> Iterator[str]:
    """What makes a workflow's check pass without being run."""
    if re.search(r"^\s*paths(?:-ignore)?\s*:", text, re.MULTILINE):
        yield f"{path} filters paths: where it does not run, nothing is judged"
    if re.search(r"^\s*if\s*:", text, re.MULTILINE):
        yield f"{path} has an `if`: a skipped job counts as passed"
    if "--advise" in text or re.search(r"gate check[^\n]*\|\|\s*true|continue-on-error\s*:\s*true", text):
        yield f"{path} lets the check fail without failing"
    if re.search(r"actions/checkout", text) and not re.search(r"fetch-depth\s*:\s*0", text):
        yield f"{path} checks out a shallow clone: the gate cannot decide (fetch-depth: 0)"
    if "pull_request_target" in text:
        yield f"{path} runs on pull_request_target: code of the change meets secrets"
        if re.search(r"ref\s*:\s*.*(?:head\.(?:sha|ref)|head_ref|/merge)", text):
            yield f"{path} checks the change out with the base's secrets and token: any file of it may be run"
    if re.search(
        r"--base[ =]+['\"]?(?:HEAD\b|\$\{?\{? ?(?:github\.)?(?:sha|event\.pull_request\.head|GITHUB_SHA|head_ref))",
        text,
    ):
        yield f"{path} takes the change itself for the base: the change's own policy judges"
    if re.search(r"python3?\s+-m\s+foureyes", text):
        yield f"{path} runs `python -m foureyes` without -I: a file of the change can take its place"
    if re.search(r"cancel-in-progress\s*:\s*true", text):
        yield f"{path} cancels runs: what is cancelled is not judged, and the change is blocked"


def _text(tree: GitTree, path: str) -> str:
    return tree.bytes(path).decode("utf-8", "replace") if tree.is_file(path) else ""
