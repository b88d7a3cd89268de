"""SARIF, held against the official schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from foureyes.engine.catalogue import load
from foureyes.model.coverage import Coverage
from foureyes.model.evidence import Fact
from foureyes.model.place import Source
from foureyes.reports.report import Report
from foureyes.reports.sarif import render

SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-schema-2.1.0.json").read_text())


def log(report: Report) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(render(report))
    Draft4Validator(SCHEMA).validate(data)
    assert len(data["runs"]) == 1
    run: dict[str, Any] = data["runs"][0]
    return run


def test_empty_run_is_valid() -> None:
    run = log(Report([], Coverage()))
    assert run["results"] == []
    assert run["invocations"][0] == {"executionSuccessful": True, "exitCode": 0, "toolExecutionNotifications": []}


def test_rules_carry_help_and_score(make_report: Callable[..., Report]) -> None:
    rules = {rule.id: rule for rule in load()}
    driver = log(make_report(rules=rules))["tool"]["driver"]
    first = driver["rules"][0]
    assert first["id"] == "azure-blob-container-open-to-everyone"
    assert first["properties"]["security-severity"] == "9.5"
    assert first["properties"]["tags"] == ["security", "public-access"]
    assert first["help"]["markdown"].startswith("**Why.** ")
    assert "\n\n**Fix.** " in first["help"]["markdown"]
    assert first["fullDescription"]["text"]


def test_result(make_report: Callable[..., Report]) -> None:
    first, second = log(make_report())["results"]
    assert (first["kind"], first["level"], first["ruleIndex"]) == ("fail", "error", 0)
    assert first["message"]["text"] == (
        "Anyone on the internet can read every blob in this container. azurerm_storage_container.open: "
        '`container_access_type` is "blob"; `allow_nested_items_to_be_public` is true. '
        "Risky when var.env is prod. Fix: Set the container's access level to private."
    )
    physical = first["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "infra/main.tf", "uriBaseId": "%SRCROOT%"}
    assert physical["region"] == {"startLine": 7, "startColumn": 27, "endLine": 7, "endColumn": 33}
    assert first["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "azurerm_storage_container.open"
    assert first["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 3
    assert len(first["partialFingerprints"]["foureyes/v1"]) == 32
    assert (second["kind"], second["level"]) == ("review", "none")
    assert second["message"]["text"].startswith("Cannot tell whether: ")


def test_trail_is_a_flow_from_the_origin(make_report: Callable[..., Report]) -> None:
    first, second = log(make_report())["results"]
    (flow,) = [one["threadFlows"][0]["locations"] for one in first["codeFlows"]]
    assert [step["location"]["message"]["text"] for step in flow] == [
        "`public` is true",
        "`allow_nested_items_to_be_public` is true",
    ]
    (called,) = [one["threadFlows"][0]["locations"] for one in second["codeFlows"]]
    assert called[0]["location"]["message"]["text"] == "module `data` is called"


def test_uris_are_encoded_and_relative(
    make_report: Callable[..., Report], build: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    uri = log(make_report())["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "infra/%C3%BC%20b%231.bicep"
    assert unquote(uri) == "infra/ü b#1.bicep"
    for path, expected in (
        (str(tmp_path / "in" / "a.tf"), {"uri": "in/a.tf", "uriBaseId": "%SRCROOT%"}),
        ("../out side.tf", {"uri": f"file://{tmp_path.parent}/out%20side.tf"}),
        ("c:/x.tf", {"uri": "c%3A/x.tf", "uriBaseId": "%SRCROOT%"}),
    ):
        place = build["at"](Source(path, "yes"), "yes")
        (result,) = log(make_report(build["risky"](place=place, facts=())))["results"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"] == expected


def test_errors_and_gaps_are_notifications(make_report: Callable[..., Report]) -> None:
    invocation = log(make_report())["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 1
    told = invocation["toolExecutionNotifications"]
    assert [(one["descriptor"]["id"], one["level"]) for one in told] == [
        ("unreadable-source", "error"),
        ("unreadable-source", "error"),
        ("broken-rule", "error"),
        ("gap", "warning"),
    ]
    assert told[0]["message"]["text"] == "a brace is missing (close it)"
    assert told[0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 2


def test_linted_text_makes_no_link(make_report: Callable[..., Report], build: dict[str, Any]) -> None:
    fact = Fact("`a[0]` is [click](https://evil.example)", build["at"](build["MAIN"], '"blob"'))
    (result,) = log(make_report(build["risky"](facts=(fact,))))["results"]
    assert "`a[0]` is \\[click](https" in result["message"]["text"]
