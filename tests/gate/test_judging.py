"""What the gate asks of rules, and what it does with one that fails."""

import pytest

from foureyes_rules.azure.storage import BlobContainer
from foureyes_rules.azure.storage import azure_blob_container_open_to_everyone as rule

LINK = """\
data "azurerm_storage_account_blob_container_sas" "link" {
  connection_string = "UseDevelopmentStorage=true"
  container_name    = "exports"
  https_only        = true
  start             = "2026-01-01"
  expiry            = "2026-02-01"
  permissions {
    read   = true
    add    = false
    create = false
    write  = false
    delete = false
    list   = false
  }
}
"""


def test_a_data_source_that_grants_is_judged(world):
    """It deploys nothing, and yet what it makes is a key to everything."""
    world.write("infra/prod/link/main.tf", LINK)
    world.commit("a narrow link", who="erik")
    world.branch()
    world.write("infra/prod/link/main.tf", LINK.replace("= false", "= true"))
    world.commit()
    found = world.check()
    assert found.code == 1
    assert {(one["kind"], one["rule"]) for one in found.report["risks"]} == {
        ("exposes", "azure-storage-link-grants-everything")
    }


def test_a_data_source_that_only_reads_is_nobodys_risk(world):
    world.branch()
    world.write("infra/prod/a/main.tf", 'data "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n')
    world.commit()
    assert world.check().code == 0


@pytest.mark.parametrize("failure", [ZeroDivisionError("why"), SystemExit(0)])
def test_a_rule_that_fails_or_ends_the_program_is_no_pass(world, monkeypatch, failure):
    world.branch()
    world.write("infra/prod/note.txt", "harmless")
    world.commit()

    def fail(container: BlobContainer):
        raise failure

    monkeypatch.setenv("CI", "true")  # nothing is remembered
    monkeypatch.setattr(rule, "function", fail)
    found = world.check()
    assert found.code == 3
    assert f"the rule {rule.id} failed on backups: {type(failure).__name__}" in found.err
