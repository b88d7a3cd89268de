"""Google Kubernetes Engine: who reaches the control plane and the nodes, and who is believed there.

Facts: hashicorp/google and google-beta provider docs, 2026-08; GKE hardening guide. Without authorised networks
the control plane answers everybody; an empty block admits nobody. Autopilot fixes the nodes' settings.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.networks import is_whole_internet
from foureyes_rules.vocabulary.principals import definite

_CLUSTER, _POOL = "google_container_cluster", "google_container_node_pool"
_ENDPOINTS = "control_plane_endpoints_config"


class Cluster(Kind):
    """Kubernetes cluster."""

    terraform = _CLUSTER

    name = Setting(terraform="name")
    autopilot = Setting(terraform="enable_autopilot", default=False)
    private_endpoint = Setting(terraform="private_cluster_config.enable_private_endpoint", default=False, safe=True)
    address_endpoints = Setting(terraform=f"{_ENDPOINTS}.ip_endpoints_config.enabled", default=True)
    name_endpoint = Setting(terraform=f"{_ENDPOINTS}.dns_endpoint_config.allow_external_traffic", default=False)
    tokens_by_name = Setting(
        terraform=(
            f"{_ENDPOINTS}.dns_endpoint_config.enable_k8s_tokens_via_dns",
            f"{_ENDPOINTS}.dns_endpoint_config.enable_k8s_certs_via_dns",
        ),
        default=False,
    )
    authorized = Setting(terraform="master_authorized_networks_config")
    networks = Setting(terraform="master_authorized_networks_config.cidr_blocks[].cidr_block")
    google_addresses = Setting(
        terraform="master_authorized_networks_config.gcp_public_cidrs_access_enabled", default=False, safe=False
    )
    anonymous = Setting(terraform="anonymous_authentication_config.mode", levels=("LIMITED", "ENABLED"), safe="LIMITED")
    binds_anonymous = Setting(
        terraform="rbac_binding_config.enable_insecure_binding_system_unauthenticated", default=False, safe=False
    )
    binds_authenticated = Setting(
        terraform="rbac_binding_config.enable_insecure_binding_system_authenticated", default=False, safe=False
    )
    legacy_abac = Setting(terraform="enable_legacy_abac", default=False, safe=False)
    client_certificate = Setting(
        terraform="master_auth.client_certificate_config.issue_client_certificate", default=False, safe=False
    )
    secrets_state = Setting(terraform="database_encryption.state", default="DECRYPTED", safe="ENCRYPTED")
    between_nodes = Setting(
        terraform="in_transit_encryption_config",
        default="IN_TRANSIT_ENCRYPTION_DISABLED",
        safe="IN_TRANSIT_ENCRYPTION_INTER_NODE_TRANSPARENT",
    )

    def has_public_endpoint(self) -> Evidence:
        return self.private_endpoint.is_false() & self.address_endpoints.is_true()

    def is_open_to_internet(self) -> Evidence:
        """Whether every address reaches the control plane."""
        everybody = self.networks.any(lambda one: is_whole_internet(definite(one)))
        return (everybody | self.authorized.is_absent()) & self.has_public_endpoint()

    def believes_strangers(self) -> Evidence:
        """Whether callers who did not sign in, or who did with any Google account, may be given rights."""
        return self.anonymous.equals("ENABLED") | self.binds_anonymous.is_true() | self.binds_authenticated.is_true()


class Nodes(Kind):
    """A cluster's own nodes, or a pool of nodes."""

    terraform = (_CLUSTER, _POOL)

    cluster = One(Cluster, terraform={_POOL: "cluster"})
    own_pool_removed = Setting(terraform={_CLUSTER: "remove_default_node_pool"}, default=False)
    cluster_autopilot = Setting(terraform={_CLUSTER: "enable_autopilot"}, default=False)
    inner_pools = Setting(terraform={_CLUSTER: "node_pool"})
    private = Setting(
        terraform={
            _CLUSTER: "private_cluster_config.enable_private_nodes",
            _POOL: "network_config.enable_private_nodes",
        },
        safe=True,
    )
    metadata_mode = Setting(
        terraform=("node_config.workload_metadata_config.mode", "node_config.workload_metadata_config.node_metadata"),
        default="GCE_METADATA",
        safe="GKE_METADATA",
        values={"GKE_METADATA_SERVER": "GKE_METADATA", "SECURE": "GKE_METADATA"},
    )
    metadata = Setting(terraform="node_config.metadata")
    legacy_endpoints_off = Setting(terraform="node_config.metadata.disable-legacy-endpoints")
    kubelet_port = Setting(
        terraform={
            _CLUSTER: (
                "node_config.kubelet_config.insecure_kubelet_readonly_port_enabled",
                "node_pool_defaults.node_config_defaults.insecure_kubelet_readonly_port_enabled",
            ),
            _POOL: "node_config.kubelet_config.insecure_kubelet_readonly_port_enabled",
        },
        safe="FALSE",
    )

    def are_ours_to_configure(self) -> Evidence:
        """Whether the settings here count: not on Autopilot, and not of a first pool that is thrown away."""
        return self.own_pool_removed.is_false() & self.cluster_autopilot.is_false()


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_GCP_18", "AVD-GCP-0053"))
def google_gke_control_plane_open_to_internet(cluster: Cluster) -> Evidence:
    """Anyone on the internet reaches this cluster's control plane: the list of authorised networks holds them all.

    Why: Only the login is left. Every stolen credential and every flaw of the Kubernetes API counts from anywhere.

    Fix: Name your own networks in `master_authorized_networks_config`, or use a private endpoint.
    """
    everybody = cluster.networks.any(lambda one: is_whole_internet(definite(one)))
    return everybody & cluster.has_public_endpoint()


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_GCP_20", "AVD-GCP-0061"))
def google_gke_without_authorized_networks(cluster: Cluster) -> Evidence:
    """Anyone on the internet reaches this cluster's control plane: nothing says which networks may.

    Why: Only the login is left. Every stolen credential and every flaw of the Kubernetes API counts from anywhere.

    Fix: Add `master_authorized_networks_config` with your networks (an empty block admits nobody from outside), or
    use a private endpoint.
    """
    return cluster.authorized.is_absent() & cluster.has_public_endpoint()


