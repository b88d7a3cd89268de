"""Roles granted to everybody, service by service; service accounts, federation and API keys.

Facts: IAM pages of hashicorp/google and google-beta (159 pages, 2026-08). Services whose grants are judged
together with something else (an ingress setting, a bucket, a key) have their rule in their own module.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import PUBLIC_ACCESS, Rule, rule
from foureyes.model.setting import Setting
from foureyes_rules.google.grants import Grant
from foureyes_rules.vocabulary.networks import is_whole_internet
from foureyes_rules.vocabulary.principals import iam_types, is_everybody


class Granted(NamedTuple):
    """Resources on which a grant to everybody means the same."""

    name: str
    severity: Severity
    gain: str
    """What anyone on the internet can do then."""
    resources: str
    """Their types without `google_`, apart by blanks."""
    equivalents: tuple[str, ...] = ()
    why: str = "`allUsers` needs no sign-in at all, and `allAuthenticatedUsers` is anyone with any Google account."

    @property
    def types(self) -> tuple[str, ...]:
        return iam_types(*(f"google_{one}" for one in self.resources.split()))


C, H, M, L = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW

GRANTED = (
    # Data
    Granted("bigquery_table", C, "use this BigQuery table", "bigquery_table", ("CKV_GCP_100",)),
    Granted("bigquery_dataset", C, "use this BigQuery dataset or routine", "bigquery_dataset bigquery_routine"),
    Granted("bigquery_connection", H, "use this connection and reach the data behind it", "bigquery_connection"),
    Granted(
        "bigquery_listing",
        L,
        "find and subscribe to this data exchange or listing",
        "bigquery_analytics_hub_data_exchange bigquery_analytics_hub_listing",
    ),
    Granted(
        "data_policy",
        H,
        "read the columns that this policy or tag should hide",
        "bigquery_datapolicy_data_policy bigquery_datapolicyv2_data_policy data_catalog_policy_tag "
        "data_catalog_taxonomy",
    ),
    Granted(
        "biglake",
        C,
        "use this BigLake catalog, database or table",
        "biglake_hive_catalog biglake_hive_database biglake_hive_table biglake_iceberg_catalog "
        "biglake_iceberg_namespace biglake_iceberg_table",
    ),
    Granted("spanner", C, "use this Spanner database", "spanner_instance spanner_database"),
    Granted("bigtable", C, "use this Bigtable data", "bigtable_instance bigtable_table"),
    Granted(
        "healthcare",
        C,
        "use these health records",
        "healthcare_dataset healthcare_fhir_store healthcare_dicom_store healthcare_hl7_v2_store "
        "healthcare_consent_store",
    ),
    Granted(
        "pubsub",
        H,
        "read or write the messages here",
        "pubsub_topic pubsub_subscription pubsub_schema",
        ("CKV_GCP_99",),
    ),
    Granted("tasks_queue", M, "use this task queue", "cloud_tasks_queue"),
    Granted("log_view", H, "read the logs in this view", "logging_log_view"),
    # Computing
    Granted(
        "compute_disk",
        C,
        "copy this disk and read all that is on it",
        "compute_disk compute_region_disk compute_snapshot compute_instant_snapshot "
        "compute_region_instant_snapshot compute_machine_image compute_storage_pool",
    ),
    Granted("compute_image", H, "copy this image and read all that is on it", "compute_image"),
    Granted(
        "compute_instance",
        H,
        "use the roles granted here on this machine or template",
        "compute_instance compute_instance_template",
    ),
    Granted(
        "network",
        H,
        "use this part of the network or its rules",
        "compute_subnetwork compute_firewall_policy compute_network_firewall_policy "
        "compute_region_network_firewall_policy compute_backend_service compute_region_backend_service "
        "compute_backend_bucket compute_region_backend_bucket dns_managed_zone network_security_address_group "
        "network_connectivity_hub service_directory_namespace service_directory_service",
    ),
    Granted(
        "dataproc",
        H,
        "use this Dataproc cluster, job or metastore",
        "dataproc_cluster dataproc_job dataproc_autoscaling_policy dataproc_metastore_service "
        "dataproc_metastore_federation dataproc_metastore_database dataproc_metastore_table",
        ("CKV_GCP_98",),
    ),
    Granted("data_fusion", H, "use this Data Fusion instance and its pipelines", "data_fusion_instance"),
    Granted(
        "vertex_ai",
        H,
        "use this model, feature store or agent",
        "vertex_ai_endpoint vertex_ai_featurestore vertex_ai_featurestore_entitytype vertex_ai_feature_group "
        "vertex_ai_feature_online_store vertex_ai_feature_online_store_featureview vertex_ai_reasoning_engine",
    ),
    Granted("notebook", C, "use this notebook machine and run code on it", "workbench_instance colab_runtime_template"),
    Granted(
        "workstation",
        C,
        "use this workstation and run code on it",
        "workstations_workstation workstations_workstation_config",
    ),
    Granted(
        "kubernetes_fleet",
        H,
        "use this fleet of clusters or its backups",
        "gke_hub_feature gke_hub_membership gke_hub_scope gke_backup_backup_plan gke_backup_restore_plan",
    ),
    # Secrets, identities and code
    Granted("secret", C, "use this secret", "secret_manager_secret secret_manager_regional_secret"),
    Granted("service_account", C, "act as or manage this service account", "service_account"),
    Granted(
        "identity_pool",
        C,
        "change who may sign in through this pool",
        "iam_workforce_pool iam_workload_identity_pool",
    ),
    Granted(
        "certificate_authority",
        C,
        "use this certificate authority",
        "privateca_ca_pool privateca_certificate_template",
    ),
    Granted(
        "source_repository",
        H,
        "use this code repository or the connection to it",
        "sourcerepo_repository secure_source_manager_instance secure_source_manager_repository "
        "dataform_repository cloudbuildv2_connection gemini_repository_group",
    ),
    Granted(
        "delivery_pipeline",
        H,
        "use this delivery pipeline",
        "clouddeploy_delivery_pipeline clouddeploy_target clouddeploy_custom_target_type "
        "binary_authorization_attestor container_analysis_note",
    ),
    # Front doors
    Granted(
        "iap",
        C,
        "pass the proxy that should ask who they are (Identity-Aware Proxy)",
        "iap_web iap_web_type_compute iap_web_type_app_engine iap_web_backend_service "
        "iap_web_region_backend_service iap_web_cloud_run_service iap_web_forwarding_rule_service "
        "iap_web_region_forwarding_rule_service iap_location_web iap_app_engine_service "
        "iap_app_engine_version iap_tunnel iap_tunnel_instance iap_tunnel_dest_group iap_agent_registry "
        "iap_agent_registry_agent iap_agent_registry_endpoint iap_agent_registry_mcp_server",
    ),
    Granted(
        "api_gateway",
        H,
        "use this API's configuration",
        "api_gateway_api api_gateway_api_config api_gateway_gateway endpoints_service "
        "endpoints_service_consumers apigee_environment beyondcorp_security_gateway "
        "beyondcorp_security_gateway_application",
    ),
    # Whole organisations, and the rest
    Granted(
        "project",
        L,
        "use everything that this role covers in the project, folder or organisation",
        "project folder organization billing_account",
        why="Google refuses such a grant when it is applied: nothing is exposed, but nothing is deployed either.",
    ),
    Granted(
        "tag",
        L,
        "use or read these tags",
        "tags_tag_key tags_tag_value",
        why="Tags are no data, but policies and firewall rules depend on who may attach them.",
    ),
    Granted(
        "resource",
        H,
        "use the roles granted here",
        "access_context_manager_access_policy data_catalog_entry_group data_catalog_tag_template "
        "dataplex_aspect_type dataplex_asset dataplex_data_product dataplex_datascan dataplex_entry_group "
        "dataplex_entry_type dataplex_glossary dataplex_lake dataplex_task dataplex_zone "
        "discovery_engine_search_engine runtimeconfig_config scc_source scc_v2_organization_source",
    ),
)

_TEXT = """Anyone on the internet can {gain}, because a role is granted to everybody.

