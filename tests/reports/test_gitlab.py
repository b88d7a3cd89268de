"""GitLab Code Quality, held against the shape that GitLab documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from foureyes.model.coverage import Coverage
from foureyes.reports.gitlab import render
from foureyes.reports.report import Report

DOCUMENTED = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^\\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def issues(report: Report) -> list[dict[str, Any]]:
    text = render(report)
    assert text.startswith("[")  # GitLab reads no file with a byte-order mark.
    data: list[dict[str, Any]] = json.loads(text)
    Draft202012Validator(DOCUMENTED).validate(data)
    return data


def test_findings_errors_and_gaps_are_issues(make_report: Callable[..., Report]) -> None:
    told = issues(make_report())
    assert [one["check_name"] for one in told] == [
        "unreadable-source",
        "unreadable-source",
        "broken-rule",
        "azure-blob-container-open-to-everyone",
        "azure-storage-account-accepts-plain-http",
        "gap",
    ]
    risky, unsure = told[3:5]
    assert risky["location"] == {"path": "infra/main.tf", "lines": {"begin": 7, "end": 7}}
    assert (risky["severity"], len(risky["fingerprint"])) == ("blocker", 32)
    assert unsure["severity"] == "info"
    assert unsure["description"].startswith("Cannot tell whether: ")


def test_fingerprints_are_unique(make_report: Callable[..., Report]) -> None:
    told = [one["fingerprint"] for one in issues(make_report())]
    assert len(told) == len(set(told))


def test_paths_are_the_projects(
    make_report: Callable[..., Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    assert issues(make_report())[3]["location"]["path"] == "sub/infra/main.tf"


def test_nothing_found() -> None:
    assert issues(Report([], Coverage())) == []