@rule(PUBLIC_ACCESS, Severity.LOW)
def google_gke_control_plane_open_to_google_addresses(cluster: Cluster) -> Evidence:
    """Any machine in Google Cloud, of any customer, reaches this cluster's control plane.

    Why: Renting such a machine takes a credit card.

    Fix: Set `gcp_public_cidrs_access_enabled = false`.
    """
    return cluster.google_addresses.is_true() & cluster.has_public_endpoint()


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV_GCP_25",), profile="hardening")
def google_gke_control_plane_has_public_endpoint(cluster: Cluster) -> Evidence:
    """This cluster's control plane has an address on the internet.

    Why: Only the authorised networks and the login stand between it and everybody.

    Fix: Set `enable_private_endpoint = true` in `private_cluster_config`, or use the DNS-based endpoint only.
    """
    return cluster.has_public_endpoint()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def google_gke_dns_endpoint_takes_cluster_credentials(cluster: Cluster) -> Evidence:
    """From anywhere, tokens or certificates of the cluster itself open its control plane.

    Why: The DNS-based endpoint is guarded by IAM; with this setting a stolen service-account token is enough.

    Fix: Set `enable_k8s_tokens_via_dns` and `enable_k8s_certs_via_dns` to false, or `allow_external_traffic` to false.
    """
    return cluster.name_endpoint.is_true() & cluster.tokens_by_name.is_true()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_GCP_64", "AVD-GCP-0059"))
