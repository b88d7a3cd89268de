"""What the guide gives to copy: workflows for GitHub and GitLab, the hook of a plain server."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import foureyes
from foureyes.config import parse

BESIDE = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
CODE = "infra/prod/storage.bicep"


@pytest.fixture
def github(root):
    return sorted((root / "examples/gate").glob("github-*.yml"))


def test_zizmor_finds_nothing(github):
    zizmor = shutil.which("zizmor", path=BESIDE)
    if zizmor is None:
        pytest.skip("zizmor is not installed")
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--persona=pedantic", *map(str, github)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_actionlint_finds_nothing(github):
    actionlint = shutil.which("actionlint", path=BESIDE)
    if actionlint is None:
        pytest.skip("actionlint is not installed")
    done = subprocess.run([actionlint, *map(str, github)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def steps(path):
    for job in yaml.safe_load(path.read_text())["jobs"].values():
        yield from job["steps"]


def test_actions_are_pinned_by_hash_and_the_check_is_never_skipped(github):
    assert len(github) == 4
    for path in github:
        for step in steps(path):
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step.get("uses", "a/b@" + "0" * 40)), path
            assert "if" not in step
        for job in yaml.safe_load(path.read_text())["jobs"].values():
            assert "if" not in job
            assert "continue-on-error" not in job


def test_every_call_of_foureyes_is_one_it_understands(root):
    """Every option in the examples is one that the command has."""
    for path in (root / "examples/gate").iterdir():
        text = path.read_text().replace("\\\n", " ")
        for verb, rest in re.findall(r"(?:foureyes/bin/)?foureyes gate ([a-z-]+)([^\n`|]*)", text):
            done = subprocess.run(
                [sys.executable, "-m", "foureyes", "gate", verb, "--help"], capture_output=True, text=True, check=True
            )
            for option in re.findall(r"(--[a-z-]+)", rest):
                assert option in done.stdout, f"{path.name}: {verb} {option}"


def test_the_version_is_this_one(root):
    for path in (root / "examples/gate").iterdir():
        assert set(re.findall(r"foureyes==(\S+)", path.read_text())) <= {foureyes.__version__}


@pytest.fixture
def server(world, root, tmp_path):
    """A bare repository with the hook as it is shipped; its `main` is the world's."""
    bare = tmp_path / "server" / "infra.git"
    bare.parent.mkdir()
    world.git("clone", "-q", "--bare", str(world.folder), str(bare))
    hook = bare / "hooks" / "update"
    shutil.copy(root / "examples/gate/update", hook)
    world.git("remote", "add", "server", str(bare))
    return world


def push(world, *arguments):
    environment = {
        "PATH": BESIDE,
        "HOME": str(world.folder),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    return subprocess.run(
        ["git", "push", "-q", *arguments, "server", "HEAD:main"],
        cwd=world.folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_e15_hooks_that_are_skipped_leave_the_server(server):
    """`--no-verify` skips hooks on the laptop; the server's own refuses all the same."""
    hook = server.folder / ".git/hooks/pre-push"
    hook.write_text("#!/bin/sh\necho asked >&2\nexit 1\n")
    hook.chmod(0o755)
    server.open_container()
    assert "asked" in push(server).stderr
    done = push(server, "--no-verify")
    assert done.returncode != 0
    assert "asked" not in done.stderr
    assert "needs 1 of reviewers" in done.stderr


def test_the_server_lets_through_what_is_signed(server):
    server.open_container()
    server.sign("bob")
    done = push(server)
    assert done.returncode == 0, done.stderr


def test_the_server_leaves_other_branches_alone(server):
    server.open_container()
    environment = {"PATH": BESIDE, "HOME": str(server.folder), "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", "push", "-q", "server", "HEAD:topic"],
        cwd=server.folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0


def test_the_policy_of_the_guide_is_one(root):
    text = (root / "docs/gate.md").read_text("utf-8")
    (policy,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    configuration = parse(policy.encode())
    assert configuration.gate is not None
    assert list(configuration.people) == ["bob"]


def test_the_guide_names_every_file(root):
    text = (root / "docs/gate.md").read_text("utf-8")
    for path in (root / "examples/gate").iterdir():
        assert path.name in text, path.name
