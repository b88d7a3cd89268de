"""Azure Storage: accounts, blob containers, static websites, file shares, Data Lake.

Facts: azurerm schema and upgrade guides at v2.99.0, v3.117.1, v4.81.0, v5.2.0; ARM property
descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One, Satellite, elsewhere
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import UNKNOWN, Setting
from foureyes.model.version import by_version
from foureyes_rules.azure.exposure import is_on, public_network
from foureyes_rules.vocabulary.networks import is_whole_internet

ACCOUNTS = "Microsoft.Storage/storageAccounts"


class StorageAccount(Kind):
    """Azure Storage account."""

    terraform = "azurerm_storage_account"
    arm = ACCOUNTS

    name = Setting(terraform="name", arm="name")
    anonymous_blobs = Setting(
        terraform=("allow_nested_items_to_be_public", "allow_blob_public_access"),
        arm="properties.allowBlobPublicAccess",
        default=by_version(
            azurerm={"<3": False, "<5": True, ">=5": False}, arm={"<2023-01-01": UNKNOWN, ">=2023-01-01": False}
        ),
        safe=False,
    )
    public_network = public_network()
    https_only = Setting(
        terraform=("https_traffic_only_enabled", "enable_https_traffic_only"),
        arm="properties.supportsHttpsTrafficOnly",
        default=by_version(azurerm=True, arm={"<2019-04-01": False, ">=2019-04-01": True}),
        safe=True,
    )
    minimum_tls = Setting(
        terraform="min_tls_version",
        arm="properties.minimumTlsVersion",
        default=by_version(azurerm={"<3": "TLS1_0", ">=3": "TLS1_2"}, arm="TLS1_0"),
        levels=("TLS1_3", "TLS1_2", "TLS1_1", "TLS1_0"),
        safe="TLS1_2",
    )
    shared_keys = Setting(
        terraform="shared_access_key_enabled", arm="properties.allowSharedKeyAccess", default=True, safe=False
    )
    sas_expiry = Setting(
        terraform="sas_policy.expiration_period", arm="properties.sasPolicy.sasExpirationPeriod", safe="1.00:00:00"
    )
    sftp = Setting(terraform="sftp_enabled", arm="properties.isSftpEnabled", default=False, safe=False)
    nfs_v3 = Setting(terraform="nfsv3_enabled", arm="properties.isNfsV3Enabled", default=False)
    double_encryption = Setting(
        terraform="infrastructure_encryption_enabled",
        arm="properties.encryption.requireInfrastructureEncryption",
        default=False,
        safe=True,
    )
    inline_key = Setting(
        terraform=("customer_managed_key.key_vault_key_id", "customer_managed_key.managed_hsm_key_id"),
        arm="properties.encryption.keyvaultproperties.keyname",
    )
    key_source = Setting(arm="properties.encryption.keySource")
    network = Satellite("NetworkRules", back="account")
    containers = Many("BlobContainer", back="account")
    key = Satellite("CustomerManagedKey", back="account")

    def is_reachable(self) -> Evidence:
        """Whether any address on the internet may speak to its endpoints."""
        public = is_on(self.public_network)
        everyone = self.network.default_action.equals("Allow") | self.network.ip_ranges.any(is_whole_internet)
        return public & everyone


class NetworkRules(Kind):
    """The account's firewall: an inline block or a resource of its own."""

    terraform = ("azurerm_storage_account_network_rules", "azurerm_storage_account#network_rules")
    arm = f"{ACCOUNTS}#properties.networkAcls"

    account = One(StorageAccount, terraform=("storage_account_id", "storage_account_name"))
    default_action = Setting(terraform="default_action", arm="defaultAction", default="Allow", safe="Deny")
    ip_ranges = Setting(terraform="ip_rules", arm="ipRules[].value")


class SeparateNetworkRules(Kind):
    """The firewall where it is a resource of its own, whose account may be declared elsewhere."""

    terraform = "azurerm_storage_account_network_rules"

    account = One(StorageAccount, terraform=("storage_account_id", "storage_account_name"))
    default_action = Setting(terraform="default_action", default="Allow", safe="Deny")
    ip_ranges = Setting(terraform="ip_rules")


class CustomerManagedKey(Kind):
    """The customer's own key for an account, declared beside it."""

    terraform = "azurerm_storage_account_customer_managed_key"

    account = One(StorageAccount, terraform="storage_account_id")
    key = Setting(terraform=".")


