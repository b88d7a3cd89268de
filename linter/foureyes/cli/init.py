"""`foureyes init`: a good start."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from foureyes import __version__
from foureyes.cli.output import check_links, write
from foureyes.cli.yaml_edit import Document
from foureyes.config import NAME, PYPROJECT
from foureyes.errors import BadUsage

SOURCE = "OWNER/foureyes"
"""The repository that hook and action come from; the owner is yet to be named."""

NOT_OURS = frozenset(
    {"fixtures", "testdata", "test-data", "snapshots", "__snapshots__", "vendor", "third_party", "third-party"}
)
"""Names of folders whose code nobody deploys."""

START = """\
# What foureyes judges, and how strictly. `foureyes schema config` prints the schema that editors complete it with.

[lint]
# Findings of this severity or worse fail: info, low, medium, high, critical or never.
fail_on = "low"

# Whether to pass in spite of what cannot be told before deployment.
allow_unknown = false

# Paths that are not judged: `*` within a folder, `**` over any depth.
exclude = [{exclude}]

# Rules to ask besides the default ones: hardening, customer-keys, retention.
profiles = []

# Severities of rules, where the rule's own is not yours; "off" switches a rule off, and reports say so.
# [lint.severities]
# azure-app-service-accepts-old-tls = "high"

# Data that deserves a stricter bar: findings on resources that hold it are one step more severe.
# [[lint.classification]]
# name = "confidential"
# tags = {{data = ["confidential", "secret"]}}
# resources = ["*customer*"]

# What holds in some paths only; the later wins.
# [[lint.at]]
# paths = ["sandbox"]
# fail_on = "critical"
"""

GATE = """
# Whose word a risky change needs. It is read from the base branch only.
[gate]
repository = "{repository}"
repository_id = "{id}"
branches = ["{branch}"]

[[gate.rule]]
need = [{{ group = "reviewers" }}]

[[gate.rule]]
when = {{ kind = ["changes-policy"] }}
need = [{{ group = "reviewers", count = 2 }}]
"""

NEXT = """\
now the people, three at least, and then bring the file to the base branch:
  foureyes gate enroll NAME --email ADDRESS --group reviewers --key FILE.pub
  foureyes gate policy check
"""

HOOK = """\
- repo: https://github.com/{source}
  rev: v{version}
  hooks:
    - id: foureyes
"""

JOB = """\
foureyes:
  name: Public access and encryption
  runs-on: ubuntu-24.04
  permissions:
    contents: read
  steps:
    - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
      with:
        fetch-depth: 0 # only what a pull request brings is told, and that takes its history
        persist-credentials: false
    - uses: {source}@0000000000000000000000000000000000000000 # put a full commit id here
"""

WORKFLOW = """\
name: foureyes
on:
  pull_request:
  push:
    branches: [{branch}]

permissions: {{}}

concurrency:
  group: foureyes-${{{{ github.ref }}}}
  cancel-in-progress: true

jobs:
"""

HOOKS_FILE = ".pre-commit-config.yaml"
WORKFLOW_FILE = ".github/workflows/foureyes.yml"

EPILOG = """\b
Examples:
  foureyes init --dry-run
  foureyes init --pre-commit --github
  foureyes init --github .github/workflows/ci.yml
