"""Inputs that once broke a reader or a rule, and a few new ones (`tests/field/mutations.py` makes more)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.field.mutations import KINDS, Trial, judged, seeds_of

KEPT = sorted(path for path in (Path(__file__).parent / "mutants").iterdir() if path.is_dir())


@pytest.fixture(autouse=True)
def loud(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run would tell as a fault of its own is raised."""
    monkeypatch.setenv("FOUREYES_DEBUG", "1")


@pytest.mark.parametrize("folder", KEPT, ids=lambda path: path.name)
def test_what_once_broke_is_judged(folder: Path) -> None:
    assert not list(judged({path.name: path.read_text("utf-8") for path in folder.iterdir()}))


@pytest.mark.parametrize("kind", KINDS)
def test_changed_inputs_break_nothing(kind: str, root: Path) -> None:
    trial = Trial({kind: seeds_of(kind, [root / "tests" / "cases", root / "examples"], most=40)})
    assert not [trial.faults(*trial.input(number)) for number in range(60) if trial.faults(*trial.input(number))]
