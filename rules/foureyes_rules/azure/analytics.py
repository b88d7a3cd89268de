"""Azure HDInsight and Health Data Services.

Facts: azurerm schema at v2.99.0 to v5.2.0 (`tls_min_version` is required from 5); ARM property descriptions in
Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_on, public_network
from foureyes_rules.vocabulary.transport import admits_weak_tls

HEALTH = "Microsoft.HealthcareApis"
_CLUSTERS = tuple(
    f"azurerm_hdinsight_{one}_cluster" for one in ("hadoop", "spark", "hbase", "kafka", "interactive_query")
)


class HdinsightCluster(Kind):
    """An HDInsight cluster."""

    terraform = _CLUSTERS
    arm = "Microsoft.HDInsight/clusters"

    minimum_tls = Setting(
        terraform="tls_min_version", arm="properties.minSupportedTlsVersion", default="1.0", safe="1.2"
    )
    inner_encryption = Setting(
        terraform="encryption_in_transit_enabled",
        arm="properties.encryptionInTransitProperties.isEncryptionInTransitEnabled",
        default=False,
        safe=True,
    )
    host_encryption = Setting(
        terraform="disk_encryption.encryption_at_host_enabled",
        arm="properties.diskEncryptionProperties.encryptionAtHost",
        default=False,
        safe=True,
    )
    direction = Setting(
        terraform="network.connection_direction",
        arm="properties.networkProperties.resourceProviderConnection",
        default="Inbound",
        safe="Outbound",
    )
    private_link = Setting(
        terraform="network.private_link_enabled",
        arm="properties.networkProperties.privateLink",
        values={"enabled": True, "disabled": False},
        default=False,
        safe=True,
    )


class HealthService(Kind):
    """A service for clinical data."""

    terraform = ("azurerm_healthcare_service", "azurerm_healthcare_dicom_service")
    arm = (
        f"{HEALTH}/services",
        f"{HEALTH}/workspaces",
        f"{HEALTH}/workspaces/fhirservices",
        f"{HEALTH}/workspaces/dicomservices",
    )

    public_network = public_network()


class HealthOrigins(Kind):
    """Which websites may use a clinical service."""

    terraform = ("azurerm_healthcare_service", "azurerm_healthcare_fhir_service", "azurerm_healthcare_dicom_service")
    arm = (f"{HEALTH}/services", f"{HEALTH}/workspaces/fhirservices", f"{HEALTH}/workspaces/dicomservices")

    allowed_origins = Setting(
        terraform={
            "azurerm_healthcare_service": "cors_configuration.allowed_origins",
            "azurerm_healthcare_fhir_service": "cors.allowed_origins",
            "azurerm_healthcare_dicom_service": "cors.allowed_origins",
        },
        arm="properties.corsConfiguration.origins",
    )


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def azure_hdinsight_cluster_accepts_old_tls(cluster: HdinsightCluster) -> Evidence:
    """This HDInsight cluster's gateway accepts TLS 1.0 or 1.1.

    Why: Both have known attacks and are deprecated since 2021 (RFC 8996). Where nothing is said, they are accepted.

    Fix: Set `tls_min_version = "1.2"` (azurerm) or `minSupportedTlsVersion: '1.2'` (ARM, Bicep).
    """
    return admits_weak_tls(cluster.minimum_tls)


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def azure_hdinsight_inner_traffic_unencrypted(cluster: HdinsightCluster) -> Evidence:
    """Nodes of this HDInsight cluster speak to each other without encryption.

    Why: Whoever gets into the network reads the data that is being worked on.

    Fix: Set `encryption_in_transit_enabled = true` (azurerm) or `encryptionInTransitProperties: {
    isEncryptionInTransitEnabled: true }` (ARM, Bicep).
    """
    return cluster.inner_encryption.is_false()


@rule(ENCRYPTION_AT_REST, Severity.LOW)
def azure_hdinsight_node_disks_unencrypted(cluster: HdinsightCluster) -> Evidence:
    """Local disks and caches of this HDInsight cluster's nodes are not encrypted.

    Why: Storage is always encrypted; what jobs write to a node's own disk is not.

    Fix: Set `disk_encryption { encryption_at_host_enabled = true }` (azurerm) or `diskEncryptionProperties: {
    encryptionAtHost: true }` (ARM, Bicep).
    """
    return cluster.host_encryption.is_false()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_hdinsight_gateway_open_to_internet(cluster: HdinsightCluster) -> Evidence:
    """This HDInsight cluster's gateway and SSH have public names.

    Why: A guessed or leaked cluster password then opens it from anywhere.

    Fix: Set `network { connection_direction = "Outbound", private_link_enabled = true }` (azurerm) or
    `networkProperties: { resourceProviderConnection: 'Outbound', privateLink: 'Enabled' }` (ARM, Bicep).
    """
    return cluster.direction.equals("Inbound") | cluster.private_link.is_false()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_health_service_reachable_from_any_network(service: HealthService) -> Evidence:
    """Every address on the internet may speak to this service for clinical data.

    Why: A leaked token then reads patients' records from anywhere.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep) and use
    a private endpoint.
    """
    return is_on(service.public_network)


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_health_service_shared_with_any_origin(service: HealthOrigins) -> Evidence:
    """Scripts of any website may call this service for clinical data from a visitor's browser.

    Why: A page the user merely visits can then read records with the user's sign-in.

    Fix: Name the origins in `cors_configuration` (azurerm; `cors` on FHIR services) or `corsConfiguration`
    (ARM, Bicep).
    """
    return service.allowed_origins.any(lambda one: one.equals("*"))
