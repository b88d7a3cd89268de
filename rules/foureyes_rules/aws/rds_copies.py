"""RDS and Aurora: snapshots, copies, backups and streams of databases.

Facts: provider 5.100.0 schema; RDS user guide 2023-06: a snapshot is as encrypted as its source, and an encrypted
one cannot be shared with everybody.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.keys import is_amazons_key


class Snapshot(Kind):
    """A snapshot of a database, or a copy of one."""

    terraform = ("aws_db_snapshot", "aws_db_snapshot_copy", "aws_db_cluster_snapshot", "aws_rds_cluster_snapshot_copy")

    shared = Setting(terraform="shared_accounts")


class SnapshotCopy(Kind):
    """A copy of a snapshot."""

    terraform = "aws_db_snapshot_copy"

    key = Setting(terraform="kms_key_id")


class BackupReplication(Kind):
    """Automatic backups kept in another Region."""

    terraform = "aws_db_instance_automated_backups_replication"

    key = Setting(terraform="kms_key_id")


class ActivityStream(Kind):
    """The stream of a cluster's activities."""

    terraform = "aws_rds_cluster_activity_stream"

    key = Setting(terraform="kms_key_id")


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV_AWS_302",))
def aws_rds_snapshot_open_to_everyone(snapshot: Snapshot) -> Evidence:
    """Anyone with an AWS account can restore this snapshot and read the database.

    Why: Public snapshots are searched for; thousands with personal data have been found by researchers.

    Fix: Name the accounts in `shared_accounts` instead of `all`. The snapshot of an encrypted database cannot be made
    public.
    """
    return snapshot.shared.any(lambda one: one.equals("all"))


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_266",), profile="customer-keys")
def aws_rds_snapshot_copy_without_customer_key(copy: SnapshotCopy) -> Evidence:
    """This copy of a snapshot is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id`.
    """
    return is_amazons_key(copy.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_245",), profile="customer-keys")
def aws_rds_backup_replication_without_customer_key(replication: BackupReplication) -> Evidence:
    """These backups in another Region are encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id`.
    """
    return is_amazons_key(replication.key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AWS_246",), profile="customer-keys")
def aws_rds_activity_stream_without_customer_key(stream: ActivityStream) -> Evidence:
    """The stream of this cluster's activities is encrypted with Amazon's key, not with one of yours.

    Why: With a key of your own you decide who may read the data, can withdraw it and see its use in the logs.

    Fix: Name a key in `kms_key_id`.
    """
    return is_amazons_key(stream.key)
