"""The gate judges by the limits of the base: a change gains nothing by those it brings along."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate.kit import POLICY, Keys, World

FOLLOWED = "more than the 5 that are followed"
TOPICS = 'resource "aws_sns_topic" "t" {\n  count = %d\n}\n'


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "keys").mkdir()
    return World(tmp_path / "infra", Keys(tmp_path / "keys"))


def test_limits_that_a_change_raises_are_not_heeded(world: World) -> None:
    world.found({"infra/prod/main.tf": TOPICS % 1}, f"[limits]\ninstances = 5\n\n{POLICY}")
    world.branch()
    world.write("infra/prod/main.tf", TOPICS % 20)
    world.commit("many topics")
    before = world.check()
    assert FOLLOWED in before.words
    world.replace("foureyes.toml", "instances = 5", "instances = 1000")
    world.commit("and more of them followed")
    after = world.check()
    assert FOLLOWED in after.words
    assert after.kinds == before.kinds | {"changes-policy"}
    assert (before.code, after.code) == (1, 1)


def test_limits_that_a_change_lowers_hide_nothing(world: World) -> None:
    world.found()
    world.open_container_unasked()
    before = world.check()
    world.replace("foureyes.toml", "[gate]\n", "[limits]\nnesting = 1\nfile_size = 0.000001\n\n[gate]\n")
    world.commit("and lower limits")
    after = world.check()
    risks = {(one["kind"], one["resource"]) for one in before.report["risks"]}
    assert any("backups" in resource for _, resource in risks)
    assert risks < {(one["kind"], one["resource"]) for one in after.report["risks"]}