def google_gke_nodes_have_public_addresses(nodes: Nodes) -> Evidence:
    """This cluster's nodes have addresses on the internet.

    Why: From then on only the firewall stands between them and everybody.

    Fix: Set `enable_private_nodes = true` in `private_cluster_config` (or `network_config` of a pool).
    """
    if nodes.type == _POOL:
        return nodes.private.is_false() & nodes.private.is_present()
    return nodes.private.is_false()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def google_gke_believes_anonymous_callers(cluster: Cluster) -> Evidence:
    """This cluster lets callers who did not sign in, or anyone with a Google account, be given rights.

    Why: `system:authenticated` is every Google account in the world. Over a thousand clusters were found open that
    way (Orca Security, "Sys:All", 2024).

    Fix: Set `anonymous_authentication_config { mode = "LIMITED" }` and both `enable_insecure_binding_…` settings of
    `rbac_binding_config` to false.
    """
    return cluster.believes_strangers()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_GCP_7", "AVD-GCP-0062"))
def google_gke_uses_legacy_authorization(cluster: Cluster) -> Evidence:
    """Every account and service account of this cluster may do everything in it.

    Why: Legacy authorisation (ABAC) knows no roles: one taken container is the whole cluster.

    Fix: Set `enable_legacy_abac = false`.
    """
    return cluster.legacy_abac.is_true()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_GCP_13", "AVD-GCP-0064"))
def google_gke_issues_client_certificate(cluster: Cluster) -> Evidence:
    """This cluster hands out a client certificate that nobody can withdraw.

    Why: The certificate and its key lie in the state; it works until the cluster is gone.

    Fix: Set `client_certificate_config { issue_client_certificate = false }`.
    """
    return cluster.client_certificate.is_true()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("AVD-GCP-0048",))
def google_gke_nodes_serve_legacy_metadata(nodes: Nodes) -> Evidence:
    """Containers on these nodes can fetch the node's credentials from the old metadata service.

    Why: The old service asks for no header, so that any request a container can be tricked into is enough.

    Fix: Set `disable-legacy-endpoints = "true"` in the node's metadata.
    """
    dropped = nodes.metadata.is_present() & nodes.legacy_endpoints_off.is_absent()
    return (dropped | nodes.legacy_endpoints_off.equals(False)) & nodes.are_ours_to_configure()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_GCP_69", "AVD-GCP-0057"))
def google_gke_nodes_show_credentials_to_containers(nodes: Nodes) -> Evidence:
    """Containers on these nodes can use the node's own credentials.

    Why: One taken container then has all the rights of the node's service account.

    Fix: Set `workload_metadata_config { mode = "GKE_METADATA" }`.
    """
    no_inner_pools = nodes.inner_pools.is_absent()
    return ~nodes.metadata_mode.equals("GKE_METADATA") & nodes.are_ours_to_configure() & no_inner_pools


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def google_gke_kubelet_readonly_port_open(nodes: Nodes) -> Evidence:
    """These nodes tell anyone in the network about their containers, without a login.

    Why: The kubelet's read-only port shows specifications and environment variables of all pods.

    Fix: Set `insecure_kubelet_readonly_port_enabled = "FALSE"`.
    """
    return nodes.kubelet_port.is_true()


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def google_gke_secrets_without_customer_key(cluster: Cluster) -> Evidence:
    """This cluster's secrets are encrypted by the storage only, not with a key of yours.

    Why: Who gets hold of the control plane's database reads them; with a key of your own they need that too.

    Fix: Set `database_encryption { state = "ENCRYPTED", key_name = … }`.
    """
    return ~cluster.secrets_state.is_in("ENCRYPTED", "ALL_OBJECTS_ENCRYPTION_ENABLED")


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, profile="hardening")
def google_gke_traffic_between_nodes_in_clear(cluster: Cluster) -> Evidence:
    """Traffic between this cluster's nodes is encrypted by Google's network only.

    Why: With transparent encryption it is so between the nodes themselves. It needs Dataplane V2.

    Fix: Set `in_transit_encryption_config = "IN_TRANSIT_ENCRYPTION_INTER_NODE_TRANSPARENT"`.
    """
    return cluster.between_nodes.equals("IN_TRANSIT_ENCRYPTION_DISABLED")