class BlobContainer(Kind):
    """A container of blobs."""

    terraform = "azurerm_storage_container"
    arm = f"{ACCOUNTS}/blobServices/containers"

    account = One(StorageAccount, terraform=("storage_account_id", "storage_account_name"))
    anonymous_level = Setting(
        terraform="container_access_type",
        arm="properties.publicAccess",
        values={"none": "private"},
        default="private",
        levels=("private", "blob", "container"),
        safe="private",
    )

    def is_open(self) -> Evidence:
        """Whether anyone on the internet can read it: three settings of two resources must agree."""
        opened = self.anonymous_level.is_in("blob", "container") & self.account.anonymous_blobs.is_true()
        reachable: Evidence = self.account.is_reachable()
        return opened & reachable


class BlobService(Kind):
    """The blob service of an account."""

    terraform = "azurerm_storage_account#blob_properties"
    arm = f"{ACCOUNTS}/blobServices"

    account = One(StorageAccount)
    allowed_origins = Setting(terraform="cors_rule[].allowed_origins", arm="properties.cors.corsRules[].allowedOrigins")


class OtherStorageService(Kind):
    """The file, queue or table service of an account."""

    terraform = (
        "azurerm_storage_account#share_properties",
        "azurerm_storage_account#queue_properties",
        "azurerm_storage_account_queue_properties",
    )
    arm = (f"{ACCOUNTS}/fileServices", f"{ACCOUNTS}/queueServices", f"{ACCOUNTS}/tableServices")

    allowed_origins = Setting(terraform="cors_rule[].allowed_origins", arm="properties.cors.corsRules[].allowedOrigins")


class StaticWebsite(Kind):
    """The static website of an account, served from `$web` whatever the account's anonymous switch says."""

    terraform = ("azurerm_storage_account_static_website", "azurerm_storage_account#static_website")
    arm = f"{ACCOUNTS}/blobServices#properties.staticWebsite"

    account = One(StorageAccount, terraform="storage_account_id")
    enabled = Setting(arm="enabled", default=by_version(arm=False, terraform=True))


class FileShare(Kind):
    """A file share."""

    terraform = "azurerm_storage_share"
    arm = f"{ACCOUNTS}/fileServices/shares"

    account = One(StorageAccount, terraform=("storage_account_id", "storage_account_name"))
    protocol = Setting(terraform="enabled_protocol", arm="properties.enabledProtocols", default="SMB")


class FileService(Kind):
    """The file service of an account."""

    terraform = "azurerm_storage_account#share_properties"
    arm = f"{ACCOUNTS}/fileServices"

    account = One(StorageAccount)
    smb_versions = Setting(terraform="smb.versions", arm="properties.protocolSettings.smb.versions")
    channel_encryption = Setting(
        terraform="smb.channel_encryption_type", arm="properties.protocolSettings.smb.channelEncryption"
    )
    kerberos_encryption = Setting(
        terraform="smb.kerberos_ticket_encryption_type", arm="properties.protocolSettings.smb.kerberosTicketEncryption"
    )


@rule(
    PUBLIC_ACCESS,
    Severity.CRITICAL,
    equivalents=("CKV_AZURE_34", "CKV2_AZURE_8", "AVD-AZU-0007", "AZR-000199", "FG_R00207", "AC_AZURE_0366"),
)
def azure_blob_container_open_to_everyone(container: BlobContainer) -> Evidence:
    """Anyone on the internet can read every blob in this container.

    Why: No name, key or sign-in is asked for: whoever knows or guesses the address reads the data. In
    September 2022 one such endpoint ("BlueBleed") exposed e-mails, invoices and project documents of
    Microsoft customers.

    Fix: Set the container's access level to private, and switch anonymous access off for the whole
    account (`allow_nested_items_to_be_public = false` in azurerm, `allowBlobPublicAccess: false` in ARM
    and Bicep), so that no container can be opened again by mistake.
    """
    return container.is_open()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_blob_container_anonymous_behind_firewall(container: BlobContainer) -> Evidence:
    """Whoever gets past this account's firewall can read this container without signing in.

    Why: The networks are all that keeps strangers out: one address more in the firewall, or its removal, and the data
    is public.

    Fix: Set the container's access level to private (`container_access_type = "private"` in azurerm, `publicAccess:
    'None'` in ARM and Bicep) and let callers sign in.
    """
    anonymous = container.anonymous_level.is_in("blob", "container") & container.account.anonymous_blobs.is_true()
    return anonymous & ~container.account.is_reachable()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_190", "CKV2_AZURE_47", "AZR-000198"))
