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
