"""The gate's hook: it advises before a push, run by the real pre-commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ci.test_pre_commit import configured, home, pre_commit
from tests.gate.kit import Keys, World

__all__ = ["home"]


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path / "infra", Keys(tmp_path))
    made.found()
    return made


def test_advice_before_a_push(index: None, published: Path, home: Path, world: World) -> None:
    world.open_container_unasked()
    configured(world.folder, published, "foureyes-gate")
    told = pre_commit(world.folder, home, "run", "--hook-stage", "pre-push", "foureyes-gate")
    assert told.returncode == 0, told.stdout + told.stderr
    assert "infra/prod/storage.bicep:" in told.stdout, told.stdout
    assert "foureyes gate sign" in told.stdout

    configured(world.folder, published, "foureyes-gate", args=[])
    strict = pre_commit(world.folder, home, "run", "--hook-stage", "pre-push", "foureyes-gate")
    assert strict.returncode == 1, strict.stdout


def test_it_stays_out_of_commits(index: None, published: Path, home: Path, world: World) -> None:
    configured(world.folder, published, "foureyes-gate")
    world.git("add", "--all")
    done = pre_commit(world.folder, home, "run", "--all-files")
    assert done.returncode == 0
    assert "foureyes" not in done.stdout
