"""Azure AI: AI Search, Cognitive Services (OpenAI, AI Services, AI Foundry), Machine Learning.

Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08). In
azurerm before 3.2 a machine learning workspace's `public_network_access_enabled` had another meaning.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One, Satellite
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import UNKNOWN, Setting
from foureyes.model.version import by_version
from foureyes_rules.azure.exposure import is_on, public_network
from foureyes_rules.vocabulary.networks import is_whole_internet

LEARNING = "Microsoft.MachineLearningServices/workspaces"
COGNITIVE = "Microsoft.CognitiveServices/accounts"


class SearchService(Kind):
    """A search service."""

    terraform = "azurerm_search_service"
    arm = "Microsoft.Search/searchServices"

    public_network = public_network()
    addresses = Setting(terraform="allowed_ips", arm="properties.networkRuleSet.ipRules[].value")
    keys = Setting(
        terraform="local_authentication_enabled", arm="!properties.disableLocalAuth", default=True, safe=False
    )
    key_enforced = Setting(
        terraform="customer_managed_key_enforcement_enabled",
        arm="properties.encryptionWithCmk.enforcement",
        values={"enabled": True, "disabled": False, "unspecified": False},
        default=False,
        safe=True,
    )

    def is_reachable(self) -> Evidence:
        """Whether any address on the internet may speak to it."""
        return self.is_unfiltered() | self.admits_everyone()

    def is_unfiltered(self) -> Evidence:
        return is_on(self.public_network) & self.addresses.is_absent()

    def admits_everyone(self) -> Evidence:
        return is_on(self.public_network) & self.addresses.any(is_whole_internet)


class CognitiveAccount(Kind):
    """An account of Cognitive Services, OpenAI or AI Services."""

    terraform = ("azurerm_cognitive_account", "azurerm_ai_services")
    arm = COGNITIVE

    name = Setting(terraform="name", arm="name")
    public_network = public_network(("public_network_access_enabled", "public_network_access"))
    default_action = Setting(
        terraform="network_acls.default_action",
        arm="properties.networkAcls.defaultAction",
        default="Allow",
        safe="Deny",
    )
    addresses = Setting(terraform="network_acls.ip_rules", arm="properties.networkAcls.ipRules[].value")
    keys = Setting(
        terraform=("local_auth_enabled", "local_authentication_enabled"),
        arm="!properties.disableLocalAuth",
        default=True,
        safe=False,
    )
    outbound_restricted = Setting(
        terraform="outbound_network_access_restricted",
        arm="properties.restrictOutboundNetworkAccess",
        default=False,
        safe=True,
    )
    inline_key = Setting(
        terraform="customer_managed_key.key_vault_key_id", arm="properties.encryption.keyVaultProperties.keyName"
    )
    key_source = Setting(arm="properties.encryption.keySource")
    key = Satellite("CognitiveKey", back="account")

    def is_reachable(self) -> Evidence:
        """Whether any address on the internet may speak to it."""
        anyone = self.default_action.equals("Allow") | self.addresses.any(is_whole_internet)
        return is_on(self.public_network) & anyone


class CognitiveKey(Kind):
    """The customer's own key of an account, declared beside it."""

    terraform = "azurerm_cognitive_account_customer_managed_key"

    account = One(CognitiveAccount, terraform="cognitive_account_id")
    key = Setting(terraform=".")


class LearningWorkspace(Kind):
    """A Machine Learning workspace or an AI Foundry hub."""

    terraform = ("azurerm_machine_learning_workspace", "azurerm_ai_foundry")
    arm = LEARNING

    public_network = public_network(
        ("public_network_access_enabled", "public_network_access"),
        default=by_version(
            azurerm={"<4": UNKNOWN, ">=4": "enabled"}, arm={"<2021-07-01": UNKNOWN, ">=2021-07-01": "enabled"}
        ),
    )


class LearningCompute(Kind):
    """A compute cluster or instance of a workspace."""

    terraform = ("azurerm_machine_learning_compute_cluster", "azurerm_machine_learning_compute_instance")
    arm = f"{LEARNING}/computes"

    ssh = Setting(
        terraform={"azurerm_machine_learning_compute_cluster": "ssh_public_access_enabled"},
        arm="properties.properties.remoteLoginPortPublicAccess",
        values={"true": "enabled", "false": "disabled"},
        default=by_version(azurerm={"<4": "notspecified", ">=4": "disabled"}, arm="notspecified"),
        safe="disabled",
    )
    subnet = Setting(terraform="subnet_resource_id", arm="properties.properties.subnet.id")
    public_addresses = Setting(
        terraform="node_public_ip_enabled", arm="properties.properties.enableNodePublicIp", default=True, safe=False
    )
    local_users = Setting(terraform="local_auth_enabled", arm="!properties.disableLocalAuth", default=True, safe=False)


class OnlineEndpoint(Kind):
    """An address at which a model answers."""

    arm = f"{LEARNING}/onlineEndpoints"

    public_network = public_network()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_124",))
def azure_search_service_reachable_from_any_network(service: SearchService) -> Evidence:
    """Every address on the internet may query this search service.

    Why: A query key, which often sits in a web page, then reads the index from anywhere.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep), or
    name the addresses (`allowed_ips`, `networkRuleSet`).
    """
    return service.is_unfiltered()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_210",))
