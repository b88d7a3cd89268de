"""Fixtures of the gate's tests."""

import pytest

from tests.gate.kit import PEOPLE, Keys, World


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    made = Keys(tmp_path_factory.mktemp("keys"))
    for name in PEOPLE:
        made.private(name)
    return made


@pytest.fixture
def world(tmp_path, keys):
    """A repository with a policy and an account with a private container."""
    made = World(tmp_path / "infra", keys)
    made.found()
    return made
