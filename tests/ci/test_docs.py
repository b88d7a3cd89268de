"""The guides: every command in them is run, every file in them is the one in examples/ci."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import foureyes
from tests.ci.conftest import ROOT, committed, git

GUIDES = (
    "ci.md", "pre-commit.md", "reports.md", "configuration.md", "baseline.md", "suppressions.md", "migrating.md",
)  # fmt: skip
FENCE = re.compile(r"^(?:<!-- (?P<file>\S+) -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(guide, match) for guide in GUIDES for match in FENCE.finditer((ROOT / "docs" / guide).read_text())]
COMMANDS = [
    pytest.param(line, id=f"{guide}-{number}")
    for guide, match in BLOCKS
    if match["language"] == ""
    for number, line in enumerate(match["text"].splitlines(), match.string[: match.start("text")].count("\n") + 1)
    if re.match(r"(foureyes|git|pre-commit|python|pip) ", line)
]
SCRIPTS = [
    pytest.param(line, id=f"{path.name}-{number}")
    for path in sorted((ROOT / "examples" / "ci").glob("*.yml"))
    for number, line in enumerate(re.findall(r"- (?:script: )?((?:foureyes|python|pip) .*)$", path.read_text(), re.M))
]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """What the guides speak of: code in infra, modules and plan."""
    leaking = ROOT / "examples" / "bluebleed" / "leaking"
    shutil.copytree(leaking / "azurerm-4", tmp_path / "infra")
    shutil.copytree(leaking / "bicep-module", tmp_path, dirs_exist_ok=True)
    shutil.copytree(leaking / "plan", tmp_path / "plan")
    (tmp_path / "infra" / "prod.tfvars").write_text("public = true\n")
    committed(tmp_path)
    return tmp_path


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    return subprocess.run(
        ["bash", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.parametrize("line", [*COMMANDS, *SCRIPTS])
def test_command_works(repository: Path, line: str, request: pytest.FixtureRequest) -> None:
    if "pip install" in line:
        assert shlex.split(line)[-1] == f"foureyes=={foureyes.__version__}"
        return
    if line.startswith("pre-commit "):
        request.getfixturevalue("index")
        hooked(repository, request.getfixturevalue("published"))
    if line.startswith("foureyes gate "):
        line = f"{line} --help"  # It needs a policy and people: test_pre_commit_gate.py has them.
    if "baseline" in line and line != "foureyes baseline write":
        assert run("foureyes baseline write", repository).returncode == 0
    done = run(line, repository)
    failed = 123 if "xargs" in line else 1
    assert done.returncode in (0, failed), done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for path in re.findall(r"(?:--also \w+=|--output )(\S+)", line):
        assert (repository / path).stat().st_size > 0


def hooked(folder: Path, published: Path) -> None:
    """The guide's first configuration, asking the code that is here."""
    config = next(yaml.safe_load(match["text"]) for guide, match in BLOCKS if guide == "pre-commit.md")
    config["repos"][0] |= {"repo": str(published), "rev": git(published, "rev-parse", "HEAD").strip()}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    git(folder, "add", "--all")


def test_guides_have_commands() -> None:
    assert len(COMMANDS) >= 10 and len(SCRIPTS) >= 4


@pytest.mark.parametrize("path", sorted((ROOT / "examples" / "ci").glob("*.yml")), ids=lambda path: path.name)
def test_examples_are_shown_as_they_are(path: Path) -> None:
    assert yaml.safe_load(path.read_text())
    shown = [match["text"] for _, match in BLOCKS if match["file"] == f"examples/ci/{path.name}"]
    assert shown == [path.read_text()]


@pytest.mark.parametrize(
    "text", [match["text"] for guide, match in BLOCKS if guide == "pre-commit.md" and match["language"] == "yaml"]
)
def test_hook_configurations_are_valid(tmp_path: Path, text: str) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    (tmp_path / "config.yaml").write_text(text)
    done = run(f"{shlex.quote(sys.executable)} -m pre_commit validate-config config.yaml", tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "text", [match["text"] for _, match in BLOCKS if match["language"] == "toml" and "#:schema" not in match["text"]]
)
def test_configurations_are_right(text: str) -> None:
    from foureyes.config import parse
    from foureyes.engine.catalogue import load

    rules = {rule.id for rule in load()}
    assert set(parse(text.encode()).lint.get("severities", {})) <= rules


def test_every_key_is_told() -> None:
    from foureyes.config import schema

    keys = schema()["properties"]["lint"]["properties"]
    told = " ".join(
        (ROOT / "docs" / guide).read_text()
        for guide in os.listdir(ROOT / "docs")
        if guide in ("configuration.md", "suppressions.md")
    )
    for name, one in keys.items():
        assert re.search(rf"\b{name}\b", told), name
        for inner in one.get("items", {}).get("properties", {}):
            assert re.search(rf"\b{inner}\b", told), f"{name}.{inner}"


def test_links_lead_somewhere() -> None:
    for guide in GUIDES:
        text = (ROOT / "docs" / guide).read_text()
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            name, _, anchor = target.partition("#")
            page = (ROOT / "docs" / (name or guide)).read_text()
            headings = {
                re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in re.findall(r"^#+ (.*)$", page, re.M)
            }
            assert not anchor or anchor in headings, f"{guide}: {target}"


def test_every_form_and_input_is_told() -> None:
    from foureyes.reports.report import FORMS

    reports = (ROOT / "docs" / "reports.md").read_text()
    assert all(f"[`{form}`](#{form})" in reports for form in FORMS)
    inputs = yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]
    told = (ROOT / "docs" / "ci.md").read_text()
    for name, one in inputs.items():
        default = f"`{one['default']}`" if one["default"] else ""
        assert re.search(rf"^\| `{name}` \|\s*{re.escape(default)}\s*\|", told, re.MULTILINE), name