def azure_search_service_firewall_open_to_internet(service: SearchService) -> Evidence:
    """This search service's firewall lets the whole internet in.

    Why: The firewall is there and keeps nobody out.

    Fix: Name the addresses that need it in `allowed_ips` (azurerm) or `networkRuleSet: { ipRules: [...] }` (ARM,
    Bicep).
    """
    return service.admits_everyone()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_search_service_accepts_keys(service: SearchService) -> Evidence:
    """This search service accepts shared keys, from any network.

    Why: They are bearer secrets: whoever holds one reads the index, and the log names nobody.

    Fix: Set `local_authentication_enabled = false` (azurerm) or `disableLocalAuth: true` (ARM, Bicep).
    """
    return service.keys.is_true() & service.is_reachable()


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def azure_search_service_without_customer_key(service: SearchService) -> Evidence:
    """This search service lets indexes be encrypted with keys that Microsoft manages.

    Why: They are always encrypted; a key of one's own adds the power to revoke it.

    Fix: Set `customer_managed_key_enforcement_enabled = true` (azurerm) or `encryptionWithCmk: { enforcement:
    'Enabled' }` (ARM, Bicep).
    """
    return service.key_enforced.is_false()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_134", "AZR-000280", "Azure.AI.PublicAccess"))
def azure_cognitive_account_reachable_from_any_network(account: CognitiveAccount) -> Evidence:
    """Every address on the internet may speak to this AI service.

    Why: A leaked key then uses the models, and what they were given, from anywhere; stolen AI keys are traded
    ("LLMjacking", 2024).

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep), or
    deny by default in `network_acls` (`networkAcls`).
    """
    return account.is_reachable()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_236", "AZR-000282"))
def azure_cognitive_account_accepts_keys(account: CognitiveAccount) -> Evidence:
    """This AI service accepts shared keys, from any network.

    Why: They are bearer secrets and end up in apps and notebooks; the log names nobody who used one.

    Fix: Set `local_auth_enabled = false` (azurerm) or `disableLocalAuth: true` (ARM, Bicep).
    """
    return account.keys.is_true() & account.is_reachable()


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV_AZURE_247",), profile="hardening")
def azure_cognitive_account_sends_data_anywhere(account: CognitiveAccount) -> Evidence:
    """This AI service may send data to any address.

    Why: A prompt or a document that names an address can carry data out.

    Fix: Set `outbound_network_access_restricted = true` with `fqdns` (azurerm) or `restrictOutboundNetworkAccess: true`
    with `allowedFqdnList` (ARM, Bicep).
    """
    return account.outbound_restricted.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV2_AZURE_22",), profile="customer-keys")
def azure_cognitive_account_without_customer_key(account: CognitiveAccount) -> Evidence:
    """This AI service's data is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add `customer_managed_key` (azurerm) or `encryption: { keySource: 'Microsoft.KeyVault', … }` (ARM, Bicep).
    """
    inline = account.inline_key.is_present() | account.key_source.equals("Microsoft.KeyVault")
    return ~inline & account.key.key.is_absent()


@rule(
    PUBLIC_ACCESS,
    Severity.MEDIUM,
    equivalents=("CKV_AZURE_144", "CKV_AZURE_243", "CKV2_AZURE_49", "Azure.ML.PublicAccess"),
)
def azure_machine_learning_workspace_reachable_from_any_network(workspace: LearningWorkspace) -> Evidence:
    """Every address on the internet may reach this Machine Learning workspace.

    Why: A leaked token then opens notebooks, models and data from anywhere.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep) and use
    private endpoints.
    """
    return is_on(workspace.public_network)


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_machine_learning_compute_offers_ssh(compute: LearningCompute) -> Evidence:
    """The SSH port of this compute's nodes is open on a public address.

    Why: Anyone may try to sign in to the nodes. Where nothing is said, the port is open outside a virtual network.

    Fix: Set `ssh_public_access_enabled = false` (azurerm) or `remoteLoginPortPublicAccess: 'Disabled'` (ARM, Bicep).
    """
    by_default = compute.ssh.equals("notspecified") & compute.subnet.is_absent()
    return (compute.ssh.equals("enabled") | by_default) & compute.public_addresses.is_true()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_machine_learning_nodes_have_public_addresses(compute: LearningCompute) -> Evidence:
    """Nodes of this compute have public addresses.

    Why: Each stands on the internet, behind filter rules only.

    Fix: Set `node_public_ip_enabled = false` with a subnet (azurerm) or `enableNodePublicIp: false` (ARM, Bicep).
    """
    return compute.public_addresses.is_true()


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV_AZURE_142",), profile="hardening")
def azure_machine_learning_compute_has_local_users(compute: LearningCompute) -> Evidence:
    """Nodes of this compute have a local user for SSH.

    Why: It lives outside Entra ID and its keys are shared.

    Fix: Set `local_auth_enabled = false` (azurerm) or `disableLocalAuth: true` (ARM, Bicep).
    """
    return compute.local_users.is_true()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_machine_learning_endpoint_reachable_from_any_network(endpoint: OnlineEndpoint) -> Evidence:
    """Every address on the internet may call this model.

    Why: A leaked key or token then uses the model from anywhere.

    Fix: Set `publicNetworkAccess: 'Disabled'` (ARM, Bicep; in Terraform through azapi).
    """
    return is_on(endpoint.public_network)
