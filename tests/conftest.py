"""Fixtures of every test."""

from pathlib import Path

import pytest

from tests.support import Cli

ROOT = Path(__file__).parent.parent


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The command line in an empty folder."""
    return Cli(tmp_path)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(autouse=True)
def on_a_laptop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see a laptop's environment, also where CI runs them; those about CI say so themselves."""
    monkeypatch.delenv("CI", raising=False)
