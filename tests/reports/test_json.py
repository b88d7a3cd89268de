"""The report for programs, and its published schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import foureyes
from foureyes.model.coverage import Coverage
from foureyes.reports.json import render
from foureyes.reports.report import Report

SCHEMA = json.loads((files("foureyes.reports") / "schema" / "foureyes-report-1.schema.json").read_text())


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_report_follows_the_schema(make_report: Callable[..., Report]) -> None:
    for report in (make_report(), Report([], Coverage())):
        Draft202012Validator(SCHEMA).validate(json.loads(render(report)))


@pytest.mark.parametrize("field", SCHEMA["$defs"]["finding"]["required"] + SCHEMA["$defs"]["span"]["required"])
def test_schema_misses_a_field_of_a_finding(make_report: Callable[..., Report], field: str) -> None:
    data = json.loads(render(make_report()))
    del data["findings"][0][field]
    assert not Draft202012Validator(SCHEMA).is_valid(data)


def test_schema_names_every_field(make_report: Callable[..., Report]) -> None:
    data = json.loads(render(make_report()))
    finding, span = SCHEMA["$defs"]["finding"], SCHEMA["$defs"]["span"]
    assert {*data["findings"][0], "fix"} == {*finding["properties"], *span["properties"]}
    assert set(data["coverage"]) == set(SCHEMA["$defs"]["coverage"]["properties"]) - {"shard"}


def test_finding(make_report: Callable[..., Report]) -> None:
    data = json.loads(render(make_report()))
    assert data["schema_version"] == 1
    assert data["tool"] == {"name": "foureyes", "version": foureyes.__version__}
    first, second = data["findings"]
    assert len(first.pop("fingerprint")) == 32
    assert first == {
        "rule": "azure-blob-container-open-to-everyone",
        "concern": "public-access",
        "severity": "critical",
        "rule_severity": "critical",
        "severity_reason": "",
        "answer": "risky",
        "message": "Anyone on the internet can read every blob in this container.",
        "when": "var.env is prod",
        "resource": "azurerm_storage_container.open",
        "type": "azurerm_storage_container",
        **_span("infra/main.tf", 7, 27, 7, 33),
        "related": [{**_span("infra/main.tf", 3, 37, 3, 47), "text": "`allow_nested_items_to_be_public` is true"}],
        "trail": [
            _mark("fact", '`container_access_type` is "blob"', "infra/main.tf", 7, 27),
            _mark("fact", "`allow_nested_items_to_be_public` is true", "infra/main.tf", 3, 37),
            _mark("step", "`public` is true", "infra/prod.tfvars", 3, 10),
        ],
        "deployments": ["infra/prod.tfvars"],
        "equivalents": ["CKV_AZURE_34"],
        "remedy": "Set the container's access level to private.",
    }
    assert second["answer"] == "cannot-tell"
    assert second["trail"][1:] == [
        _mark("fact", "a thing without a place", None, None, None),
        _mark("call", "module `data` is called", "infra/ü b#1.bicep", 1, 1),
    ]


def test_coverage(make_report: Callable[..., Report]) -> None:
    coverage = json.loads(render(make_report()))["coverage"]
    assert coverage["complete"] is False
    assert coverage["files_unreadable"] == ["infra/main.tf", "nope/ä b"]
    assert [error["kind"] for error in coverage["errors"]] == ["unreadable-source", "unreadable-source", "broken-rule"]
    assert [(error["path"], error["line"]) for error in coverage["errors"]] == [
        ("infra/main.tf", 2),
        ("nope/ä b", None),
        (None, None),
    ]
    assert coverage["gaps"][0]["remedy"] == "run `terraform init`"


def _span(path: str, line: int, column: int, end_line: int, end_column: int) -> dict[str, Any]:
    return {"path": path, "line": line, "column": column, "end_line": end_line, "end_column": end_column}


def _mark(kind: str, text: str, path: str | None, line: int | None, column: int | None) -> dict[str, Any]:
    return {"kind": kind, "text": text, "path": path, "line": line, "column": column}