Why: {why}

Fix: Grant the role to named users, groups or service accounts.
"""


def _asked(one: Granted) -> Rule:
    """The rule of one row of the table."""
    kind = type(
        f"{one.name.title().replace('_', '')}Grant",
        (Grant,),
        {"__doc__": Grant.__doc__, "terraform": one.types},
    )

    def question(grant: Grant) -> Evidence:
        return grant.is_to_everybody()

    question.__name__ = f"google_{one.name}_granted_to_everyone"
    question.__doc__ = _TEXT.format(gain=one.gain, why=one.why)
    question.__annotations__["grant"] = kind
    return rule(PUBLIC_ACCESS, one.severity, equivalents=one.equivalents)(question)


globals().update({made.function.__name__: made for made in map(_asked, GRANTED)})


class FederatedProvider(Kind):
    """A provider whose identities a workload identity pool trusts."""

    terraform = "google_iam_workload_identity_pool_provider"

    condition = Setting(terraform="attribute_condition")
    issuer = Setting(terraform="oidc.issuer_uri")

    def is_shared(self) -> Evidence:
        """Whether the issuer signs for everybody who opens an account there."""
        return self.issuer.matches(lambda text: _SHARED_ISSUERS.search(text) is not None)


_SHARED_ISSUERS = re.compile(
    r"token\.actions\.githubusercontent\.com|//gitlab\.com|app\.terraform\.io|agent\.buildkite\.com"
    r"|oidc\.circleci\.com|api\.bitbucket\.org|//accounts\.google\.com|oidc\.vercel\.com|//app\.spacelift\.io",
    re.IGNORECASE,
)


class PolicyDocument(Grant):
    """A policy written as a document, applied by resources that name it."""

    terraform = "google_iam_policy"
    data = True

    bindings = Setting(terraform="binding[].members")


class ApiKey(Kind):
    """An API key."""

    terraform = "google_apikeys_key"

    apis = Setting(terraform="restrictions.api_targets")
    apps = Setting(terraform=("restrictions.android_key_restrictions", "restrictions.ios_key_restrictions"))
    pages = Setting(terraform="restrictions.browser_key_restrictions.allowed_referrers")
    addresses = Setting(terraform="restrictions.server_key_restrictions.allowed_ips")

    def is_for_all_callers(self) -> Evidence:
        """Whether no app, page or address is named, or a pattern that fits every one."""
        pages = self.pages.is_absent() | self.pages.any(lambda one: one.is_in("*", "*/*", "http://*", "https://*"))
        addresses = self.addresses.is_absent() | self.addresses.any(is_whole_internet)
        return self.apps.is_absent() & pages & addresses


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_GCP_118", "CKV_GCP_125", "AVD-GCP-0068"))
def google_identity_pool_trusts_every_tenant(provider: FederatedProvider) -> Evidence:
    """This pool trusts tokens of anybody who has an account with the issuer.

    Why: Services such as GitHub or GitLab sign tokens for every customer's jobs. Without a condition, a job in a
    stranger's repository is as welcome as one in yours.

    Fix: Set `attribute_condition`, for instance `assertion.repository_owner == "your-organisation"`.
    """
    return provider.is_shared() & provider.condition.is_absent()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def google_api_key_without_restrictions(key: ApiKey) -> Evidence:
    """This API key works for every API of the project and from everywhere.

    Why: API keys end up in apps and web pages. Whoever finds this one may use all that the project has enabled.

    Fix: Add a `restrictions` block with `api_targets` and the callers that may use the key.
    """
    return key.apis.is_absent() & key.is_for_all_callers()


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV_GCP_113",), profile="hardening")
def google_iam_policy_document_names_everyone(document: PolicyDocument) -> Evidence:
    """This policy document gives a role to everybody.

    Why: By itself it grants nothing; every resource that applies it, now or later, is open to all.

    Fix: Name users, groups or service accounts in its `members`.
    """
    return document.bindings.any(is_everybody)
