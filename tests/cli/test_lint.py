"""`foureyes lint` through the real command line."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

Run = Callable[..., "subprocess.CompletedProcess[str]"]

SCHEMA = json.loads((files("foureyes.reports") / "schema" / "foureyes-report-1.schema.json").read_text())


def test_nothing_to_judge_is_said(cli: Run) -> None:
    done = cli("lint")
    assert (done.returncode, done.stderr) == (0, "")
    assert "No infrastructure code was found" in done.stdout


def test_missing_path_is_3(cli: Run) -> None:
    done = cli("lint", "nope", "--format", "json")
    assert done.returncode == 3
    assert done.stderr == "error: nope: there is no such file or folder\n  check the path\n"
    data = json.loads(done.stdout)
    Draft202012Validator(SCHEMA).validate(data)
    assert data["coverage"]["files_unreadable"] == ["nope"]
    assert cli("lint", "nope", "--allow-unreadable").returncode == 0


def test_binary_file_is_3(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(b"\xff\x00\x01")
    done = cli("lint", "x.json")
    assert done.returncode == 3
    assert "x.json" in done.stderr
    assert "Could not be read or judged" in done.stdout


def test_report_into_a_file(cli: Run, tmp_path: Path) -> None:
    done = cli("lint", "--format", "sarif", "--output", "out.sarif")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Nothing risky found. Report: out.sarif\n"
    assert json.loads((tmp_path / "out.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.skipif(find_spec("foureyes.languages.terraform.read") is None, reason="the Terraform reader is not there")
def test_real_terraform_in_every_form(cli: Run, root: Path) -> None:
    example = str(root / "examples" / "bluebleed" / "leaking" / "azurerm-4" / "main.tf")
    text = cli("lint", example, "--fail-on", "critical")
    assert text.returncode == 1, text.stderr
    assert text.stdout.startswith("critical: Anyone on the internet can read every blob in this container.\n")
    assert "^^^" in text.stdout and "allow_nested_items_to_be_public" in text.stdout
    data = json.loads(cli("lint", example, "--format", "json").stdout)
    Draft202012Validator(SCHEMA).validate(data)
    fingerprint = data["findings"][0]["fingerprint"]
    told = cli("explain", fingerprint[:8], example)
    assert told.returncode == 0, told.stderr
    assert fingerprint in told.stdout
