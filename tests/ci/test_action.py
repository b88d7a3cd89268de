"""The GitHub action: its text, and its shell steps run as a runner runs them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ci.conftest import ROOT, committed, git

ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
SHELLS = {"bash": ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"]}
EXAMPLES = sorted((ROOT / "examples" / "ci").glob("*.yml"))

HOSTILE = ["$(touch hit)", '"; touch hit; "', "`touch hit`", "' ; touch hit #", "${{ github.token }}"]


class Runner:
    """The environment of a job: a checkout, files for outputs and summary, and what inputs become."""

    def __init__(self, folder: Path, checkout: Path) -> None:
        self.checkout = checkout
        self.temp = folder / "temp"
        self.temp.mkdir()
        self.output, self.summary = folder / "output", folder / "summary"
        self.said = ""
        self.base = ""
        """The commit that a pull request starts from, as its event tells; empty for other events."""

    def run(self, **inputs: str) -> int:
        """All shell steps in order; the first that fails ends it."""
        given = {name: one.get("default", "") for name, one in ACTION["inputs"].items()} | {"python": sys.executable}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        for path in (self.output, self.summary):
            path.write_text("")
        self.said = ""
        is_installed = given["python"] == sys.executable and (self.temp / "foureyes").exists()
        for step in STEPS[1:] if is_installed else STEPS:
            if "run" in step:
                code = self._step(step, given)
                if code:
                    return code
        return 0

    def _step(self, step: dict[str, Any], given: dict[str, str]) -> int:
        outputs = dict(line.split("=", 1) for line in self.output.read_text().splitlines())
        script = self.temp / "step.sh"
        script.write_text(step["run"])
        environment = {name: os.environ[name] for name in ("PATH", "HOME", "PIP_CONFIG_FILE") if name in os.environ}
        environment |= {
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(self.checkout),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "RUNNER_TEMP": str(self.temp),
        }
        for name, text in step.get("env", {}).items():
            context = {f"inputs.{one}": value for one, value in given.items()}
            context |= {f"steps.judge.outputs.{one}": value for one, value in outputs.items()}
            context |= {"github.event.pull_request.base.sha || github.event.merge_group.base_sha": self.base}
            environment[name] = context[re.fullmatch(r"\$\{\{ (.*?) \}\}", text)[1]]  # type: ignore[index]
        done = subprocess.run(
            [*SHELLS[step["shell"]], str(script)], cwd=self.checkout, env=environment, capture_output=True, text=True,
            timeout=300, check=False,
        )  # fmt: skip
        self.said += done.stdout + done.stderr
        return done.returncode


def leaking(folder: Path) -> Runner:
    checkout = folder / "checkout"
    shutil.copytree(ROOT / "examples" / "bluebleed" / "leaking" / "azurerm-4", checkout / "infra app")
    return Runner(folder, checkout)


@pytest.fixture(scope="module")
def installed(index: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the first step leaves, once for all tests."""
    first = leaking(tmp_path_factory.mktemp("first"))
    assert first.run(fail_on="never", sarif="") == 0, first.said
    return first.temp / "foureyes"


@pytest.fixture
def runner(installed: Path, tmp_path: Path) -> Runner:
    made = leaking(tmp_path)
    (made.temp / "foureyes").symlink_to(installed)
    return made


def test_inputs_reach_the_shell_by_the_environment_only() -> None:
    assert all("${{" not in step.get("run", "") for step in STEPS)
    assert all(one.get("description") for one in ACTION["inputs"].values())
    assert 1 <= len(ACTION["inputs"]) <= 7


