"""The project as others fetch it: a git repository of its own, of what is here now."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LEFT_OUT = ("tests/", "docs/")


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.email=test@example.com", "-c", "user.name=test", "-c", "commit.gpgsign=false")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, env=environment, check=True, capture_output=True, text=True
    ).stdout


def committed(folder: Path) -> None:
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=start")


@pytest.fixture(scope="session")
def index() -> None:
    """Skips where nothing can be installed."""
    probe = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--dry-run",
        "--quiet",
        "--ignore-installed",
        "--no-deps",
        "hatchling",
    ]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("no package index can be reached, so nothing can be installed")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of the files that git tracks or would track."""
    folder = tmp_path_factory.mktemp("published")
    for name in git(ROOT, "ls-files", "-coz", "--exclude-standard").split("\0"):
        source = ROOT / name
        if name and not name.startswith(LEFT_OUT) and source.is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    committed(folder)
    return folder
