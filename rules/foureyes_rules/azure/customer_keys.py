"""Azure services of which only one thing is asked: are they encrypted with a key of the customer's own?

All are always encrypted. Facts: azurerm schema at v3.117.1 and v4.81.0; ARM property descriptions in
Azure/bicep-types-az (2026-08); Azure Policy's built-in definitions (2026-04).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, rule
from foureyes.model.setting import Setting

_CLUSTERS = tuple(
    f"azurerm_hdinsight_{one}_cluster" for one in ("hadoop", "hbase", "interactive_query", "kafka", "spark")
)


class EncryptedService(Kind):
    """A service that takes a key from a vault, if it is told to."""

    terraform = (
        "azurerm_automation_account",
        "azurerm_machine_learning_workspace",
        "azurerm_ai_foundry",
        "azurerm_managed_redis",
        "azurerm_bot_service_azure_bot",
        "azurerm_load_test",
        "azurerm_healthcare_service",
        "azurerm_fluid_relay_server",
        *_CLUSTERS,
    )
    arm = (
        "Microsoft.Automation/automationAccounts",
        "Microsoft.MachineLearningServices/workspaces",
        "Microsoft.Cache/redisEnterprise",
        "Microsoft.BotService/botServices",
        "Microsoft.LoadTestService/loadTests",
        "Microsoft.HealthcareApis/services",
        "Microsoft.HealthcareApis/workspaces/fhirservices",
        "Microsoft.HealthcareApis/workspaces/dicomservices",
        "Microsoft.HDInsight/clusters",
        "Microsoft.FluidRelay/fluidRelayServers",
    )

    kind = Setting(arm="kind", default="")
    own_key = Setting(
        terraform=(
            "encryption.key_vault_key_id",
            "encryption.key_id",
            "encryption.key_url",
            "customer_managed_key.key_vault_key_id",
            "disk_encryption.key_vault_key_id",
            "cmk_key_vault_key_url",
            "cosmosdb_key_vault_key_versionless_id",
        ),
        arm=(
            "properties.encryption.keyVaultProperties",
            "properties.encryption.customerManagedKeyEncryption.keyEncryptionKeyUrl",
            "properties.encryption.keyUrl",
            "properties.diskEncryptionProperties.keyName",
            "properties.cmekKeyVaultUrl",
            "properties.cosmosDbConfiguration.keyVaultKeyUri",
        ),
    )
    key_source = Setting(arm="properties.encryption.keySource")
    status = Setting(arm="properties.encryption.status")
    switch = Setting(arm="properties.isCmekEnabled")


class EncryptionScope(Kind):
    """A part of a storage account with a key of its own."""

    terraform = "azurerm_storage_encryption_scope"
    arm = "Microsoft.Storage/storageAccounts/encryptionScopes"

    source = Setting(
        terraform="source", arm="properties.source", default="Microsoft.Storage", safe="Microsoft.KeyVault"
    )


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def azure_service_without_customer_key(service: EncryptedService) -> Evidence:
    """This service is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Name a key from a vault in its encryption settings.
    """
    said = service.key_source.equals("Microsoft.KeyVault") | service.status.equals("Enabled") | service.switch.is_true()
    return ~service.own_key.is_present() & ~said & ~service.kind.equals("Project")


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def azure_encryption_scope_without_customer_key(scope: EncryptionScope) -> Evidence:
    """This encryption scope takes a key that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Set `source = "Microsoft.KeyVault"` and `key_vault_key_id` (azurerm), or `source: 'Microsoft.KeyVault'` and
    `keyVaultProperties` (ARM, Bicep).
    """
    return scope.source.equals("Microsoft.Storage")