def azure_storage_account_allows_anonymous_blobs(account: StorageAccount) -> Evidence:
    """Any container of this storage account may be opened to anonymous readers.

    Why: Nothing is exposed yet, but one container's access level is all that stands between the data and
    the internet, and that level can be changed by anyone who may write to the account.

    Fix: Set `allow_nested_items_to_be_public = false` (azurerm) or `allowBlobPublicAccess: false` (ARM,
    Bicep). Share single blobs by user delegation SAS or through a gateway instead.
    """
    return account.anonymous_blobs.is_true()


@rule(
    PUBLIC_ACCESS,
    Severity.MEDIUM,
    equivalents=(
        "CKV_AZURE_35", "CKV_AZURE_59", "AVD-AZU-0012", "AZR-000202", "FG_R00154", "AC_AZURE_0370",
    ),
)  # fmt: skip
def azure_storage_account_reachable_from_any_network(account: StorageAccount) -> Evidence:
    """Every address on the internet may reach this storage account's endpoints.

    Why: Keys, SAS links and sign-ins are then the only barrier: a leaked key works from anywhere.

    Fix: Deny by default and name the networks that may connect (`network_rules { default_action = "Deny" }`
    in azurerm, `networkAcls: { defaultAction: 'Deny' }` in ARM and Bicep), or disable public network access
    and use a private endpoint.
    """
    return account.is_reachable()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_35",))
def azure_storage_firewall_admits_any_network(rules: SeparateNetworkRules) -> Evidence:
    """This firewall, of a storage account declared elsewhere, lets every address in.

    Why: Keys, SAS links and sign-ins are then the only barrier: a leaked key works from anywhere.

    Fix: Set `default_action = "Deny"` and name the networks that may connect.
    """
    everyone = rules.default_action.equals("Allow") | rules.ip_ranges.any(is_whole_internet)
    return everyone & elsewhere(rules.account)


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.HIGH,
    equivalents=("CKV_AZURE_3", "AVD-AZU-0008", "AZR-000196", "FG_R00152", "AC_AZURE_0373"),
)
def azure_storage_account_accepts_plain_http(account: StorageAccount) -> Evidence:
    """This storage account accepts unencrypted connections.

    Why: Data, SAS tokens and, over HTTP, signed requests can be read and replayed by anyone on the way.

    Fix: Set `https_traffic_only_enabled = true` (azurerm; `enable_https_traffic_only` before 3.114) or
    `supportsHttpsTrafficOnly: true` (ARM, Bicep). Only NFS shares need it off; keep those in an account of
    their own.
    """
    return account.https_only.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_AZURE_44", "AVD-AZU-0011", "AZR-000200"))
def azure_storage_account_accepts_old_tls(account: StorageAccount) -> Evidence:
    """This storage account's configuration admits TLS 1.0 or 1.1.

    Why: Since February 2026 the service refuses them whatever the setting says, so this is hygiene: the
    configuration should not promise what must not come back.

    Fix: Set `min_tls_version = "TLS1_2"` (azurerm) or `minimumTlsVersion: 'TLS1_2'` (ARM, Bicep).
    """
    return account.minimum_tls.at_least("TLS1_1")


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV2_AZURE_40",))
def azure_storage_account_accepts_shared_keys(account: StorageAccount) -> Evidence:
    """This storage account accepts account keys and the SAS links signed with them, from any network.

    Why: Both are bearer secrets: whoever holds one has the account, and the access log names nobody. In 2023
    one such link, valid until 2051, opened 38 TB of an AI research group's internal data.

    Fix: Set `shared_access_key_enabled = false` (azurerm) or `allowSharedKeyAccess: false` (ARM, Bicep) and
    let callers sign in with Entra ID.
    """
    return account.shared_keys.is_true() & account.is_reachable()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV2_AZURE_41",))
