"""Risks that files tell by themselves: guards of the gate, and whatever keeps code from being read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from foureyes.gate.canonical import digest
from foureyes.gate.picture import PASSED, Picture
from foureyes.gate.risk import Risk, RiskKind
from foureyes.model.finding import Severity
from foureyes.model.glob import matches
from foureyes.model.tree import parent

SIGNOFFS = ".foureyes/signoffs/"
CONFIGURATION = "foureyes.toml"

GUARDS = (
    f"**/{CONFIGURATION}", ".foureyes", "CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS",
)  # fmt: skip
CALLERS = (
    ".github/workflows", ".github/actions", ".gitlab-ci.yml", ".gitlab/ci", "azure-pipelines.yml", "azure-pipelines",
    ".gitea/workflows", ".forgejo/workflows", "bitbucket-pipelines.yml", ".buildkite", ".drone.yml", ".woodpecker.yml",
    ".woodpecker", ".travis.yml", ".circleci", "Jenkinsfile", "cloudbuild.yaml", "buildspec.yml", ".ci",
    ".pre-commit-config.yaml", "lefthook.yml", ".husky", ".githooks", "Makefile", "GNUmakefile", "justfile",
    "Taskfile.yml", "tox.ini", "noxfile.py", "package.json", "scripts",
)  # fmt: skip
"""Where the gate is called from; such a file is a guard if it speaks of foureyes."""

PROJECT = "pyproject.toml"
"""Configures `lint` by its table `tool.foureyes`, at the top and in folders."""

ATTRIBUTES = ".gitattributes"
_RECODES = re.compile(r"working-tree-encoding|\bfilter(?!=lfs(?:\s|$))")
"""What lets git check files out other than they are kept."""

MANIFEST = ".terraform/modules/modules.json"
"""Tells Terraform where modules from elsewhere lie."""

PROGRAMS = (
    "Pulumi.yaml", "Pulumi.yml", "cdk.json", "Chart.yaml", "kustomization.yaml", "kustomization.yml", "Kustomization",
    "terragrunt.hcl", "terragrunt.hcl.json", "terragrunt.stack.hcl", "root.hcl", "env.hcl", "region.hcl", "account.hcl",
    "samconfig.toml", "samconfig.yaml", "serverless.yml", "serverless.yaml", "serverless.json",
)  # fmt: skip
"""Files of deployment tools that are not read."""

_TEMPLATE = re.compile(
    r"""^[\s{]*"?AWSTemplateFormatVersion"?\s*:|^[\s{]*"?Type"?\s*:\s*["']?AWS::\w+::\w"""
    r"""|/schemas/[\d-]+/\w*deploymentTemplate\.json""",
    re.IGNORECASE | re.MULTILINE,
)
_SOURCES = (
    ".md", ".mdx", ".rst", ".adoc", ".html", ".ipynb", ".snap",
    ".py", ".ts", ".tsx", ".js", ".go", ".java", ".kt", ".cs", ".rb", ".sh", ".ps1",
)  # fmt: skip
"""Files that may tell of a template without being one."""

LINK, SUBMODULE = "120000", "160000"
_REMOTE = re.compile(r"""registry|https?:|git::|git@|\b(?:br|ts)(?:/\w+)?:|\bsource = "[^."/]""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileChange:
    """A path that differs between base and what would land; ids and modes are empty where nothing is there."""

    path: str
    old_mode: str
    new_mode: str
    old: str
    new: str


@dataclass(frozen=True)
class Files:
    """What the comparison has to know about files besides the two pictures."""

    changes: tuple[FileChange, ...]
    text: Callable[[str], str]
    """The text of a blob, by its id; empty for what is no file."""
    is_code: Callable[[str], bool]
    """Whether a file is infrastructure code."""
    targets: Callable[[str], set[str]]
    """The environments whose accounts a blob names, by the blob's id."""
    unvisited: frozenset[str]
    """Names of folders in which no code is looked for."""
    newly_known: Callable[[FileChange], str]
    """What a changed baseline comes to call known, in words; empty for nothing."""
    extra_guards: tuple[str, ...] = ()
    """Where packs of rules lie that are inside the repository."""


def file_risks(files: Files, base: Picture, merged: Picture, environment: Callable[[str], str]) -> list[Risk]:
    """All risks of changed files."""
    found: dict[Risk, None] = {}
    for change in files.changes:
        found.update(dict.fromkeys(_of_change(change, files, base, merged, environment)))
    found.update(dict.fromkeys(_supply(files, base, merged, environment)))
    return list(found)


def ledger_breaches(changes: Iterable[FileChange]) -> list[str]:
    """Sign-offs that are history and were changed or removed: the ledger only grows."""
    return [one.path for one in changes if one.path.startswith(SIGNOFFS) and one.old]


def _of_change(
    change: FileChange, files: Files, base: Picture, merged: Picture, environment: Callable[[str], str]
) -> Iterator[Risk]:
    path = change.path

    def risk(kind: RiskKind, message: str, severity: Severity = Severity.HIGH) -> Risk:
        return Risk(kind, severity, environment(path), path, change.old, change.new, message, path=path, line=1)

    if path.startswith(SIGNOFFS):
        return
    if matches(path, (*GUARDS, *files.extra_guards)) or _calls(change, files):
        yield risk(RiskKind.CHANGES_POLICY, "this file decides what is judged and who may sign")
        return
    known = files.newly_known(change)
    if known:
        yield risk(RiskKind.ADDS_SUPPRESSION, known)
        return
    for name in sorted(files.targets(change.new) - files.targets(change.old)):
        message = f"this comes to name an account of {name}"
        yield Risk(RiskKind.WEAKENS, Severity.HIGH, name, path, change.old, change.new, message, path=path, line=1)
    blind = _blindness(change, files, base, merged)
    if blind:
        yield risk(RiskKind.BLINDS, blind)


def _calls(change: FileChange, files: Files) -> bool:
    """Whether a file that says how foureyes is called says so otherwise than before."""
    old, new = files.text(change.old), files.text(change.new)
    if _name(change.path) == PROJECT:
        return _table(old) != _table(new)
    return matches(change.path, CALLERS) and ("foureyes" in old or "foureyes" in new)


def _table(text: str) -> object:
    """What a `pyproject.toml` says of foureyes; all of it where that cannot be told."""
    if "foureyes" not in text:
        return None
    try:
        return tomllib.loads(text).get("tool", {}).get("foureyes")
    except (ValueError, AttributeError):
        return text


def _recodes(change: FileChange, files: Files) -> bool:
    """Whether attributes of git come or go by which files are checked out other than they are kept."""
    old, new = (
        [line for line in files.text(one).splitlines() if _RECODES.search(line)] for one in (change.old, change.new)
    )
    return old != new


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _blindness(change: FileChange, files: Files, base: Picture, merged: Picture) -> str:
    """Why a changed file can no longer be judged; empty if it can."""
    path = change.path
    if path in merged.unreadable:
        return f"this cannot be read: {merged.unreadable[path]}"
    if _name(path) == ATTRIBUTES and _recodes(change, files):
        return "by this, git may check out other files than are judged"
    if not change.new:
        return ""
    if change.new_mode == LINK:
        return "a symbolic link came or points elsewhere"
    if change.new_mode == SUBMODULE:
        return "a submodule came or moved, and is not read"
    if path in base.languages and path not in merged.languages:
        return "this was judged before and is no longer recognised as code"
    if path not in merged.languages and not base.resources.keys() <= merged.resources.keys() and files.is_code(path):
        return "resources are gone from what is judged, and this code is left out of it"
    if not files.unvisited.isdisjoint(path.split("/")[:-1]) and (path.endswith(MANIFEST) or files.is_code(path)):
        return "this code came or changed where none is looked for"
    if _name(path) in PROGRAMS:
        return "this is deployed by a tool whose code is not read"
    told = path in merged.languages or path.endswith(_SOURCES) or files.is_code(path)
    if not told and _TEMPLATE.search(files.text(change.new)):
        return "this looks like a template, and is not recognised as one"
    return ""


def _supply(files: Files, base: Picture, merged: Picture, environment: Callable[[str], str]) -> Iterator[Risk]:
    """Modules and templates referred to that were not referred to before and cannot be read."""
    before: dict[str, list[str]] = {}
    for gap in sorted(base.gaps):
        words, _, given = gap.partition(PASSED)
        before.setdefault(words, []).append(given)
    for gap, path in sorted(merged.gaps.items()):
        if gap in base.gaps or _is_moved(gap, path, base, merged, environment):
            continue
        words, _, now = gap.partition(PASSED)
        if words in before:
            message = f"what is passed to code that is not read changes: {words.partition(': ')[2]}"
            yield Risk(
                RiskKind.BLINDS, Severity.MEDIUM, environment(path), path, " ".join(before[words]), now, message,
                path=path, line=1,
            )  # fmt: skip
            continue
        remote = _REMOTE.search(gap) is not None
        kind = RiskKind.CHANGES_SUPPLY if remote else RiskKind.BLINDS
        yield Risk(
            kind, Severity.MEDIUM, environment(path), path, "", gap.partition(": ")[2],
            "code from elsewhere comes in that is not read" if remote else "something referred to is not read",
            path=path, line=1,
        )  # fmt: skip
    yield from _unread(files, base, merged, environment)


def _is_moved(gap: str, path: str, base: Picture, merged: Picture, environment: Callable[[str], str]) -> bool:
    """Whether the same words stood in a file of the same environment that is gone."""
    words = gap.removeprefix(f"{path}: ")
    return any(
        old.removeprefix(f"{was}: ") == words and was not in merged.languages and environment(was) == environment(path)
        for old, was in base.gaps.items()
    )


def _unread(files: Files, base: Picture, merged: Picture, environment: Callable[[str], str]) -> Iterator[Risk]:
    """Paths that the change does not touch and that cannot be read: now, or still, with changes beside them."""
    touched = {one.path for one in files.changes}
    code = [one for one in files.changes if one.path in merged.languages or one.path in base.languages]
    for path, reason in sorted(merged.unreadable.items()):
        if path in touched:
            continue
        near = code if path in merged.crashed else [one for one in code if _is_beside(one.path, path)]
        if path in base.unreadable and not near:
            continue
        before = "unread" if path in base.unreadable else "read"
        after = digest([[one.path, one.new] for one in near])
        message = f"this cannot be read, so what the change does to it cannot be told: {reason}"
        yield Risk(RiskKind.BLINDS, Severity.HIGH, environment(path), path, before, after, message, path=path, line=1)


def _is_beside(path: str, root: str) -> bool:
    """Whether a file lies in or below the folder of a root (or in the root, if that is a folder)."""
    folder = parent(root)
    return folder == "." or path.startswith((f"{folder}/", f"{root}/"))
