"""Azure Automation: accounts and their variables.

Variables are the rare case of encryption that is off unless asked for. Facts: azurerm schema at v2.99.0 to
v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_on, public_network

ACCOUNTS = "Microsoft.Automation/automationAccounts"


class AutomationAccount(Kind):
    """An Automation account."""

    terraform = "azurerm_automation_account"
    arm = ACCOUNTS

    public_network = public_network()
    keys = Setting(
        terraform="local_authentication_enabled", arm="!properties.disableLocalAuth", default=True, safe=False
    )


class AutomationVariable(Kind):
    """A variable that runbooks read."""

    terraform = (
        "azurerm_automation_variable_string",
        "azurerm_automation_variable_int",
        "azurerm_automation_variable_bool",
        "azurerm_automation_variable_datetime",
        "azurerm_automation_variable_object",
    )
    arm = f"{ACCOUNTS}/variables"

    encrypted = Setting(terraform="encrypted", arm="properties.isEncrypted", default=False, safe=True)


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV2_AZURE_24",))
def azure_automation_account_reachable_from_any_network(account: AutomationAccount) -> Evidence:
    """Every address on the internet may speak to this Automation account.

    Why: Webhooks and agent registration are then open to whoever holds their key.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: false` (ARM, Bicep) and use a
    private endpoint.
    """
    return is_on(account.public_network)


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_automation_account_accepts_keys(account: AutomationAccount) -> Evidence:
    """This Automation account accepts shared registration keys, from any network.

    Why: They are bearer secrets: whoever holds one registers a worker and receives its jobs and secrets.

    Fix: Set `local_authentication_enabled = false` (azurerm) or `disableLocalAuth: true` (ARM, Bicep).
    """
    return account.keys.is_true() & is_on(account.public_network)


@rule(ENCRYPTION_AT_REST, Severity.MEDIUM, equivalents=("CKV_AZURE_73", "AZR-000086", "TA-000021"))
def azure_automation_variable_unencrypted(variable: AutomationVariable) -> Evidence:
    """This variable is stored in clear text.

    Why: Whoever may read the account reads the value; runbooks keep passwords in such variables.

    Fix: Set `encrypted = true` (azurerm) or `isEncrypted: true` (ARM, Bicep). It cannot be changed later: create the
    variable anew.
    """
    return variable.encrypted.is_false()
