"""`lint --fixes`: reports carry the edits, and whoever makes them gets what `fix --write` gets."""

import json

import pytest
from jsonschema import Draft7Validator

from tests.fixing.support import CASES
from tests.support import Cli

SARIF = json.loads((CASES.parent / "reports" / "data" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
ACCOUNT = """resource "azurerm_storage_account" "shop" {
  name            = "shop"
  min_tls_version = "TLS1_0"
}
"""
BUCKET = """Resources:
  Shop:
    Type: AWS::RDS::DBInstance
    Properties:
      PubliclyAccessible: true
      StorageEncrypted: true
"""
TLS = "azure-storage-account-accepts-old-tls"


def edited(text, edits):
    """The text with edits made: line and column of each end, counted from 1."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for (line, column, last, stop), new in sorted(edits, reverse=True):
        text = text[: starts[line - 1] + column - 1] + new + text[starts[last - 1] + stop - 1 :]
    return text


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [("main.tf", ACCOUNT, TLS), ("stack.yaml", BUCKET, "aws-rds-instance-has-public-address")],
)
def test_both_reports_tell_the_same_edits(tmp_path, name, text, rule):
    (tmp_path / name).write_text(text)
    cli = Cli(tmp_path)
    report = json.loads(cli("lint", "--fixes", "--format", "json").stdout)
    (finding,) = [one for one in report["findings"] if one["rule"] == rule]
    told = [
        ((one["line"], one["column"], one["end_line"], one["end_column"]), one["text"])
        for one in finding["fix"]["edits"]
    ]
    after = edited(text, told)
    assert after != text

    log = json.loads(cli("lint", "--fixes", "--format", "sarif").stdout)
    assert not list(Draft7Validator(SARIF).iter_errors(log))
    (result,) = [one for one in log["runs"][0]["results"] if one["ruleId"] == rule]
    ((change,),) = [one["artifactChanges"] for one in result["fixes"]]
    assert change["artifactLocation"]["uri"] == name
    regions = [
        (
            tuple(one["deletedRegion"][key] for key in ("startLine", "startColumn", "endLine", "endColumn")),
            one["insertedContent"]["text"],
        )
        for one in change["replacements"]
    ]
    assert sorted(regions) == sorted(told)

    cli("fix", "--rule", rule, "--write", "--unsafe")
    assert (tmp_path / name).read_text() == after


def test_nothing_is_told_unless_asked(tmp_path):
    (tmp_path / "main.tf").write_text(ACCOUNT)
    report = Cli(tmp_path).lint()
    assert report["findings"]
    assert not [one for one in report["findings"] if "fix" in one]


def test_safe_and_unsafe_are_told_apart(tmp_path):
    (tmp_path / "main.tf").write_text(ACCOUNT)
    report = json.loads(Cli(tmp_path)("lint", "--fixes", "--format", "json").stdout)
    cautions = {one["rule"]: one["fix"]["caution"] for one in report["findings"] if "fix" in one}
    assert cautions.pop(TLS) == ""
    assert set(cautions.values()) == {"it may shut somebody out"}
