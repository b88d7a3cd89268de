"""File systems, backups and archives: EFS, FSx, Backup, Glacier, Storage Gateway.

Facts: provider 5.100.0 request bodies; EFS is not encrypted by itself through the API, its default policy lets
any client in that reaches a mount target (EFS user guide 2022-04); FSx, Backup and Glacier always encrypt.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, any_of
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting, Untold
from foureyes_rules.vocabulary.keys import is_amazons_key
from foureyes_rules.vocabulary.networks import any_whole_internet
from foureyes_rules.vocabulary.policies import is_public, refuses_plain_http

UNKNOWN_CLIENTS = Untold("a share without a list of clients may serve all")


class FileSystem(Kind):
    """An EFS file system."""

    terraform = "aws_efs_file_system"
    cloudformation = "AWS::EFS::FileSystem"

    encrypted = Setting(terraform="encrypted", cloudformation="Encrypted", default=False, safe=True)
    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")
    inline = Setting(cloudformation="FileSystemPolicy", document=True)
    separate = Many("FileSystemPolicy", back="system")

    def policies(self) -> list[Reading]:
        """The documents of its policies."""
        return [one.policy for one in self.separate]


class FileSystemPolicy(Kind):
    """The policy of a file system."""

    terraform = "aws_efs_file_system_policy"
    cloudformation = "AWS::EFS::FileSystem#FileSystemPolicy"

    system = One(FileSystem, terraform="file_system_id")
    policy = Setting(terraform="policy", cloudformation=".", document=True)


class WindowsStore(Kind):
    """An FSx file system or cache."""

    terraform = (
        "aws_fsx_lustre_file_system",
        "aws_fsx_windows_file_system",
        "aws_fsx_ontap_file_system",
        "aws_fsx_openzfs_file_system",
        "aws_fsx_file_cache",
    )
    cloudformation = ("AWS::FSx::FileSystem", "AWS::FSx::FileCache")

    key = Setting(terraform="kms_key_id", cloudformation="KmsKeyId")
    deployment = Setting(terraform="deployment_type", cloudformation="LustreConfiguration.DeploymentType")


class Vault(Kind):
    """A backup vault."""

    terraform = "aws_backup_vault"
    cloudformation = "AWS::Backup::BackupVault"

    key = Setting(terraform="kms_key_arn", cloudformation="EncryptionKeyArn")


class VaultPolicy(Kind):
    """The policy of a backup vault."""

    terraform = "aws_backup_vault_policy"
    cloudformation = "AWS::Backup::BackupVault#AccessPolicy"

    policy = Setting(terraform="policy", cloudformation=".", document=True)


class ArchivePolicy(Kind):
    """The policy of a Glacier vault."""

    terraform = ("aws_glacier_vault#access_policy", "aws_glacier_vault_lock")

    policy = Setting(
        terraform={"aws_glacier_vault#access_policy": ".", "aws_glacier_vault_lock": "policy"}, document=True
    )


class NfsShare(Kind):
    """An NFS share of a storage gateway."""

    terraform = "aws_storagegateway_nfs_file_share"
    cloudformation = "AWS::StorageGateway::NFSFileShare"

    clients = Setting(terraform="client_list", cloudformation="ClientList", default=UNKNOWN_CLIENTS)


class Share(Kind):
    """A share of a storage gateway."""

    terraform = ("aws_storagegateway_nfs_file_share", "aws_storagegateway_smb_file_share")
    cloudformation = ("AWS::StorageGateway::NFSFileShare", "AWS::StorageGateway::SMBFileShare")

    encrypted = Setting(terraform="kms_encrypted", cloudformation="KMSEncrypted", default=False, safe=True)
    key = Setting(terraform="kms_key_arn", cloudformation="KMSKey")


@rule(ENCRYPTION_AT_REST, Severity.HIGH, equivalents=("CKV_AWS_42", "AVD-AWS-0037", "F32", "EFS_ENCRYPTED_CHECK"))
def aws_efs_file_system_unencrypted(system: FileSystem) -> Evidence:
    """This file system is not encrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear. It cannot be encrypted later in
    place.

    Fix: Set `encrypted` (`Encrypted`) to true.
    """
    return system.encrypted.is_false()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_efs_policy_open_to_everyone(policy: FileSystemPolicy) -> Evidence:
    """The policy of this file system lets every client in, whoever it is.

    Why: Whatever reaches a mount target can read and write all files.

    Fix: Name the roles that mount it, or ask for `elasticfilesystem:AccessedViaMountTarget` together with TLS.
    """
    return is_public(policy.policy)


@rule(PUBLIC_ACCESS, Severity.LOW, profile="hardening")
def aws_efs_file_system_without_policy(system: FileSystem) -> Evidence:
    """This file system has no policy: whatever reaches a mount target may mount it.

    Why: One machine that is broken into in the network then reads all files.

    Fix: Attach a policy that names the roles and asks for TLS.
    """
    return system.separate.is_empty()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, profile="hardening")
def aws_efs_file_system_accepts_plain_clients(system: FileSystem) -> Evidence:
    """No policy of this file system refuses clients without TLS.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Add a statement that denies everything when `aws:SecureTransport` is `false`.
    """
    return ~any_of(refuses_plain_http(one) for one in system.policies())


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_184",), profile="customer-keys")
def aws_efs_file_system_without_customer_key(system: FileSystem) -> Evidence:
    """This file system is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(system.key)


@rule(
    ENCRYPTION_AT_REST,
    Severity.INFO,
    equivalents=("CKV_AWS_178", "CKV_AWS_179", "CKV_AWS_190", "CKV_AWS_203"),
    profile="customer-keys",
)
def aws_fsx_without_customer_key(store: WindowsStore) -> Evidence:
    """This file system is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id` (`KmsKeyId`).
    """
    return is_amazons_key(store.key) & ~store.deployment.matches(lambda text: text.startswith("SCRATCH"))


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_backup_vault_open_to_everyone(policy: VaultPolicy) -> Evidence:
    """Anyone with an AWS account can use this backup vault.

    Why: Strangers can copy into it, or out of it what it keeps.

    Fix: Name the accounts, or ask for `aws:PrincipalOrgID`.
    """
    return is_public(policy.policy)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_166",), profile="customer-keys")
def aws_backup_vault_without_customer_key(vault: Vault) -> Evidence:
    """This backup vault is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_arn` (`EncryptionKeyArn`).
    """
    return is_amazons_key(vault.key)


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV_AWS_167",))
def aws_glacier_vault_open_to_everyone(policy: ArchivePolicy) -> Evidence:
    """Anyone on the internet can use this archive.

    Why: Strangers can fetch what is kept there, or delete it.

    Fix: Name the accounts that need it.
    """
    return is_public(policy.policy)


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_storage_gateway_share_open_to_every_client(share: NfsShare) -> Evidence:
    """Every client in the network, or on the internet, can mount this share.

    Why: NFS asks for no password.

    Fix: List the addresses of the clients.
    """
    return any_whole_internet(share.clients)


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def aws_storage_gateway_share_without_customer_key(share: Share) -> Evidence:
    """What this share stores is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_arn` (`KMSKey`).
    """
    return is_amazons_key(share.key)