@pytest.mark.parametrize("path", [ROOT / "action.yml", *EXAMPLES], ids=lambda path: path.name)
def test_foreign_actions_are_pinned(path: Path) -> None:
    for line in re.findall(r"^\s*(?:- )?uses: (.*)$", path.read_text(), re.MULTILINE):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}(?: # v[\d.]+)?", line), line


def test_requirements_are_those_of_the_package() -> None:
    import tomllib

    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    pinned = re.findall(r"^([\w-]+)==", (ROOT / "action-requirements.txt").read_text(), re.MULTILINE)
    assert {re.split(r"[<>=]", one)[0].lower() for one in wanted} <= {one.lower() for one in pinned}


def test_leak_fails_the_job(runner: Runner) -> None:
    assert runner.run(paths="infra app", fail_on="critical") == 1
    assert "::error file=infra app/main.tf,line=" in runner.said
    assert "### Who can reach what" in runner.summary.read_text()
    assert runner.output.read_text() == "exit-code=1\n"
    assert '"version": "2.1.0"' in (runner.checkout / "foureyes.sarif").read_text()


def test_only_what_a_pull_request_brings_fails(runner: Runner) -> None:
    committed(runner.checkout)
    runner.base = git(runner.checkout, "rev-parse", "HEAD").strip()
    assert runner.run() == 0, runner.said
    assert "::error" not in runner.said
    assert "older than the change" in runner.summary.read_text()
    shutil.copytree(runner.checkout / "infra app", runner.checkout / "more")
    assert runner.run() == 1
    assert "::error file=more/main.tf,line=" in runner.said and "infra app/main.tf,line=" not in runner.said
    assert '"baselineState": "unchanged"' in (runner.checkout / "foureyes.sarif").read_text()
    assert runner.run(only_new="false") == 1
    assert "::error file=infra app/main.tf,line=" in runner.said


def test_a_checkout_without_the_base_fails(runner: Runner) -> None:
    committed(runner.checkout)
    runner.base = "0123456789" * 4
    assert runner.run() == 3
    assert "::error title=foureyes::" in runner.said and "`fetch-depth: 0`" in runner.said
    assert runner.output.read_text() == "exit-code=3\n"
    assert runner.run(only_new="false", fail_on="never") == 0


def test_the_configuration_holds_where_no_input_says_otherwise(runner: Runner) -> None:
    (runner.checkout / "foureyes.toml").write_text("[lint]\nfail_on = 'never'\npaths = ['infra app']\n")
    assert runner.run() == 0
    assert "::error file=infra app/main.tf,line=" in runner.said
    assert runner.run(fail_on="critical") == 1


def test_further_options_and_paths_stand_one_a_line(runner: Runner) -> None:
    (runner.checkout / "other").mkdir()
    args = "--fail-on=never\r\n\n--also=json=out.json\n--profile=hardening\n--allow-unknown"
    assert runner.run(paths="infra app/main.tf\nother\n", args=args, sarif="") == 0
    assert (runner.checkout / "out.json").is_file()
    assert not (runner.checkout / "foureyes.sarif").exists()


def test_wrong_usage_is_told(runner: Runner) -> None:
    assert runner.run(fail_on="severe") == 2
    assert "severe" in runner.said
    assert runner.output.read_text() == "exit-code=2\n"
    assert runner.run(paths="no such folder") == 3


@pytest.mark.parametrize("name", ["paths", "fail_on", "only_new", "sarif", "args", "python"])
def test_no_input_is_run(runner: Runner, name: str) -> None:
    for hostile in HOSTILE:
        assert runner.run(**{name: hostile}) != 0 or name == "sarif"
        assert not (runner.checkout / "hit").exists()


def test_an_option_cannot_hide_among_the_paths(runner: Runner) -> None:
    assert runner.run(paths="--fail-on=never\ninfra app") == 1


def test_nothing_of_the_checkout_is_imported(runner: Runner) -> None:
    for name in ("click.py", "foureyes.py", "sitecustomize.py", "yaml.py"):
        (runner.checkout / name).write_text("raise SystemExit('hijacked')\n")
    assert runner.run(paths="infra app", fail_on="never") == 0
    assert "hijacked" not in runner.said


def test_old_python_is_told(runner: Runner) -> None:
    old = runner.temp / "old python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    assert runner.run(python=str(old)) == 2
    assert "::error title=foureyes::Python 3.11 or newer is needed" in runner.said


def test_zizmor_finds_nothing() -> None:
    zizmor = shutil.which("zizmor", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if zizmor is None:
        pytest.skip("zizmor is not installed")
    workflows = [str(path) for path in EXAMPLES if path.name.startswith("github")]
    workflows.append(str(ROOT / ".github"))
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--persona=pedantic", "--strict-collection", str(ROOT / "action.yml"),
         *workflows],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
