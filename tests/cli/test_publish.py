"""Several reports of one run, and runs over what changed."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from foureyes.cli.publish import FORMS
from foureyes.reports import report

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def leak(tmp_path: Path, root: Path) -> Path:
    shutil.copytree(root / "examples" / "bluebleed" / "leaking" / "bicep-module", tmp_path / "app")
    shutil.copytree(root / "examples" / "bluebleed" / "leaking" / "azurerm-4", tmp_path / "infra")
    return tmp_path


def test_command_line_offers_every_form() -> None:
    assert report.FORMS == FORMS


def test_every_form_in_one_run(cli: Run, leak: Path) -> None:
    further = [one for form in FORMS for one in ("--also", f"{form}=out.{form}")]
    done = cli("lint", "infra", "--format", "github", *further)
    assert done.returncode == 1
    assert done.stderr == ""
    assert (leak / "out.github").read_text() == done.stdout
    assert (leak / "out.text").read_text().startswith("critical: ")
    assert len(json.loads((leak / "out.gitlab").read_text())) == len(
        json.loads((leak / "out.json").read_text())["findings"]
    )
    assert json.loads((leak / "out.sarif").read_text())["version"] == "2.1.0"
    assert ElementTree.parse(leak / "out.junit").getroot().tag == "testsuites"
    assert (leak / "out.html").read_text().startswith("<!doctype html>")
    assert "### Who can reach what" in (leak / "out.markdown").read_text()


@pytest.mark.parametrize("given", ["html", "=x", "pdf=x", "html="])
def test_wrong_further_report_is_2(cli: Run, given: str) -> None:
    done = cli("lint", "--also", given)
    assert done.returncode == 2
    assert "=FILE" in done.stderr


def test_further_report_that_cannot_be_written_is_2(cli: Run) -> None:
    assert cli("lint", "--also", "html=no/such/folder/x.html").returncode == 2


def test_roots_of_changed_files(cli: Run, leak: Path) -> None:
    def read(*changed: str) -> list[str]:
        done = cli("lint", "--format", "json", "--roots-of", *changed)
        return list(json.loads(done.stdout)["coverage"]["files_read"])

    assert read("app/modules/storage.bicep") == ["app/main.bicep", "app/modules/storage.bicep"]
    assert read("infra/main.tf", "README.md") == ["infra/main.tf"]
    assert read("README.md") == []
    assert cli("lint", "--roots-of", "README.md").returncode == 0


def test_same_findings_as_in_a_whole_run(cli: Run, leak: Path) -> None:
    def found(*arguments: str) -> dict[str, str]:
        data = json.loads(cli("lint", "--format", "json", *arguments).stdout)["findings"]
        return {one["fingerprint"]: one["path"] for one in data}

    whole = found()
    part = found("--roots-of", "app/modules/storage.bicep")
    assert part == {key: path for key, path in whole.items() if path.startswith("app/")}


def test_roots_of_nothing_is_2(cli: Run) -> None:
    done = cli("lint", "--roots-of")
    assert done.returncode == 2
    assert "--roots-of needs the changed files" in done.stderr
