"""Azure Kubernetes Service and Red Hat OpenShift: control plane, nodes, ingress.

`0.0.0.0/32` among the authorised ranges admits only the cluster's own outbound address. Facts: azurerm
schema at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_on, public_network
from foureyes_rules.vocabulary.networks import is_whole_internet

CLUSTERS = "Microsoft.ContainerService/managedClusters"


class KubernetesCluster(Kind):
    """A managed Kubernetes cluster."""

    terraform = "azurerm_kubernetes_cluster"
    arm = CLUSTERS

    private = Setting(
        terraform="private_cluster_enabled",
        arm="properties.apiServerAccessProfile.enablePrivateCluster",
        default=False,
        safe=True,
    )
    public_network = public_network(terraform=())
    callers = Setting(
        terraform=("api_server_access_profile.authorized_ip_ranges", "api_server_authorized_ip_ranges"),
        arm=("properties.apiServerAccessProfile.authorizedIPRanges", "properties.apiServerAuthorizedIPRanges"),
    )
    http_routing = Setting(
        terraform=("http_application_routing_enabled", "addon_profile.http_application_routing.enabled"),
        arm="properties.addonProfiles.httpApplicationRouting.enabled",
        default=False,
        safe=False,
    )
    public_name = Setting(
        terraform="private_cluster_public_fqdn_enabled",
        arm="properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN",
        default=False,
    )
    disk_key = Setting(terraform="disk_encryption_set_id", arm="properties.diskEncryptionSetID")
    secrets_key = Setting(
        terraform="key_management_service.key_vault_key_id",
        arm="properties.securityProfile.azureKeyVaultKms.keyId",
    )


class NodePool(Kind):
    """A pool of nodes: inside a cluster or a resource of its own."""

    terraform = ("azurerm_kubernetes_cluster_node_pool", "azurerm_kubernetes_cluster#default_node_pool")
    arm = (f"{CLUSTERS}/agentPools", f"{CLUSTERS}#properties.agentPoolProfiles")

    _in_cluster = f"{CLUSTERS}#properties.agentPoolProfiles"
    _own = f"{CLUSTERS}/agentPools"
    public_addresses = Setting(
        terraform=("node_public_ip_enabled", "enable_node_public_ip"),
        arm={_own: "properties.enableNodePublicIP", _in_cluster: "enableNodePublicIP"},
        default=False,
        safe=False,
    )
    host_encryption = Setting(
        terraform=("host_encryption_enabled", "enable_host_encryption"),
        arm={_own: "properties.enableEncryptionAtHost", _in_cluster: "enableEncryptionAtHost"},
        default=False,
        safe=True,
    )


class OpenShiftCluster(Kind):
    """A Red Hat OpenShift cluster."""

    terraform = "azurerm_redhat_openshift_cluster"
    arm = "Microsoft.RedHatOpenShift/openShiftClusters"

    api = Setting(
        terraform="api_server_profile.visibility", arm="properties.apiserverProfile.visibility", safe="Private"
    )
    ingress = Setting(
        terraform="ingress_profile.visibility", arm="properties.ingressProfiles.visibility", safe="Private"
    )
    main_host_encryption = Setting(
        terraform="main_profile.encryption_at_host_enabled",
        arm="properties.masterProfile.encryptionAtHost",
        values={"enabled": True, "disabled": False},
        default=False,
        safe=True,
    )


@rule(
    PUBLIC_ACCESS,
    Severity.HIGH,
    equivalents=("CKV_AZURE_6", "CKV_AZURE_115", "AVD-AZU-0041", "AVD-AZU-0065", "AZR-000030", "TA-000023"),
)
def azure_kubernetes_control_plane_open_to_internet(cluster: KubernetesCluster) -> Evidence:
    """Every address on the internet may speak to this cluster's control plane.

    Why: A leaked credential or a flaw in the API server then gives the cluster away from anywhere.

    Fix: Make the cluster private (`private_cluster_enabled = true` in azurerm, `apiServerAccessProfile: {
    enablePrivateCluster: true }` in ARM and Bicep), or name the callers (`authorized_ip_ranges`,
    `authorizedIPRanges`).
    """
    anyone = cluster.callers.is_absent() | cluster.callers.any(is_whole_internet)
    return cluster.private.is_false() & anyone & is_on(cluster.public_network)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AZURE_143",))
def azure_kubernetes_nodes_have_public_addresses(pool: NodePool) -> Evidence:
    """Every node of this pool has a public address.

    Why: What runs on a node, the kubelet included, stands on the internet with filter rules alone before it.

    Fix: Set `node_public_ip_enabled = false` (azurerm; `enable_node_public_ip` before 4) or `enableNodePublicIP:
    false` (ARM, Bicep).
    """
    return pool.public_addresses.is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AZURE_246", "AZR-000035"))
def azure_kubernetes_publishes_apps_over_plain_http(cluster: KubernetesCluster) -> Evidence:
    """The HTTP application routing add-on publishes this cluster's apps without encryption.

    Why: It is made for trials: public names, plain HTTP, no access control. It was retired in March 2025.

    Fix: Set `http_application_routing_enabled = false` (azurerm) or `addonProfiles: { httpApplicationRouting: {
    enabled: false } }` (ARM, Bicep) and use the application routing add-on with TLS.
    """
    return cluster.http_routing.is_true()


@rule(ENCRYPTION_AT_REST, Severity.LOW, equivalents=("CKV_AZURE_227",))
def azure_kubernetes_node_caches_unencrypted(pool: NodePool) -> Evidence:
    """Temporary disks and caches of this pool's nodes are not encrypted.

    Why: Disks are always encrypted in storage, but what pods write to a node's own disk is not.

    Fix: Set `host_encryption_enabled = true` (azurerm; `enable_host_encryption` before 4) or
    `enableEncryptionAtHost: true` (ARM, Bicep).
    """
    return pool.host_encryption.is_false()


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def azure_kubernetes_private_cluster_has_public_name(cluster: KubernetesCluster) -> Evidence:
    """The private address of this cluster's control plane is published in the public DNS.

    Why: It tells strangers that the cluster exists, not more.

    Fix: Set `private_cluster_public_fqdn_enabled = false` (azurerm) or `enablePrivateClusterPublicFQDN: false` (ARM,
    Bicep).
    """
    return cluster.private.is_true() & cluster.public_name.is_true()


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_AZURE_117", "AVD-AZU-0067"), profile="customer-keys")
def azure_kubernetes_disks_without_customer_key(cluster: KubernetesCluster) -> Evidence:
    """This cluster's disks are encrypted with keys that Microsoft manages.

    Why: They are always encrypted; a key of one's own adds the power to revoke it.

    Fix: Set `disk_encryption_set_id` (azurerm) or `diskEncryptionSetID` (ARM, Bicep).
    """
    return cluster.disk_key.is_absent()


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def azure_kubernetes_secrets_without_customer_key(cluster: KubernetesCluster) -> Evidence:
    """Secrets in this cluster's store are encrypted with keys that Microsoft manages.

    Why: They are always encrypted; a key of one's own adds the power to revoke it.

    Fix: Add `key_management_service` (azurerm) or `securityProfile: { azureKeyVaultKms: { enabled: true, keyId: … } }`
    (ARM, Bicep).
    """
    return cluster.secrets_key.is_absent()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_openshift_control_plane_open_to_internet(cluster: OpenShiftCluster) -> Evidence:
    """Every address on the internet may speak to this OpenShift cluster's control plane.

    Why: A leaked credential then gives the cluster away from anywhere.

    Fix: Set `api_server_profile { visibility = "Private" }` (azurerm) or `apiserverProfile: { visibility: 'Private' }`
    (ARM, Bicep).
    """
    return cluster.api.equals("Public")


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_openshift_ingress_open_to_internet(cluster: OpenShiftCluster) -> Evidence:
    """Routes of this OpenShift cluster are published on the internet.

    Why: Every app that gets a route is public from then on.

    Fix: Set `ingress_profile { visibility = "Private" }` (azurerm) or `ingressProfiles: [{ visibility: 'Private' }]`
    (ARM, Bicep) unless the apps are meant for all.
    """
    return cluster.ingress.equals("Public")


@rule(ENCRYPTION_AT_REST, Severity.LOW)
def azure_openshift_node_caches_unencrypted(cluster: OpenShiftCluster) -> Evidence:
    """Temporary disks and caches of this cluster's control nodes are not encrypted.

    Why: Disks are always encrypted in storage, but what is written to a node's own disk is not.

    Fix: Set `main_profile { encryption_at_host_enabled = true }` (azurerm) or `masterProfile: { encryptionAtHost:
    'Enabled' }` (ARM, Bicep).
    """
    return cluster.main_host_encryption.is_false()
