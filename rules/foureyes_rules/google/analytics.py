"""Dataproc, Dataflow, Composer and Data Fusion: clusters and workers with addresses on the internet.

Facts: hashicorp/google and google-beta provider docs and source, 2026-08. With `gce_cluster_config`, Dataproc's
`internal_ip_only` is false unless set; without that block the API decides (internal from image 2.2).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.networks import is_whole_internet

_PRIVATE = "config.private_environment_config"


class DataprocCluster(Kind):
    """Dataproc cluster."""

    terraform = "google_dataproc_cluster"

    machines = Setting(terraform="cluster_config.gce_cluster_config")
    internal = Setting(terraform="cluster_config.gce_cluster_config.internal_ip_only", default=False, safe=True)
    kerberos = Setting(terraform="cluster_config.security_config.kerberos_config.enable_kerberos", default=False)
    virtual = Setting(terraform="virtual_cluster_config")


class DataflowJob(Kind):
    """Dataflow job."""

    terraform = ("google_dataflow_job", "google_dataflow_flex_template_job")

    workers = Setting(terraform="ip_configuration", default="WORKER_IP_PUBLIC", safe="WORKER_IP_PRIVATE")


class Environment(Kind):
    """Composer environment (Airflow)."""

    terraform = "google_composer_environment"

    visitors = Setting(terraform="config.web_server_network_access_control.allowed_ip_range[].value")
    visitor_list = Setting(terraform="config.web_server_network_access_control.allowed_ip_range")
    private = Setting(terraform="config.enable_private_environment", default=False, safe=True)
    private_block = Setting(terraform=_PRIVATE)
    private_endpoint = Setting(terraform=f"{_PRIVATE}.enable_private_endpoint", default=True, safe=True)
    networks = Setting(terraform="config.master_authorized_networks_config.cidr_blocks[].cidr_block")


class FusionInstance(Kind):
    """Data Fusion instance."""

    terraform = "google_data_fusion_instance"

    private = Setting(terraform="private_instance", default=False, safe=True)


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_GCP_103",))
def google_dataproc_has_public_addresses(cluster: DataprocCluster) -> Evidence:
    """This cluster's machines have addresses on the internet.

    Why: Hadoop and Spark interfaces run code for whoever reaches them; only the firewall is left.

    Fix: Set `internal_ip_only = true`.
    """
    return cluster.internal.is_false() & cluster.machines.is_present()


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, profile="hardening")
def google_dataproc_without_kerberos(cluster: DataprocCluster) -> Evidence:
    """Machines of this cluster trust each other without proof, and talk in clear text.

    Why: With Kerberos, Hadoop's services sign in to each other and encrypt.

    Fix: Set `kerberos_config { enable_kerberos = true }` in `security_config`.
    """
    return cluster.kerberos.is_false() & cluster.virtual.is_absent()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_GCP_94",))
def google_dataflow_workers_have_public_addresses(job: DataflowJob) -> Evidence:
    """This job's workers have addresses on the internet.

    Why: They need none to do their work, and each is one more door.

    Fix: Set `ip_configuration = "WORKER_IP_PRIVATE"`, with Private Google Access on the subnet.
    """
    return job.workers.equals("WORKER_IP_PUBLIC")


@rule(PUBLIC_ACCESS, Severity.LOW)
def google_composer_web_server_open_to_internet(environment: Environment) -> Evidence:
    """Anyone on the internet reaches the sign-in of this Airflow web server.

    Why: Only IAM is left; the same holds when no ranges are named at all.

    Fix: Name your networks in `web_server_network_access_control`.
    """
    unnamed = environment.visitor_list.is_absent()
    return environment.visitors.any(is_whole_internet) | unnamed


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def google_composer_has_public_addresses(environment: Environment) -> Evidence:
    """This environment's machines or its control plane have addresses on the internet.

    Why: Airflow holds the credentials of everything it runs; only the firewall and the login are left.

    Fix: Set `enable_private_environment = true` (Composer 3) or add `private_environment_config`.
    """
    open_before = environment.private_block.is_absent() | environment.private_endpoint.is_false()
    return environment.private.is_false() & open_before


@rule(PUBLIC_ACCESS, Severity.HIGH)
def google_composer_control_plane_open_to_internet(environment: Environment) -> Evidence:
    """Anyone on the internet reaches the control plane of this environment's cluster.

    Why: The list of authorised networks holds them all, so that only the login is left.

    Fix: Name your own networks in `master_authorized_networks_config`.
    """
    return environment.networks.any(is_whole_internet)


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_GCP_87",))
def google_data_fusion_reachable_from_internet(instance: FusionInstance) -> Evidence:
    """This instance has an address on the internet.

    Why: Pipelines hold the credentials of the databases they join; only the login is left.

    Fix: Set `private_instance = true`.
    """
    return instance.private.is_false()
