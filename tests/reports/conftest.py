"""Findings as a run yields them, built by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from foureyes.engine.merge import Merge
from foureyes.errors import BrokenRule, UnreadableSource
from foureyes.model.coverage import Coverage
from foureyes.model.evidence import Answer, Fact
from foureyes.model.finding import Concern, Finding, Severity
from foureyes.model.place import Place, Source
from foureyes.model.resource import Gap
from foureyes.model.value import Step
from foureyes.reports.report import Report

MAIN = Source(
    "infra/main.tf",
    """resource "azurerm_storage_account" "data" {
  name                            = "fourdata"
  allow_nested_items_to_be_public = var.public
}

resource "azurerm_storage_container" "open" {
  container_access_type = "blob"
}
""",
)
PROD = Source("infra/prod.tfvars", "env = 1\n\npublic = true\n")
SPACED = Source("infra/ü b#1.bicep", 'param x string\n\tallow: "yes" // 日本 \x1b[31m\n')


def at(source: Source, text: str) -> Place:
    start = source.text.index(text)
    return Place(source, start, start + len(text))


def risky(**changes: Any) -> Finding:
    facts = (
        Fact('`container_access_type` is "blob"', at(MAIN, '"blob"'), (), "container_access_type"),
        Fact(
            "`allow_nested_items_to_be_public` is true",
            at(MAIN, "var.public"),
            (Step("`public` is true", at(PROD, "true")),),
            "allow_nested_items_to_be_public",
        ),
    )
    values: dict[str, Any] = {
        "rule": "azure-blob-container-open-to-everyone",
        "concern": Concern.PUBLIC_ACCESS,
        "severity": Severity.CRITICAL,
        "answer": Answer.YES,
        "message": "Anyone on the internet can read every blob in this container.",
        "resource": "azurerm_storage_container.open",
        "type": "azurerm_storage_container",
        "root": "infra",
        "language": "terraform",
        "place": at(MAIN, '"blob"'),
        "span": at(MAIN, '"blob"'),
        "facts": facts,
        "when": "var.env is prod",
        "deployments": ["infra/prod.tfvars"],
        "equivalents": ("CKV_AZURE_34",),
        "trail": (),
        "remedy": "Set the container's access level to private.",
    }
    return Finding(**{**values, **changes})


def unsure(**changes: Any) -> Finding:
    place = at(SPACED, '"yes"')
    values: dict[str, Any] = {
        "rule": "azure-storage-account-accepts-plain-http",
        "concern": Concern.ENCRYPTION_IN_TRANSIT,
        "severity": Severity.HIGH,
        "answer": Answer.UNSURE,
        "message": "This storage account accepts unencrypted connections.",
        "resource": "data[0](x)",
        "type": "Microsoft.Storage/storageAccounts",
        "root": "infra/ü b#1.bicep",
        "language": "bicep",
        "place": place,
        "span": place,
        "facts": (Fact("`allow` cannot be told: parameter `x` has no value", place), Fact("a thing without a place")),
        "when": "",
        "deployments": [""],
        "trail": (Step("module `data` is called", at(SPACED, "param x")),),
    }
    return risky(**{**values, **changes})


def finished(*findings: Finding) -> list[Finding]:
    """The findings as a run hands them over, fingerprints given."""
    merge = Merge()
    for finding in findings:
        merge.add(finding)
    return merge.findings()


@pytest.fixture
def make_report() -> Callable[..., Report]:
    def make(*findings: Finding, **changes: Any) -> Report:
        coverage = Coverage(
            files_read={"infra/main.tf", "infra/prod.tfvars"},
            files_ignored=2,
            roots=1,
            deployments=2,
            resources_judged=3,
            resources_unknown={"azurerm_subnet": 2, "null_resource": 1},
            gaps={Gap("the module `net` is not there", at(MAIN, "resource"), "run `terraform init`"): None},
            errors=[
                UnreadableSource("a brace is missing", place=at(MAIN, "name"), remedy="close it"),
                UnreadableSource("there is no such file or folder", path="nope/ä b"),
                BrokenRule("the rule x failed"),
            ],
            cannot_tell=1,
        )
        found = finished(*findings) if findings else finished(risky(), unsure())
        return Report(found, coverage, 1, "1 risky finding of severity low or worse", **changes)

    return make


@pytest.fixture
def build() -> dict[str, Any]:
    """The builders, for tests that need findings of their own."""
    return {"risky": risky, "unsure": unsure, "at": at, "MAIN": MAIN, "PROD": PROD, "SPACED": SPACED}
