"""Azure Storage: data that is kept for ever.

Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.storage import ACCOUNTS, StorageAccount


class LifecycleAccount(StorageAccount):
    """A storage account, asked whether it ever lets go of data."""

    policies = Many("LifecyclePolicy", back="account")


class LifecyclePolicy(Kind):
    """When blobs of an account are moved and deleted."""

    terraform = "azurerm_storage_management_policy"
    arm = f"{ACCOUNTS}/managementPolicies"

    account = One(LifecycleAccount, terraform="storage_account_id")
    rules = Setting(terraform="rule", arm="properties.policy.rules")

    def deletes(self) -> Evidence:
        """Whether one of its rules deletes blobs after a time."""
        return self.rules.any(
            lambda one: (
                one.at("actions.base_blob.delete_after_days_since_modification_greater_than").is_present()
                | one.at("actions.base_blob.delete_after_days_since_creation_greater_than").is_present()
                | one.at("actions.base_blob.delete_after_days_since_last_access_time_greater_than").is_present()
                | one.at("definition.actions.baseBlob.delete").is_present()
            )
        )


@rule(PUBLIC_ACCESS, Severity.INFO, profile="retention")
def azure_storage_account_keeps_blobs_for_ever(account: LifecycleAccount) -> Evidence:
    """No rule ever deletes old blobs of this storage account.

    Why: What is no longer there cannot leak: a good part of what BlueBleed exposed in 2022 was years old.

    Fix: Add `azurerm_storage_management_policy` with `delete_after_days_since_modification_greater_than` (azurerm) or
    `managementPolicies` with a `delete` action (ARM, Bicep).
    """
    return ~account.policies.any(lambda policy: policy.deletes())
