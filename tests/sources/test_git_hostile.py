"""Repositories whose configuration or objects mean harm: nothing of them is run, nothing they say is trusted."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from foureyes.sources.git import Repository, Undecidable
from foureyes.sources.git_tree import GitTree
from tests.ci.conftest import committed, git
from tests.cli.test_configuration import opened
from tests.support import Cli

MISSING = "1" * 40


@pytest.fixture
def repository(cli: Cli) -> Path:
    opened(cli.folder / "infra")
    committed(cli.folder)
    return cli.folder


def test_a_remote_that_is_a_command_is_not_asked_for_what_is_missing(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a git that does not know `GIT_NO_LAZY_FETCH` yet."""
    run = tmp_path / "run"
    evil = tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\ntouch {run}\n")
    older = tmp_path / "bin" / "git"
    older.parent.mkdir()
    older.write_text(f'#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nexec {shutil.which("git")} "$@"\n')
    for program in (evil, older):
        program.chmod(0o755)
    for name, value in (
        ("core.repositoryformatversion", "1"),
        ("extensions.partialClone", "evil"),
        ("remote.evil.promisor", "true"),
        ("remote.evil.url", f"ext::{evil}"),
        ("protocol.ext.allow", "always"),
    ):
        git(repository, "config", name, value)
    monkeypatch.setenv("PATH", f"{older.parent}{os.pathsep}{os.environ['PATH']}")
    with Repository(str(repository)) as opened_, pytest.raises(Undecidable):
        opened_.commit(MISSING)
    assert not run.exists()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    words = ["git", "-C", str(repository), "rev-parse", f"{MISSING}^{{commit}}"]
    subprocess.run(words, env=environment, capture_output=True, check=False)
    assert run.exists(), "the trap works"


def test_a_work_tree_that_is_elsewhere_is_not_taken_for_the_repositorys(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    git(repository, "config", "core.worktree", str(tmp_path / "elsewhere"))
    with Repository(str(repository / "infra")) as inner, pytest.raises(Undecidable, match="work tree is elsewhere"):
        assert inner.root


@pytest.mark.parametrize("time", ["1700000000 +9999", "1700000000 x", "99999999999999999 +0000", "-5 -2400", ""])
def test_commits_of_times_that_there_are_not(repository: Path, cli: Cli, time: str) -> None:
    path = repository / "infra" / "g.tf"
    path.write_text(f'# foureyes: ignore-file[aws-s3-bucket-acl-open-to-everyone] reason="x"\n\n{path.read_text()}')
    git(repository, "add", "--all")
    tree = subprocess.run(["git", "write-tree"], cwd=repository, capture_output=True, text=True, check=True).stdout
    text = f"tree {tree.strip()}\nauthor bob <bob@example.com> {time}\ncommitter bob <bob@example.com> {time}\n\nx\n"
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
        cwd=repository, input=text, capture_output=True, text=True, check=True,
    )  # fmt: skip
    git(repository, "update-ref", "refs/heads/main", made.stdout.strip())
    done = cli("suppressions")
    assert done.returncode == 0, done.stderr
    assert "infra/g.tf:1: aws-s3-bucket-acl-open-to-everyone" in done.stdout


def test_an_object_that_is_damaged_is_no_empty_file(repository: Path, cli: Cli) -> None:
    words = ["git", "rev-parse", "HEAD:infra/g.tf"]
    blob = subprocess.run(words, cwd=repository, capture_output=True, text=True, check=True).stdout.strip()
    path = repository / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.write_bytes(b"nothing")
    done = cli("lint", "--base", "main")
    assert done.returncode == 3
    assert f"the object {blob} is missing" in done.stderr


@pytest.mark.parametrize("how", ["link", "configured"])
@pytest.mark.parametrize("verb", ["write", "prune"])
def test_a_baseline_is_not_written_elsewhere_than_in_the_repository(
    repository: Path, cli: Cli, tmp_path_factory: pytest.TempPathFactory, how: str, verb: str
) -> None:
    target = tmp_path_factory.mktemp("home") / "precious"
    target.write_text('{"version": 1, "findings": []}')
    if how == "link":
        (repository / "foureyes-baseline.json").symlink_to(target)
    else:
        (repository / "foureyes.toml").write_text(f'[lint]\nbaseline = "{target}"\n')
    done = cli("baseline", verb)
    assert done.returncode == 2
    assert "is not written" in done.stderr
    assert target.read_text() == '{"version": 1, "findings": []}'


def test_a_tree_that_holds_a_path_twice(repository: Path) -> None:
    words = ["git", "hash-object", "-w", "--stdin"]
    blobs = [
        subprocess.run(words, cwd=repository, input=text, capture_output=True, check=True).stdout.strip().decode()
        for text in (b"locals {}", b'resource "x" "y" {}')
    ]
    tree = b"".join(b"100644 a.tf\0" + bytes.fromhex(one) for one in blobs)
    words = ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"]
    made = subprocess.run(words, cwd=repository, input=tree, capture_output=True, check=True).stdout.strip().decode()
    with Repository(str(repository)) as opened_, pytest.raises(Undecidable, match="twice"):
        GitTree(opened_, made)