"""


@dataclass(frozen=True, slots=True)
class Edit:
    """A file as it should be; what it is now."""

    path: str
    before: str
    after: str


@click.command("init", epilog=EPILOG)
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
@click.option("--pre-commit", is_flag=True, help=f"Add the hook to {HOOKS_FILE}.")
@click.option(
    "--github",
    is_flag=False,
    flag_value=WORKFLOW_FILE,
    metavar="[FILE]",
    help=f"Add the job to a workflow. Default: {WORKFLOW_FILE}.",
)
@click.option("--gate", is_flag=True, help="Begin a policy for `foureyes gate`.")
@click.option("--source", default=SOURCE, show_default=True, help="The repository that hook and action come from.")
@click.option("--dry-run", is_flag=True, help="Show what would be written.")
def command(folder: str, pre_commit: bool, github: str | None, gate: bool, source: str, dry_run: bool) -> int:
    """Write a first foureyes.toml into FOLDER, and set up where it is asked.

    What is there is kept: files get lines added, and what is set up already is left alone.
    """
    edits = [edit for edit in _edits(Path(folder), pre_commit, github, gate, source) if edit.after != edit.before]
    for edit in edits:
        if dry_run:
            _show(edit)
        else:
            _save(edit)
            write(f"{'added to' if edit.before else 'wrote'} {edit.path}\n", sys.stdout)
    if not edits:
        write("everything is there already\n", sys.stdout)
    elif source == SOURCE and (pre_commit or github):
        write(f"put the owner in place of OWNER in {SOURCE}\n", sys.stderr)
    if gate and edits and edits[0].path.endswith(NAME):
        write(NEXT, sys.stderr)
    return 0


def _edits(folder: Path, pre_commit: bool, github: str | None, gate: bool, source: str) -> Iterator[Edit]:
    """What has to be written; all of it is worked out before any of it is."""
    configuration = _configuration(folder)
    yield replace(configuration, after=_with_gate(configuration, folder)) if gate else configuration
    if pre_commit:
        path = folder / HOOKS_FILE
        text = _read_own(path)
        yield Edit(str(path), text, _with_hook(text, str(path), source))
    if github:
        path = folder / github
        text = _read_own(path)
        yield Edit(str(path), text, _with_job(text, str(path), source, _branch(folder)))


def _configuration(folder: Path) -> Edit:
    from foureyes.config import find

    path = folder / NAME
    text = _read_own(path)
    found = find(str(folder))
    if text or (found is not None and os.path.basename(found.path) == PYPROJECT):
        return Edit(str(path), text, text)
    excluded = "".join(f'\n  "{one}",' for one in _not_ours(folder))
    return Edit(str(path), "", START.format(exclude=f"{excluded}\n" if excluded else ""))


def _with_gate(edit: Edit, folder: Path) -> str:
    """The configuration with the beginning of a policy."""
    from uuid import uuid4

    from foureyes.config import parse

    if not edit.after:
        raise BadUsage(f"the gate's policy belongs in {NAME}", path=PYPROJECT, remedy=f"move [tool.foureyes] to {NAME}")
    if parse(edit.after.encode(), edit.path).gate is not None:
        return edit.after
    policy = GATE.format(repository=_repository(folder), id=uuid4(), branch=_branch(folder))
    return f"{edit.after.rstrip()}\n{policy}"


def _repository(folder: Path) -> str:
    """Where the repository lives, as `origin` tells it."""
    text = _read(folder / ".git" / "config") if (folder / ".git" / "config").is_file() else ""
    found = re.search(
        r'\[remote "origin"\][^\[]*?\burl\s*=\s*(?:\w+://)?(?:[^@\s/]*@)?([\w.-]+)(?::\d+)?[:/](\S+)', text
    )
    return f"{found[1]}/{found[2].strip('/').removesuffix('.git')}" if found else "github.com/OWNER/NAME"


def _not_ours(folder: Path) -> list[str]:
    """Folders with code that nobody deploys, the outermost of each."""
    from foureyes.sources.discover import discover
    from foureyes.sources.working_tree import WorkingTree

    listing, _ = discover((str(folder),), WorkingTree())
    found: dict[str, None] = {}
    for path in sorted(path for paths in listing.files.values() for path in paths):
        steps = Path(path).relative_to(folder).parts[:-1]
        number = next((number for number, step in enumerate(steps, 1) if step in NOT_OURS), 0)
        if number:
            found["/".join(steps[:number])] = None
    return list(found)


def _with_hook(text: str, path: str, source: str) -> str:
    hook = HOOK.format(source=source, version=__version__)
    if not text:
        return "repos:\n" + "".join(f"  {line}\n" for line in hook.splitlines())
    document = Document(text, path)
    hooks = [one.get("id") for repo in document.get("repos") or () for one in repo.get("hooks") or ()]
    return text if "foureyes" in hooks else document.with_more("repos", hook)


def _with_job(text: str, path: str, source: str, branch: str) -> str:
    job = JOB.format(source=source)
    if not text:
        return WORKFLOW.format(branch=branch) + "".join(f"  {line}\n" for line in job.splitlines())
    document = Document(text, path)
    jobs = document.get("jobs") or {}
    steps = [step.get("uses", "") for one in jobs.values() for step in one.get("steps") or ()]
    if "foureyes" in jobs or any("/foureyes@" in one for one in steps):
        return text
    return document.with_more("jobs", job)


def _branch(folder: Path) -> str:
    """The branch that is pushed to: the remote's, else the one that is checked out, else main."""
    for name, beginning in (("refs/remotes/origin/HEAD", "ref: refs/remotes/origin/"), ("HEAD", "ref: refs/heads/")):
        try:
            told = (folder / ".git" / name).read_text("utf-8").strip()
        except (OSError, ValueError):
            continue
        if told.startswith(beginning):
            return told.removeprefix(beginning)
    return "main"


def _read_own(path: Path) -> str:
    """What a file holds that is to be written: one of this repository."""
    check_links(str(path))
    return _read(path)


def _read(path: Path) -> str:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise BadUsage(f"it cannot be read: {error}", path=str(path)) from None


def _save(edit: Edit) -> None:
    try:
        os.makedirs(os.path.dirname(edit.path) or ".", exist_ok=True)
        with open(edit.path, "w", encoding="utf-8", newline="") as file:
            file.write(edit.after)
    except OSError as error:
        raise BadUsage(f"it cannot be written: {error.strerror}", path=edit.path) from None


def _show(edit: Edit) -> None:
    from difflib import unified_diff

    old, new = edit.before.splitlines(keepends=True), edit.after.splitlines(keepends=True)
    name = f"a/{edit.path}" if edit.before else "/dev/null"
    for line in unified_diff(old, new, name, f"b/{edit.path}"):
        write(line if line.endswith("\n") else f"{line}\n", sys.stdout)
