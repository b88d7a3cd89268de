"""An azapi update of what azurerm declares: only what it writes is its doing."""

from __future__ import annotations

import pytest

ACCOUNT = """
variable "x" {}

locals {
  patch = { properties = { supportsHttpsTrafficOnly = var.x } }
}

resource "azurerm_storage_account" "s" {
  name                            = "contosoinvoices"
  resource_group_name             = "contoso"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  allow_nested_items_to_be_public = false
  min_tls_version                 = "TLS1_2"
  shared_access_key_enabled       = false
  public_network_access_enabled   = false
}

resource "azapi_update_resource" "u" {
  type        = "Microsoft.Storage/storageAccounts@2023-05-01"
  resource_id = azurerm_storage_account.s.id
  body        = %s
}
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{ properties = { isLocalUserEnabled = var.x } }", set()),
        (
            "{ properties = { allowBlobPublicAccess = true } }",
            {("azure-storage-account-allows-anonymous-blobs", "risky")},
        ),
        (
            "jsonencode({ properties = { minimumTlsVersion = var.x } })",
            {("azure-storage-account-accepts-old-tls", "cannot-tell")},
        ),
        ("local.patch", {("azure-storage-account-accepts-plain-http", "cannot-tell")}),
    ],
)
def test_a_patch_answers_for_what_it_writes(cli, body, expected):
    (cli.folder / "main.tf").write_text(ACCOUNT % body)
    assert {(one["rule"], one["answer"]) for one in cli.lint()["findings"]} == expected


def test_a_patch_nothing_is_known_of_may_do_anything(cli):
    (cli.folder / "main.tf").write_text(ACCOUNT % "var.x")
    rules = {one["rule"] for one in cli.lint()["findings"] if one["answer"] == "cannot-tell"}
    assert rules >= {"azure-storage-account-allows-anonymous-blobs", "azure-storage-account-accepts-plain-http"}