def forged(repository: Path, commit: str, parent: str) -> None:
    """A commit graph that tells another parent of a commit than the commit itself."""
    git(repository, "commit-graph", "write", "--reachable")
    path = repository / ".git" / "objects" / "info" / "commit-graph"
    data = bytearray(path.read_bytes())
    chunks = {}
    for at in range(8, 8 + 12 * data[6], 12):
        chunks[bytes(data[at : at + 4])] = int.from_bytes(data[at + 4 : at + 12], "big")
    names, facts = chunks[b"OIDL"], chunks[b"CDAT"]
    child, above = ((data.index(bytes.fromhex(one), names) - names) // 20 for one in (commit, parent))
    at = facts + child * 36 + 20
    data[at : at + 4] = above.to_bytes(4, "big")
    path.chmod(0o644)
    path.write_bytes(bytes(data))


def test_a_commit_graph_that_hides_a_commit_is_not_asked(repository: Path) -> None:
    ids = [git(repository, "rev-parse", "HEAD").strip()]
    for name in ("wide", "more", "last"):
        opened(repository / "infra", name)
        git(repository, "add", "--all")
        git(repository, "commit", "--quiet", f"--message={name}")
        ids.append(git(repository, "rev-parse", "HEAD").strip())
    forged(repository, ids[2], ids[0])
    assert git(repository, "rev-list", f"{ids[0]}..HEAD").split() == [ids[3], ids[2]], "git itself believes it"
    with Repository(str(repository)) as opened_:
        assert opened_.commits(ids[0], ids[3]) == [ids[3], ids[2], ids[1]]


@pytest.mark.parametrize("flag", ["--skip-worktree", "--assume-unchanged"])
@pytest.mark.parametrize("here", ["gone", "as before", "as committed"])
def test_what_git_is_told_not_to_look_for_is_not_taken_for_unchanged(
    repository: Path, cli: Cli, flag: str, here: str
) -> None:
    path = repository / "infra" / "g.tf"
    before = path.read_text()
    after = before + before.replace('"g"', '"wide"')
    assert after.count("wide")
    git(repository, "checkout", "--quiet", "-b", "change")
    path.write_text(after)
    git(repository, "commit", "--quiet", "--all", "--message=open")
    git(repository, "update-index", flag, "infra/g.tf")
    if here == "gone":
        path.unlink()
    else:
        path.write_text(before if here == "as before" else after.replace("\n", "\r\n"))
    done = cli("lint", "--base", "main")
    assert done.returncode == (1 if here == "as committed" else 3), done.stdout
    assert ("git is told not to look" in done.stderr) == (here != "as committed")


def test_a_sparse_checkout_whose_other_part_is_as_it_was(repository: Path, cli: Cli) -> None:
    git(repository, "checkout", "--quiet", "-b", "change")
    (repository / "docs").mkdir()
    (repository / "docs" / "main.tf").write_text("locals {}\n")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=docs")
    git(repository, "sparse-checkout", "set", "docs")
    assert not (repository / "infra").exists()
    assert cli("lint", "--base", "main").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("lint", "--base", "main"),
        ("lint", "--roots-of", "infra/g.tf"),
        ("suppressions",),
        ("baseline", "write"),
        ("fix",),
        ("migrate",),
        ("init", "--dry-run", "--pre-commit", "--github", "--gate"),
    ],
)
def test_nothing_that_the_repository_configures_is_run(
    repository: Path, cli: Cli, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ran = tmp_path / "ran"
    trap = tmp_path / "hooks" / "post-index-change"
    trap.parent.mkdir()
    trap.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n")
    trap.chmod(0o755)
    git(repository, "checkout", "--quiet", "-b", "change")
    (repository / ".gitattributes").write_text("*.tf filter=evil diff=evil merge=evil\n")
    opened(repository / "infra", "wide")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=open")
    git(repository, "config", "core.hooksPath", str(trap.parent))
    for name in ("filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "diff.evil.textconv",
                 "diff.evil.command", "diff.external", "merge.evil.driver", "core.fsmonitor", "core.pager",
                 "core.editor", "core.alternateRefsCommand", "gpg.program", "credential.helper"):  # fmt: skip
        git(repository, "config", name, str(trap))
    assert cli(*arguments).returncode in (0, 1)
    assert not ran.exists()
    (repository / "infra" / "wide.tf").touch()
    git(repository, "status")
    assert ran.exists(), "the trap works"


@pytest.mark.parametrize("how", ["worktree", "borrowed objects", "borrowed by a relative path"])
def test_where_objects_and_index_lie_elsewhere(repository: Path, tmp_path: Path, how: str) -> None:
    git(repository, "branch", "change")
    folder = tmp_path / "other"
    if how == "worktree":
        git(repository, "worktree", "add", "--quiet", str(folder), "change")
    else:
        git(repository, "clone", "--quiet", "--shared", "--branch", "change", str(repository), str(folder))
        git(folder, "branch", "main", "origin/main")
    if how == "borrowed by a relative path":
        objects = folder / ".git" / "objects"
        target = os.path.relpath(repository / ".git" / "objects", objects)
        (objects / "info" / "alternates").write_text(f"{target}\n")
    opened(folder / "infra", "wide")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=open")
    done = Cli(folder)("lint", "--base", "main")
    assert done.returncode == 1, done.stderr
    assert "wide" in done.stdout
    assert "aws_security_group.g" not in done.stdout


def test_a_submodule_that_moved(repository: Path, cli: Cli, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    opened(inner, "inner")
    committed(inner)
    git(repository, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "infra/sub")
    git(repository, "commit", "--quiet", "--all", "--message=submodule")
    git(repository, "checkout", "--quiet", "-b", "change")
    opened(inner, "wide")
    git(inner, "add", "--all")
    git(inner, "commit", "--quiet", "--message=open")
    git(repository / "infra" / "sub", "-c", "protocol.file.allow=always", "pull", "--quiet")
    git(repository, "commit", "--quiet", "--all", "--message=moved")
    done = cli("lint", "--base", "main")
    assert done.returncode == 1
    assert "aws_security_group.wide" in done.stdout
