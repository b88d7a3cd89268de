"""The hook, run by the real pre-commit in a fresh repository."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from tests.ci.conftest import ROOT, committed, git

pytest.importorskip("pre_commit", reason="pre-commit is not installed")

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
LEAKING = ROOT / "examples" / "bluebleed" / "leaking"
OWN_TIME = 0.5
"""Seconds of processor time that a warm run on one changed file may take."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit-home")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two roots that leak, one of them by a module, and a file that is no infrastructure."""
    shutil.copytree(LEAKING / "bicep-module", tmp_path / "app")
    shutil.copytree(LEAKING / "azurerm-4", tmp_path / "infra")
    (tmp_path / "package.json").write_text('{"name": "x"}\n')
    committed(tmp_path)
    return tmp_path


def pre_commit(folder: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=folder,
        env={**environment, "PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )


def configured(folder: Path, published: Path, hook_id: str = "foureyes", **hook: object) -> None:
    revision = git(published, "rev-parse", "HEAD").strip()
    config = {"repos": [{"repo": str(published), "rev": revision, "hooks": [{"id": hook_id, **hook}]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))


@pytest.mark.parametrize(
    ("path", "is_taken"),
    [
        ("a/main.tf", True),
        ("main.tofu", True),
        ("prod.auto.tfvars", True),
        ("a.tf.json", True),
        (".terraform.lock.hcl", True),
        ("main.BICEP", True),
        ("x.bicepparam", True),
        ("stack.yaml", True),
        ("stack.yml", True),
        ("sam.template", True),
        ("main.py", False),
        ("tf", False),
        ("main.tf.bak", False),
    ],
)
def test_hook_takes_what_may_be_code(path: str, is_taken: bool) -> None:
    assert bool(re.search(HOOKS[0]["files"], path)) is is_taken


def test_try_repo(index: None, published: Path, home: Path, repository: Path) -> None:
    done = pre_commit(repository, home, "try-repo", str(published), "foureyes", "--files", "app/modules/storage.bicep")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "app/modules/storage.bicep:" in done.stdout
    assert "it is deployed by `storage` (app/main.bicep:1)" in done.stdout
    assert "infra/main.tf" not in done.stdout


def test_run_judges_the_roots_of_what_is_staged(index: None, published: Path, home: Path, repository: Path) -> None:
    configured(repository, published)
    began = time.perf_counter()
    assert pre_commit(repository, home, "install-hooks").returncode == 0
    print(f"install: {time.perf_counter() - began:.1f} s")
    git(repository, "add", ".pre-commit-config.yaml")

    (repository / "package.json").write_text('{"name": "y"}\n')
    git(repository, "add", "package.json")
    calm = pre_commit(repository, home, "run")
    assert calm.returncode == 0, calm.stdout

    (repository / "infra" / "outputs.tf").write_text('output "x" {\n  value = 1\n}\n')
    git(repository, "add", "infra/outputs.tf")
    began = time.perf_counter()
    done = pre_commit(repository, home, "run", "--verbose")
    print(f"warm run: {time.perf_counter() - began:.2f} s")
    assert done.returncode == 1, done.stdout
    assert "infra/main.tf:" in done.stdout and "app/" not in done.stdout
    assert "critical: Anyone on the internet can read every blob" in done.stdout


def test_arguments_replace_the_hooks_own(index: None, published: Path, home: Path, repository: Path) -> None:
    configured(repository, published, args=["--fail-on", "never", "--allow-unknown"], verbose=True)
    git(repository, "add", "--all")
    done = pre_commit(repository, home, "run", "--files", "infra/main.tf")
    assert done.returncode == 0, done.stdout
    assert "critical: " in done.stdout


def test_own_time_of_a_warm_run(repository: Path) -> None:
    command = [sys.executable, "-m", "foureyes", "lint", "--roots-of", "--allow-unknown", "infra/main.tf"]
    times = []
    for _ in range(4):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert subprocess.run(command, cwd=repository, capture_output=True, check=False).returncode == 1
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(f"own time: {min(times):.2f} s")
    assert min(times) < OWN_TIME
