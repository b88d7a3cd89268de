"""BigQuery: who may read datasets, and with whose key they are encrypted.

Facts: hashicorp/google and google-beta provider docs, 2026-08. `allAuthenticatedUsers` comes as a special group,
`allUsers` only as `iam_member`. Roles granted on datasets and tables are judged in `iam`.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.principals import is_everybody


class Access(Kind):
    """An entry of a dataset's access list, inside the dataset or on its own."""

    terraform = ("google_bigquery_dataset#access", "google_bigquery_dataset_access")

    group = Setting(terraform="special_group")
    member = Setting(terraform="iam_member")

    def is_for_everybody(self) -> Evidence:
        return is_everybody(self.group) | is_everybody(self.member)


class Dataset(Kind):
    """BigQuery dataset."""

    terraform = "google_bigquery_dataset"

    name = Setting(terraform="dataset_id")
    key = Setting(terraform="default_encryption_configuration.kms_key_name")
    expiry = Setting(terraform=("default_table_expiration_ms", "default_partition_expiration_ms"))


class Table(Kind):
    """BigQuery table."""

    terraform = "google_bigquery_table"

    dataset = One(Dataset, terraform="dataset_id")
    key = Setting(terraform="encryption_configuration.kms_key_name")
    view = Setting(terraform="view")


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV_GCP_15", "AVD-GCP-0046"))
def google_bigquery_dataset_open_to_everyone(access: Access) -> Evidence:
    """Anyone with a Google account can use this dataset.

    Why: `allAuthenticatedUsers` sounds like your own people and means everybody who ever made a Google account.

    Fix: Grant access to named users, groups, domains or service accounts.
    """
    return access.is_for_everybody()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_GCP_81",), profile="customer-keys")
def google_bigquery_dataset_without_customer_key(dataset: Dataset) -> Evidence:
    """New tables of this dataset are encrypted with Google's key, not with one of yours.

    Why: With a key of your own you can rotate, audit and withdraw it.

    Fix: Set `default_encryption_configuration { kms_key_name = … }`.
    """
    return dataset.key.is_absent()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_GCP_80",), profile="customer-keys")
def google_bigquery_table_without_customer_key(table: Table) -> Evidence:
    """This table is encrypted with Google's key, not with one of yours.

    Why: With a key of your own you can rotate, audit and withdraw it.

    Fix: Set `encryption_configuration { kms_key_name = … }` here, or a default key on the dataset.
    """
    return table.key.is_absent() & table.dataset.key.is_absent() & table.view.is_absent()


@rule(PUBLIC_ACCESS, Severity.INFO, profile="retention")
def google_bigquery_dataset_keeps_data_for_ever(dataset: Dataset) -> Evidence:
    """Tables of this dataset are kept until somebody deletes them.

    Why: What is no longer there cannot leak; much of what leaks is years old.

    Fix: Set `default_table_expiration_ms` or `default_partition_expiration_ms`.
    """
    return dataset.expiry.is_absent()
