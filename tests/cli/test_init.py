"""`foureyes init`: files get lines added, and not a byte of what was there changes."""

from __future__ import annotations

import difflib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import foureyes
from tests.ci.conftest import ROOT, committed, git
from tests.cli.test_configuration import opened
from tests.support import Cli

HOOKS = ".pre-commit-config.yaml"
WORKFLOW = ".github/workflows/ci.yml"

CONFIGURATIONS = {
    "plain": """\
repos:
  - repo: https://example.com/a
    rev: v1
    hooks:
      - id: a
""",
    "dashes at the key": """\
# top
repos:
-   repo: https://example.com/a
    rev: v1   # pinned
    hooks:
    -   id: a
        args: [x,
          y]
    # tail


# next
ci:
  skip: []
""",
    "no end of line": "repos:\n  - repo: local\n    hooks:\n      - {id: a, name: a, entry: a, language: system}",
    "other keys": """\
---
default_stages: [pre-commit]
repos:
    - repo: meta
      hooks: [{id: check-hooks-apply}]

exclude: >-
  a
  b
...
""",
    "quotes": """\
repos:
- 'repo': "https://example.com/a"
  'rev': 'v1'
  hooks:
  - id: "a"
    exclude: |
      (?x)^(
        a
      )$

""",
    "windows": "repos:\r\n  - repo: local\r\n    hooks: []\r\n# end\r\n",
    "without repos": "# nothing yet\nfail_fast: true\n",
}

WORKFLOWS = {
    "deep": """\
on: push
jobs:
    # first
    build:
        runs-on: ubuntu-24.04 # old
        steps:
        - run: |
            echo 'a'

            echo b
""",
    "more below": """\
name: ci
'on':
  push:
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
  # done

# defaults
defaults:
  run: {shell: bash}
""",
}


def only_added(before: str, after: str) -> list[str]:
    """The lines that came; fails for a line that went."""
    told = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    gone = [line for line in told if line.startswith("- ")]
    assert all(f"+ {line[2:]}\n" in told and not line.endswith("\n") for line in gone), gone
    return [line[2:] for line in told if line.startswith("+ ")]


