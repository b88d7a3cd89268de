"""Fixtures of the gate's tests."""

import pytest

from tests.gate.kit import PEOPLE, Keys, World
from tests.gate.trees import Trees


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """Commands run in this process, and must not meet what a user's own runs left behind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("CI", raising=False)
        yield


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


@pytest.fixture(scope="session")
def trees(tmp_path_factory):
    """Pictures of any files, without a policy."""
    made = Trees(tmp_path_factory.mktemp("trees"))
    yield made
    made.repository.close()
