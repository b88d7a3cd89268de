"""Stores that could be encrypted with a key of one's own: one opt-in rule per service.

Facts: hashicorp/google and google-beta provider docs, 2026-08; every path of the fact sheet. Google encrypts all
customer content at rest and no setting turns that off, so these are wishes, not faults. Boot disks, BigQuery,
Cloud Storage, Secret Manager and Workbench, where the key may be inherited or comes once per replica or disk, have
their rule in their own module.
"""

from __future__ import annotations

from typing import NamedTuple

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, Rule, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.principals import definite

Paths = tuple[str, ...]


class Store(Kind):
    """Something that holds data and may name a key."""

    key = Setting()


class BackupSchedule(Kind):
    """When a Spanner database is backed up."""

    terraform = "google_spanner_backup_schedule"

    encryption = Setting(
        terraform="encryption_config.encryption_type",
        default="USE_DATABASE_ENCRYPTION",
        safe="USE_DATABASE_ENCRYPTION",
    )


class Wish(NamedTuple):
    """Stores of one service and where each names its key."""

    name: str
    what: str
    keys: dict[str, str | Paths]
    """By type; where there are several, any is enough. A last one may say that the key comes from elsewhere."""
    equivalents: tuple[str, ...] = ()


_SPEC = "encryption_spec.kms_key_name"
_CONFIG = "encryption_config.kms_key_name"
_DISK = "disk_encryption_key"

WISHES = (
    # Computing
    Wish(
        "compute_disk",
        "disk",
        {
            "google_compute_disk": (
                f"{_DISK}.kms_key_self_link",
                f"{_DISK}.raw_key",
                f"{_DISK}.rsa_encrypted_key",
            ),
            "google_compute_region_disk": (f"{_DISK}.kms_key_name", f"{_DISK}.raw_key", f"{_DISK}.rsa_encrypted_key"),
        },
        ("CKV_GCP_37", "AVD-GCP-0034"),
    ),
    Wish(
        "compute_image",
        "copy of a disk",
        {
            "google_compute_image": ("image_encryption_key.kms_key_self_link", "image_encryption_key.raw_key"),
            "google_compute_snapshot": ("snapshot_encryption_key.kms_key_self_link", "snapshot_encryption_key.raw_key"),
            "google_compute_machine_image": (
                "machine_image_encryption_key.kms_key_name",
                "machine_image_encryption_key.raw_key",
            ),
        },
    ),
    Wish(
        "gke_node",
        "node's boot disk",
        {
            "google_container_node_pool": "node_config.boot_disk_kms_key",
            "google_container_cluster#node_config": "boot_disk_kms_key",
            "google_container_cluster#cluster_autoscaling.auto_provisioning_defaults": "boot_disk_kms_key",
        },
    ),
    Wish(
        "cloud_run",
        "container",
        {
            "google_cloud_run_v2_service": "template.encryption_key",
            "google_cloud_run_v2_job": "template.template.encryption_key",
            "google_cloud_run_v2_worker_pool": "template.encryption_key",
        },
    ),
    Wish(
        "function",
        "function",
        {"google_cloudfunctions_function": "kms_key_name", "google_cloudfunctions2_function": "kms_key_name"},
    ),
    Wish("workstation", "workstation", {"google_workstations_workstation_config": "encryption_key.kms_key"}),
    Wish("artifact_registry", "repository", {"google_artifact_registry_repository": "kms_key_name"}, ("CKV_GCP_84",)),
    # Databases and caches
    Wish(
        "sql",
        "database instance",
        {"google_sql_database_instance": ("encryption_key_name", "master_instance_name")},
    ),
    Wish(
        "alloydb",
        "database cluster or backup",
        {
            "google_alloydb_cluster": (_CONFIG, "secondary_config.primary_cluster_name"),
            "google_alloydb_backup": _CONFIG,
        },
    ),
    Wish(
        "memorystore",
        "cache",
        {
            "google_redis_instance": "customer_managed_key",
            "google_redis_cluster": "kms_key",
            "google_memorystore_instance": "kms_key",
        },
    ),
    Wish(
        "spanner",
        "database",
        {"google_spanner_database": (_CONFIG, "encryption_config.kms_key_names")},
        ("CKV_GCP_93",),
    ),
    Wish("bigtable", "cluster", {"google_bigtable_instance#cluster": "kms_key_name"}, ("CKV_GCP_85",)),
    Wish("firestore", "database", {"google_firestore_database": "cmek_config.kms_key_name"}),
    Wish("healthcare", "dataset", {"google_healthcare_dataset": _SPEC}),
    # Files
    Wish("filestore", "file share", {"google_filestore_instance": "kms_key_name"}),
    Wish("netapp", "storage pool", {"google_netapp_storage_pool": "kms_config"}),
    Wish("lustre", "file system", {"google_lustre_instance": "kms_key"}),
    Wish(
        "backup",
        "backup",
        {
            "google_backup_dr_backup_vault": _CONFIG,
            "google_gke_backup_backup_plan": "backup_config.encryption_key.gcp_kms_encryption_key",
        },
    ),
    # Messages and pipelines
    Wish("pubsub", "topic", {"google_pubsub_topic": "kms_key_name"}, ("CKV_GCP_83",)),
    Wish("kafka", "cluster", {"google_managed_kafka_cluster": "gcp_config.kms_key"}),
    Wish(
        "eventarc",
        "channel, pipeline or workflow",
        {
            "google_eventarc_channel": "crypto_key_name",
            "google_eventarc_google_channel_config": "crypto_key_name",
            "google_eventarc_pipeline": "crypto_key_name",
            "google_workflows_workflow": "crypto_key_name",
        },
    ),
    Wish(
        "dataproc",
        "cluster or service",
        {
            "google_dataproc_cluster": (
                "cluster_config.encryption_config.kms_key_name",
                "cluster_config.encryption_config.kms_key",
                "virtual_cluster_config",
            ),
            "google_dataproc_metastore_service": "encryption_config.kms_key",
            "google_dataproc_batch": "environment_config.execution_config.kms_key",
        },
        ("CKV_GCP_91",),
    ),
    Wish(
        "dataflow",
        "job",
        {"google_dataflow_job": "kms_key_name", "google_dataflow_flex_template_job": "kms_key_name"},
        ("CKV_GCP_90",),
    ),
    Wish("composer", "environment", {"google_composer_environment": "config.encryption_config.kms_key_name"}),
    Wish("data_fusion", "instance", {"google_data_fusion_instance": "crypto_key_config.key_reference"}),
    Wish("datastream", "stream", {"google_datastream_stream": "customer_managed_encryption_key"}),
    Wish(
        "bigquery_connection",
        "connection or transfer",
        {
            "google_bigquery_connection": "kms_key_name",
            "google_bigquery_data_transfer_config": "encryption_configuration.kms_key_name",
        },
    ),
    Wish("dataform", "repository", {"google_dataform_repository": "kms_key_name"}),
    # Artificial intelligence
    Wish(
        "vertex_ai",
        "resource of Vertex AI",
        {
            "google_vertex_ai_endpoint": _SPEC,
            "google_vertex_ai_dataset": _SPEC,
            "google_vertex_ai_featurestore": _SPEC,
            "google_vertex_ai_metadata_store": _SPEC,
            "google_vertex_ai_tensorboard": _SPEC,
            "google_vertex_ai_index": _SPEC,
        },
        ("CKV2_GCP_24", "CKV_GCP_92", "CKV2_GCP_25", "CKV_GCP_96", "CKV2_GCP_26"),
    ),
    Wish(
        "notebook_runtime",
        "notebook runtime",
        {
            "google_notebooks_runtime": "virtual_machine.virtual_machine_config.encryption_config.kms_key",
            "google_colab_runtime_template": _SPEC,
        },
        ("CKV2_GCP_35",),
    ),
    Wish(
        "document_ai",
        "document processor or warehouse",
        {"google_document_ai_processor": "kms_key_name", "google_document_ai_warehouse_location": "kms_key"},
        ("CKV2_GCP_22", "CKV2_GCP_23"),
    ),
    Wish("search", "data store", {"google_discovery_engine_data_store": "kms_key_name"}),
    # Operations
    Wish(
        "log_bucket",
        "log bucket",
        {
            "google_logging_project_bucket_config": "cmek_settings.kms_key_name",
            "google_logging_folder_bucket_config": "cmek_settings.kms_key_name",
            "google_logging_organization_bucket_config": "cmek_settings.kms_key_name",
            "google_logging_folder_settings": "kms_key_name",
            "google_logging_organization_settings": "kms_key_name",
        },
    ),
    Wish(
        "apigee",
        "API platform",
        {
            "google_apigee_instance": "disk_encryption_key_name",
            "google_apigee_organization": "runtime_database_encryption_key_name",
        },
    ),
    Wish("looker", "instance", {"google_looker_instance": _CONFIG}),
    Wish("certificate_authority", "pool", {"google_privateca_ca_pool": "encryption_spec.cloud_kms_key"}),
)

