"""The project's own workflows: what they may do, what they pin, and the release, built as its job builds it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import foureyes
from tests.ci.conftest import ROOT, git

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
WORKFLOWS = {path.stem: yaml.safe_load(path.read_text()) for path in (ROOT / ".github" / "workflows").glob("*.yml")}
RELEASE = WORKFLOWS["release"]["jobs"]
PINS = [ROOT / "action-requirements.txt", ROOT / ".github" / "release-requirements.txt"]


def pins(path: Path) -> dict[str, str]:
    found = re.findall(r"^([\w.-]+)==([^\s;]+)", path.read_text(), re.MULTILINE)
    return {name.lower(): version for name, version in found}


def test_only_the_publishing_job_may_sign() -> None:
    for name, workflow in WORKFLOWS.items():
        assert workflow["permissions"] == {}
        for job, told in workflow["jobs"].items():
            may = {"contents": "read"}
            if (name, job) == ("release", "publish"):
                may |= {"id-token": "write", "attestations": "write"}
            assert told["permissions"] == may, (name, job)
    assert RELEASE["publish"]["needs"] == ["test", "build"]
    assert RELEASE["publish"]["environment"] == "release"


def test_nothing_of_the_project_runs_where_it_is_published() -> None:
    run = "".join(step.get("run", "") for step in RELEASE["publish"]["steps"])
    assert not re.search(r"\.ci|make|foureyes lint|install (?!--require-hashes --only-binary=:all:)", run)


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.name)
def test_every_pin_has_a_hash(path: Path) -> None:
    entries = re.findall(r"^\w.*(?:\n    .*)*", path.read_text(), re.MULTILINE)
    assert len(entries) == len(pins(path)) > 5
    assert not [one for one in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}$", one)]


def test_what_the_action_installs_is_what_the_package_asks_for() -> None:
    pinned = pins(PINS[0])
    for one in map(Requirement, PROJECT["dependencies"]):
        assert one.specifier.contains(pinned[one.name.lower()]), one


def test_every_dependency_is_bounded_and_the_oldest_are_tested() -> None:
    extras = PROJECT["optional-dependencies"]
    wanted = [Requirement(one) for one in PROJECT["dependencies"] + extras["edit"] + extras["lsp"] + extras["docs"]]
    assert {tuple(sorted(bound.operator for bound in one.specifier)) for one in wanted} == {("<", ">=")}
    oldest = pins(ROOT / ".github" / "oldest.txt")
    docs = {Requirement(one).name for one in extras["docs"]}
    assert set(oldest) == {one.name.lower() for one in wanted if one.name not in docs}
    for one in wanted:
        if one.name not in docs:
            lowest = next(bound.version for bound in one.specifier if bound.operator == ">=")
            assert SpecifierSet(f"=={lowest}").contains(oldest[one.name.lower()]), one
    assert "--constraint .github/oldest.txt" in str(WORKFLOWS["ci"]["jobs"]["oldest"]["steps"])


def test_every_python_that_is_told_is_tested() -> None:
    told = [
        one.rpartition(" ")[2]
        for one in PROJECT["classifiers"]
        if one.startswith("Programming Language :: Python :: 3.")
    ]
    assert WORKFLOWS["ci"]["jobs"]["test"]["strategy"]["matrix"]["python"] == told
    assert PROJECT["requires-python"] == f">={told[0]}"


@pytest.fixture(scope="module")
def built(index: None, published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the build job's shell steps ran, all of them, in order."""
    folder = tmp_path_factory.mktemp("release")
    git(folder, "clone", "--quiet", str(published), "checkout")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "python")], check=True)
    environment = {name: os.environ[name] for name in ("HOME", "PIP_CONFIG_FILE") if name in os.environ}
    environment |= {
        "PATH": f"{folder / 'python' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_REF_NAME": f"v{foureyes.__version__}",
        "GITHUB_OUTPUT": str(folder / "output"),
    }
    for step in RELEASE["build"]["steps"]:
        if "run" in step:
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
                cwd=folder / "checkout", env=environment, capture_output=True, text=True, timeout=600, check=False,
            )  # fmt: skip
            assert done.returncode == 0, (step, done.stdout, done.stderr)
    return folder


def test_the_wheel_has_what_it_needs_and_nothing_else(built: Path) -> None:
    wheel = next((built / "checkout" / "dist").glob("*.whl"))
    names = set(zipfile.ZipFile(wheel).namelist())
    tracked = git(built / "checkout", "ls-files", "linter/foureyes", "rules/foureyes_rules").splitlines()
    here = {one.partition("/")[2] for one in tracked}
    meta = f"foureyes-{foureyes.__version__}.dist-info"
    assert names - here == {
        f"{meta}/{one}" for one in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
    }
    assert here <= names
    assert {"foureyes/py.typed", "foureyes_rules/py.typed", "foureyes_rules/index.json"} <= names


def test_the_source_is_what_git_has(built: Path) -> None:
    with tarfile.open(next((built / "checkout" / "dist").glob("*.tar.gz"))) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    assert names == {*git(built / "checkout", "ls-files").splitlines(), "PKG-INFO"}


def test_the_list_of_parts_names_every_dependency_and_no_path(built: Path) -> None:
    text = (built / "checkout" / "foureyes.cdx.json").read_text()
    told: dict[str, Any] = json.loads(text)
    assert (told["bomFormat"], told["metadata"]["component"]["version"]) == ("CycloneDX", foureyes.__version__)
    pinned = {name: version for name, version in pins(PINS[0]).items() if name != "colorama"}
    assert {one["purl"].partition("?")[0] for one in told["components"]} >= {
        f"pkg:pypi/{name}@{version}" for name, version in pinned.items() if name != "typing-extensions"
    }
    assert len(told["components"]) <= len(pinned)
    assert "file://" not in text and str(built) not in text


def test_the_publishing_job_would_notice_another_file(built: Path) -> None:
    check = next(step["run"] for step in RELEASE["publish"]["steps"] if "MADE" in step.get("env", {}))
    made = (built / "output").read_text().removeprefix("made=").strip()

    def passes() -> bool:
        environment = {"PATH": os.environ["PATH"], "MADE": made}
        return subprocess.run(["bash", "-e", "-c", check], cwd=built / "checkout", env=environment).returncode == 0

    assert passes()
    smuggled = built / "checkout" / "dist" / "foureyes-9.whl"
    smuggled.write_text("")
    assert not passes()
    smuggled.unlink()