def azure_storage_account_sas_never_expires(account: StorageAccount) -> Evidence:
    """SAS links of this storage account may be made to last for ever.

    Why: A link without end is anonymous access for whoever comes by it, long after it was needed.

    Fix: Add a `sas_policy` with a short `expiration_period` (azurerm) or `sasPolicy: { sasExpirationPeriod:
    '1.00:00:00', expirationAction: 'Block' }` (ARM, Bicep), or refuse shared keys altogether.
    """
    return account.shared_keys.is_true() & account.sas_expiry.is_absent()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_244",))
def azure_storage_account_sftp_open_to_internet(account: StorageAccount) -> Evidence:
    """This storage account offers SFTP to the whole internet.

    Why: SFTP signs in local users with passwords or keys kept outside Entra ID, and is probed constantly.

    Fix: Turn SFTP off, or deny by default in the account's network rules and admit the partners' addresses.
    """
    return account.sftp.is_true() & account.is_reachable()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_blob_service_shared_with_any_origin(service: BlobService) -> Evidence:
    """Scripts of any website may call this blob service from a visitor's browser.

    Why: A page the user merely visits can then use whatever access the user's browser holds.

    Fix: Name the origins that need it in the CORS rules instead of `*`.
    """
    return service.allowed_origins.any(lambda origin: origin.equals("*"))


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_storage_service_shared_with_any_origin(service: OtherStorageService) -> Evidence:
    """Scripts of any website may call this file, queue or table service from a visitor's browser.

    Why: A page the user merely visits can then use whatever access the user's browser holds.

    Fix: Name the origins that need it in the CORS rules instead of `*`.
    """
    return service.allowed_origins.any(lambda origin: origin.equals("*"))


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_storage_static_website_open_to_everyone(website: StaticWebsite) -> Evidence:
    """Everything in `$web` of this storage account is published as a website.

    Why: The website endpoint ignores both the account's anonymous switch and the container's access level:
    whatever lands in `$web` is public.

    Fix: If the site is meant to be public, confirm it; otherwise remove the static website, or deny by
    default in the account's network rules and put a front door before it.
    """
    return website.enabled.is_true() & website.account.is_reachable()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def azure_file_share_nfs_unencrypted(share: FileShare) -> Evidence:
    """This file share speaks NFS, which travels unencrypted.

    Why: NFS 4.1 on Azure Files has no encryption of its own unless it is required at the file service;
    anyone on the network path reads the files.

    Fix: Use SMB, or require encryption in transit for NFS at the file service (`protocolSettings.nfs.
    encryptionInTransit.required: true`, API version 2025-01-01 or later) and mount through its helper.
    """
    return share.protocol.equals("NFS")


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def azure_file_service_allows_weak_smb(service: FileService) -> Evidence:
    """This file service lists SMB dialects or ciphers that are weak.

    Why: SMB 2.1 cannot encrypt at all, and SMB 3.0 with RC4 tickets can be attacked offline.

    Fix: Keep only `SMB3.1.1`, `AES-256-GCM` (and `AES-128-GCM`) and Kerberos tickets with `AES-256`.
    """
    weak_dialect = service.smb_versions.any(lambda one: one.matches(lambda text: "2.1" in text or "3.0" in text))
    weak_channel = service.channel_encryption.any(lambda one: one.matches(lambda text: "AES-128-CCM" in text.upper()))
    weak_ticket = service.kerberos_encryption.any(lambda one: one.matches(lambda text: "RC4" in text.upper()))
    return weak_dialect | weak_channel | weak_ticket


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("AVD-AZU-0061",), profile="hardening")
def azure_storage_account_encrypted_once(account: StorageAccount) -> Evidence:
    """This storage account's data is encrypted at the service level only.

    Why: The platform always encrypts; a second layer at the infrastructure level guards against a fault in
    the first. It can be chosen only when the account is created.

    Fix: Set `infrastructure_encryption_enabled = true` (azurerm) or `requireInfrastructureEncryption: true`
    (ARM, Bicep) on new accounts.
    """
    return account.double_encryption.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV2_AZURE_1", "AVD-AZU-0060"), profile="customer-keys")
def azure_storage_account_without_customer_key(account: StorageAccount) -> Evidence:
    """This storage account is encrypted with Microsoft's key, not with one of yours.

    Why: With a key of your own you can rotate, audit and withdraw it.

    Fix: Configure a customer-managed key from Key Vault.
    """
    inline = account.inline_key.is_present() | account.key_source.equals("Microsoft.Keyvault")
    return ~inline & account.key.key.is_absent()