def put(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return text


def test_a_start(cli: Cli) -> None:
    opened(cli.folder / "infra")
    opened(cli.folder / "tests" / "fixtures" / "deep")
    opened(cli.folder / "modules" / "a" / "testdata")
    done = cli("init")
    assert done.returncode == 0, done.stderr
    text = (cli.folder / "foureyes.toml").read_text()
    table = tomllib.loads(text)["lint"]
    assert table["exclude"] == ["modules/a/testdata", "tests/fixtures"]
    assert table["profiles"] == []
    assert {one["path"] for one in cli.lint()["findings"]} == {"infra/g.tf"}
    (cli.folder / "foureyes.toml").write_text(re.sub(r"(?m)^# (?=\[|\w+(-\w+)* = )", "", text))
    assert len(tomllib.loads((cli.folder / "foureyes.toml").read_text())["lint"]) == 7
    assert cli("lint").returncode == 1, "what is commented out is right too"


def test_what_is_there_is_kept(cli: Cli) -> None:
    put(cli.folder / "foureyes.toml", "[lint]\nfail_on = 'high'\n")
    assert "everything is there already" in cli("init").stdout
    assert (cli.folder / "foureyes.toml").read_text() == "[lint]\nfail_on = 'high'\n"
    (cli.folder / "foureyes.toml").unlink()
    put(cli.folder / "pyproject.toml", "[tool.foureyes.lint]\nfail_on = 'high'\n")
    assert "everything is there already" in cli("init").stdout
    assert not (cli.folder / "foureyes.toml").exists()


def test_dry_run(cli: Cli) -> None:
    before = put(cli.folder / HOOKS, CONFIGURATIONS["plain"])
    done = cli("init", "--pre-commit", "--github", "--dry-run")
    assert done.returncode == 0
    assert "+++ b/foureyes.toml" in done.stdout and "+      - id: foureyes" in done.stdout
    assert "--- a/.pre-commit-config.yaml" in done.stdout
    assert "+++ b/.github/workflows/foureyes.yml" in done.stdout
    assert sorted(one.name for one in cli.folder.iterdir()) == [HOOKS]
    assert (cli.folder / HOOKS).read_text() == before


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_the_hook_is_added(cli: Cli, name: str) -> None:
    before = put(cli.folder / HOOKS, CONFIGURATIONS[name])
    assert cli("init", "--pre-commit").returncode == 0
    after = (cli.folder / HOOKS).read_bytes().decode()
    added = only_added(before, after)
    assert 4 <= len(added) <= 6
    assert ("\r\n" in after) == ("\r\n" in before) and after.count("\r") in (0, after.count("\n"))
    told, old = yaml.safe_load(after), yaml.safe_load(before)
    hook = {
        "repo": "https://github.com/OWNER/foureyes",
        "rev": f"v{foureyes.__version__}",
        "hooks": [{"id": "foureyes"}],
    }
    assert told == {**old, "repos": [*old.get("repos", []), hook]}
    assert "everything is there already" in cli("init", "--pre-commit").stdout
    assert (cli.folder / HOOKS).read_bytes().decode() == after


def test_a_configuration_of_hooks_is_made_where_there_is_none(cli: Cli) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    assert cli("init", "--pre-commit", "--source", "acme/foureyes").returncode == 0
    committed(cli.folder)
    check = [sys.executable, "-m", "pre_commit", "validate-config", HOOKS]
    assert subprocess.run(check, cwd=cli.folder, check=False).returncode == 0
    assert "https://github.com/acme/foureyes" in (cli.folder / HOOKS).read_text()


@pytest.mark.parametrize(
    "text", ["repos: []\n", "repos: [{repo: meta, hooks: [{id: a}]}]\n", "- a\n", "a: [\n", "repos:\n"]
)
def test_what_cannot_be_added_to_is_told(cli: Cli, text: str) -> None:
    put(cli.folder / HOOKS, text)
    done = cli("init", "--pre-commit")
    assert done.returncode == 2
    assert HOOKS in done.stderr and "Traceback" not in done.stderr
    assert (cli.folder / HOOKS).read_text() == text
    assert not (cli.folder / "foureyes.toml").exists(), "all of it or nothing"


@pytest.mark.parametrize("text", WORKFLOWS.values(), ids=WORKFLOWS)
def test_the_job_is_added_to_a_workflow(cli: Cli, text: str) -> None:
    put(cli.folder / WORKFLOW, text)
    assert cli("init", "--github", WORKFLOW).returncode == 0
    after = (cli.folder / WORKFLOW).read_text()
    only_added(text, after)
    jobs = yaml.safe_load(after)["jobs"]
    assert list(jobs) == ["build", "foureyes"]
    assert jobs["foureyes"]["steps"][0]["with"]["fetch-depth"] == 0
    assert cli("init", "--github", WORKFLOW).returncode == 0
    assert (cli.folder / WORKFLOW).read_text() == after


def test_a_workflow_is_made_where_there_is_none(cli: Cli) -> None:
    committed_with(cli)
    assert cli("init", "--github").returncode == 0
    told = yaml.safe_load((cli.folder / ".github/workflows/foureyes.yml").read_text())
    example = yaml.safe_load((ROOT / "examples" / "ci" / "github-check.yml").read_text())
    assert told[True]["push"] == {"branches": ["main"]}
    assert told["permissions"] == {} and told["concurrency"] == example["concurrency"]
    steps = example["jobs"]["foureyes"]["steps"]
    assert told["jobs"]["foureyes"]["steps"][0] == steps[0]
    assert told["jobs"]["foureyes"]["steps"][1]["uses"] == steps[1]["uses"]


def committed_with(cli: Cli) -> None:
    put(cli.folder / "readme", "x")
    committed(cli.folder)


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        ("https://github.com/contoso/infra.git", "github.com/contoso/infra"),
        ("git@github.com:contoso/infra.git", "github.com/contoso/infra"),
        ("ssh://git@git.contoso.example:2222/a/b/c", "git.contoso.example/a/b/c"),
        ("", "github.com/OWNER/NAME"),
    ],
)
def test_a_policy_is_begun(cli: Cli, url: str, repository: str) -> None:
    git(cli.folder.parent, "init", "--quiet", "--initial-branch=trunk", str(cli.folder))
    if url:
        git(cli.folder, "remote", "add", "origin", url)
    before = put(cli.folder / "foureyes.toml", "[lint]\nfail_on = 'high' # mine\n")
    done = cli("init", "--gate")
    assert done.returncode == 0
    assert "foureyes gate enroll" in done.stderr
    text = (cli.folder / "foureyes.toml").read_text()
    assert text.startswith(before)
    gate = tomllib.loads(text)["gate"]
    assert (gate["repository"], gate["branches"]) == (repository, ["trunk"])
    assert "everything is there already" in cli("init", "--gate").stdout
    key = cli.folder / "key"
    for name in ("alice", "bob", "dana"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
        enrolled = ("gate", "enroll", name, "--email", f"{name}@contoso.example", "--group", "reviewers")
        assert cli(*enrolled, "--key", f"{key}.pub").returncode == 0
        key.unlink()
    done = cli("gate", "policy", "check")
    assert done.returncode == 0, done.stderr


def test_without_ruamel_the_remedy_is_told(cli: Cli, tmp_path: Path) -> None:
    put(cli.folder / HOOKS, CONFIGURATIONS["plain"])
    put(tmp_path / "hide" / "ruamel" / "__init__.py", "")
    done = cli("init", "--pre-commit", PYTHONPATH=str(tmp_path / "hide"))
    assert done.returncode == 2
    assert "pip install 'foureyes[edit]'" in done.stderr
