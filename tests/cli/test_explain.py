"""`foureyes explain`: findings by fingerprint, resource and line, with the defaults that hold."""

from __future__ import annotations

import pytest

from tests.support import Cli

STORAGE = """\
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 3.100" }
  }
}

resource "azurerm_storage_account" "data" {
  name = "fourdata"
}

resource "azurerm_storage_container" "open" {
  name                  = "open"
  storage_account_name  = azurerm_storage_account.data.name
  container_access_type = "blob"
}
"""
RULE = "azure-blob-container-open-to-everyone"


@pytest.fixture
def told(cli: Cli) -> Cli:
    (cli.folder / "infra").mkdir()
    (cli.folder / "infra/main.tf").write_text(STORAGE)
    return cli


def test_defaults_by_version_and_where_they_are_known_from(told: Cli) -> None:
    said = told("explain", "azurerm_storage_container.open").stdout
    assert "allow_nested_items_to_be_public` is not set; the default in azurerm <5 is true (of " in said
    table = said.partition("Where it is not set\n")[2].partition("\n\n")[0]
    assert table.startswith(
        "  allow_nested_items_to_be_public\n    azurerm <3: false\n    azurerm <5: true  <- holds here\n"
    )
    assert table.count("<- holds here") == 3
    assert "Known from\n  azurerm schema and upgrade guides at " in said


def test_a_resource_and_a_line_tell_all_their_findings(told: Cli) -> None:
    account = told("explain", "AZURERM_storage_account.data", "infra")
    assert account.returncode == 0
    assert account.stdout.count("Fingerprint: ") > 2
    assert f"({RULE}, public-access)" not in account.stdout
    line = told("explain", "infra/main.tf:14")
    assert line.stdout == told("explain", "infra/main.tf:14", "infra").stdout
    assert f"azurerm_storage_container.open ({RULE}, public-access)" in line.stdout
    assert line.stdout.count("Fingerprint: ") == 1


def test_accepted_findings_are_explained_too(told: Cli) -> None:
    path = told.folder / "infra/main.tf"
    comment = f'  # foureyes: ignore[{RULE}] reason="a site"\n  container_access_type'
    path.write_text(path.read_text().replace("  container_access_type", comment))
    said = told("explain", "azurerm_storage_container.open").stdout
    assert "Accepted: a site (comment infra/main.tf:14)" in said


def test_of_a_rule_the_defaults_too(told: Cli) -> None:
    said = told("explain", RULE).stdout
    assert "where it is not set: azurerm <3: false; azurerm <5: true; azurerm >=5: false;" in said
    assert "Known from\n" in said


@pytest.mark.parametrize(
    "subject", ["azurerm_storage_container.closed", "infra/main.tf:9999", "nowhere.tf:3", "abcd1234"]
)
def test_nothing_there(told: Cli, subject: str) -> None:
    done = told("explain", subject)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no finding in this folder" in done.stderr