_TEXT = """This {what} is encrypted with Google's key, not with one of yours.

Why: With a key of your own you can rotate, audit and withdraw it.

Fix: Set `{path}` to a Cloud KMS key that the service may use.
"""


def _asked(wish: Wish) -> Rule:
    """The rule of one row of the table."""
    kind = type(
        f"{wish.name.title().replace('_', '')}Store",
        (Store,),
        {"__doc__": f"Any {wish.what}.", "terraform": tuple(wish.keys), "key": Setting(terraform=wish.keys)},
    )

    def question(store: Store) -> Evidence:
        return definite(store.key).is_absent()

    path = next(iter(wish.keys.values()))
    question.__name__ = f"google_{wish.name}_without_customer_key"
    question.__doc__ = _TEXT.format(what=wish.what, path=path if isinstance(path, str) else path[0])
    question.__annotations__["store"] = kind
    return rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=wish.equivalents, profile="customer-keys")(question)


globals().update({made.function.__name__: made for made in map(_asked, WISHES)})


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def google_spanner_backup_drops_customer_key(schedule: BackupSchedule) -> Evidence:
    """Backups of this database are encrypted with Google's key, whatever key the database has.

    Why: Withdrawing the database's key then leaves its backups readable.

    Fix: Set `encryption_type` to `USE_DATABASE_ENCRYPTION`, the default, or `CUSTOMER_MANAGED_ENCRYPTION` with a key.
    """
    return schedule.encryption.equals("GOOGLE_DEFAULT_ENCRYPTION")
