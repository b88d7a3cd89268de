"""Azure Data Lake Store (first generation), File Sync, Elastic SAN, NetApp Files, Data Lake file permissions.

Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
Data Lake Store was retired in February 2024: azurerm 2 is the last that knows it.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, any_of
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.version import by_version
from foureyes_rules.azure.exposure import is_on, public_network
from foureyes_rules.vocabulary.networks import is_whole_internet

VOLUMES = "Microsoft.NetApp/netAppAccounts/capacityPools/volumes"


class DataLakeStore(Kind):
    """A Data Lake Store of the first generation."""

    terraform = "azurerm_data_lake_store"
    arm = "Microsoft.DataLakeStore/accounts"

    firewall = Setting(
        terraform="firewall_state",
        arm="properties.firewallState",
        default=by_version(azurerm="Enabled", arm="Disabled"),
        safe="Enabled",
    )
    encryption = Setting(
        terraform="encryption_state", arm="properties.encryptionState", default="Enabled", safe="Enabled"
    )


class FileSync(Kind):
    """A File Sync service."""

    terraform = "azurerm_storage_sync"
    arm = "Microsoft.StorageSync/storageSyncServices"

    traffic = Setting(
        terraform="incoming_traffic_policy",
        arm="properties.incomingTrafficPolicy",
        default="AllowAllTraffic",
        levels=("AllowVirtualNetworksOnly", "AllowAllTraffic"),
        safe="AllowVirtualNetworksOnly",
    )


class ElasticSan(Kind):
    """An Elastic SAN."""

    arm = "Microsoft.ElasticSan/elasticSans"

    public_network = public_network(default="automatic")


class ElasticSanGroup(Kind):
    """A group of volumes in an Elastic SAN."""

    terraform = "azurerm_elastic_san_volume_group"
    arm = "Microsoft.ElasticSan/elasticSans/volumegroups"

    encryption = Setting(
        terraform="encryption_type",
        arm="properties.encryption",
        default="EncryptionAtRestWithPlatformKey",
        safe="EncryptionAtRestWithCustomerManagedKey",
    )


class NetappVolume(Kind):
    """A volume of NetApp Files, by itself or in a volume group."""

    terraform = (
        "azurerm_netapp_volume",
        "azurerm_netapp_volume_group_oracle#volume",
        "azurerm_netapp_volume_group_sap_hana#volume",
    )
    arm = (VOLUMES, "Microsoft.NetApp/netAppAccounts/volumeGroups#properties.volumes")

    protocols = Setting(terraform="protocols", arm="properties.protocolTypes")
    clients = Setting(
        terraform="export_policy_rule[].allowed_clients", arm="properties.exportPolicy.rules[].allowedClients"
    )
    smb_encryption = Setting(
        terraform="smb3_protocol_encryption_enabled", arm="properties.smbEncryption", default=False, safe=True
    )
    kerberos = Setting(terraform="kerberos_enabled", arm="properties.kerberosEnabled", default=False, safe=True)

    def speaks(self, *protocols: str) -> Evidence:
        return self.protocols.any(lambda one: one.is_in(*protocols))


class NetappDirectory(Kind):
    """How a NetApp account speaks to Active Directory."""

    terraform = "azurerm_netapp_account#active_directory"
    arm = "Microsoft.NetApp/netAppAccounts#properties.activeDirectories"

    strong_tickets = Setting(terraform="aes_encryption_enabled", arm="aesEncryption", default=False, safe=True)
    tls = Setting(terraform="ldap_over_tls_enabled", arm="ldapOverTLS", default=False, safe=True)
    signing = Setting(terraform="ldap_signing_enabled", arm="ldapSigning", default=False, safe=True)


class NetappPool(Kind):
    """A pool of NetApp Files."""

    terraform = "azurerm_netapp_pool"
    arm = "Microsoft.NetApp/netAppAccounts/capacityPools"

    encryption = Setting(terraform="encryption_type", arm="properties.encryptionType", default="Single", safe="Double")


class LakePermission(Kind):
    """An access control entry of Data Lake files, set from Terraform only."""

    terraform = (
        "azurerm_storage_data_lake_gen2_filesystem#ace",
        "azurerm_storage_data_lake_gen2_path#ace",
    )

    whom = Setting(terraform="type")
    rights = Setting(terraform="permissions")


@rule(PUBLIC_ACCESS, Severity.HIGH)
def azure_data_lake_store_without_firewall(store: DataLakeStore) -> Evidence:
    """Every address on the internet may speak to this Data Lake Store.

    Why: A leaked sign-in then reads the data from anywhere.

    Fix: Set `firewall_state = "Enabled"` (azurerm) or `firewallState: 'Enabled'` (ARM, Bicep) with rules for the
    addresses that need it; the service was retired in 2024.
    """
    return store.firewall.equals("Disabled")


@rule(ENCRYPTION_AT_REST, Severity.HIGH, equivalents=("CKV_AZURE_105", "AVD-AZU-0036"))
def azure_data_lake_store_unencrypted(store: DataLakeStore) -> Evidence:
    """Files in this Data Lake Store are not encrypted.

    Why: This store is one of the few in Azure where encryption can be off. It cannot be turned on later.

    Fix: Set `encryption_state = "Enabled"` (azurerm) or `encryptionState: 'Enabled'` (ARM, Bicep): the default.
    """
    return store.encryption.equals("Disabled")


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_64", "CKV_AZURE_250"))
def azure_file_sync_reachable_from_any_network(service: FileSync) -> Evidence:
    """Every address on the internet may speak to this File Sync service.

    Why: A stolen server registration then fetches the files from anywhere.

    Fix: Set `incoming_traffic_policy = "AllowVirtualNetworksOnly"` (azurerm) or `incomingTrafficPolicy:
    'AllowVirtualNetworksOnly'` (ARM, Bicep) and use a private endpoint.
    """
    return service.traffic.equals("AllowAllTraffic")


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_elastic_san_allows_public_endpoints(san: ElasticSan) -> Evidence:
    """Volumes of this Elastic SAN may be reached over public endpoints.

    Why: iSCSI asks for little; only the volume groups' network rules are left.

    Fix: Set `publicNetworkAccess: 'Disabled'` (ARM, Bicep; in Terraform through azapi) and use private endpoints.
    """
    return is_on(san.public_network)


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def azure_elastic_san_without_customer_key(group: ElasticSanGroup) -> Evidence:
    """Volumes of this group are encrypted with keys that Microsoft manages.

    Why: They are always encrypted; a key of one's own adds the power to revoke it.

    Fix: Set `encryption_type = "EncryptionAtRestWithCustomerManagedKey"` (azurerm) or `encryption` likewise (ARM,
    Bicep).
    """
    return group.encryption.equals("EncryptionAtRestWithPlatformKey")


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_netapp_volume_open_to_any_client(volume: NetappVolume) -> Evidence:
    """This volume may be mounted from any address that reaches its subnet.

    Why: NFS trusts the client: whoever mounts the volume reads it under any name.

    Fix: Name the clients in `export_policy_rule { allowed_clients = [...] }` (azurerm) or `exportPolicy: { rules: [{
    allowedClients: … }] }` (ARM, Bicep).
    """
    wide = volume.clients.any(
        lambda one: any_of((is_whole_internet(one), one.matches(lambda text: "0.0.0.0/0" in text.split(","))))
    )
    return wide | (volume.clients.is_absent() & volume.speaks("NFSv3", "NFSv4.1"))


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def azure_netapp_volume_smb_unencrypted(volume: NetappVolume) -> Evidence:
    """This SMB volume travels unencrypted.

    Why: Whoever gets into the network reads the files.

    Fix: Set `smb3_protocol_encryption_enabled = true` (azurerm) or `smbEncryption: true` (ARM, Bicep).
    """
    return volume.speaks("CIFS") & volume.smb_encryption.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def azure_netapp_volume_nfs_unencrypted(volume: NetappVolume) -> Evidence:
    """This NFS volume travels unencrypted.

    Why: Whoever gets into the network reads the files; NFS 4.1 encrypts only with Kerberos (krb5p).

    Fix: Set `kerberos_enabled = true` with NFSv4.1 and a rule for krb5p (azurerm) or `kerberosEnabled: true` (ARM,
    Bicep).
    """
    return volume.speaks("NFSv3") | (volume.speaks("NFSv4.1") & volume.kerberos.is_false())


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def azure_netapp_directory_traffic_weak(directory: NetappDirectory) -> Evidence:
    """This NetApp account speaks to Active Directory with weak or no encryption.

    Why: Whoever gets into the network reads and forges what the directory says.

    Fix: Set `aes_encryption_enabled`, `ldap_over_tls_enabled` and `ldap_signing_enabled` to `true` (azurerm), or
    `aesEncryption`, `ldapOverTLS`, `ldapSigning` (ARM, Bicep).
    """
    return directory.strong_tickets.is_false() | directory.tls.is_false() | directory.signing.is_false()


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="hardening")
def azure_netapp_pool_encrypted_once(pool: NetappPool) -> Evidence:
    """Volumes of this pool are encrypted in one layer only.

    Why: They are always encrypted; a second layer guards against a fault in the first.

    Fix: Set `encryption_type = "Double"` (azurerm) or `encryptionType: 'Double'` (ARM, Bicep) when the pool is created.
    """
    return pool.encryption.equals("Single")


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_data_lake_files_open_to_the_tenant(entry: LakePermission) -> Evidence:
    """Everybody in the tenant who signs in may read these files.

    Why: The class `other` holds for every identity, guests and service principals included.

    Fix: Give rights to named users and groups, and `---` to `other`.
    """
    return entry.whom.equals("other") & entry.rights.matches(lambda text: "r" in text or "x" in text)
