"""Azure Logic Apps (Consumption), App Service Environments, Spring Apps, Service Fabric.

Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
Spring Apps is retired in March 2028.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import any_entry
from foureyes_rules.vocabulary.networks import is_whole_internet


class LogicApp(Kind):
    """A logic app that is billed by use."""

    terraform = "azurerm_logic_app_workflow"
    arm = "Microsoft.Logic/workflows"

    callers = Setting(
        terraform="access_control.trigger.allowed_caller_ip_address_range",
        arm="properties.accessControl.triggers.allowedCallerIpAddresses[].addressRange",
    )
    triggers = Setting(arm="properties.definition.triggers")

    def may_be_called(self) -> Evidence:
        """Whether it runs when somebody calls it, as far as its definition lists what starts it."""
        return self.triggers.is_absent() | any_entry(self.triggers, lambda _, one: one.at("type").equals("Request"))


class AppEnvironment(Kind):
    """An App Service Environment."""

    terraform = "azurerm_app_service_environment_v3"
    arm = "Microsoft.Web/hostingEnvironments"

    inside = Setting(
        terraform="internal_load_balancing_mode",
        arm="properties.internalLoadBalancingMode",
        default="None",
        safe="Web, Publishing",
    )
    options = Setting(terraform="cluster_setting", arm="properties.clusterSettings")


class SpringService(Kind):
    """A Spring Apps service."""

    terraform = "azurerm_spring_cloud_service"
    arm = "Microsoft.AppPlatform/Spring"

    tier = Setting(terraform="sku_name", arm="sku.name")
    network = Setting(terraform="network", arm="properties.networkProfile")


class SpringApp(Kind):
    """An app, gateway or portal of a Spring Apps service."""

    terraform = ("azurerm_spring_cloud_app", "azurerm_spring_cloud_gateway", "azurerm_spring_cloud_api_portal")
    arm = "Microsoft.AppPlatform/Spring/apps"

    public = Setting(
        terraform={
            "azurerm_spring_cloud_app": "is_public",
            "azurerm_spring_cloud_gateway": "public_network_access_enabled",
            "azurerm_spring_cloud_api_portal": "public_network_access_enabled",
        },
        arm="properties.public",
        default=False,
        safe=False,
    )
    https_only = Setting(
        terraform=("https_only_enabled", "https_only"), arm="properties.httpsOnly", default=False, safe=True
    )


class FabricCluster(Kind):
    """A Service Fabric cluster."""

    terraform = "azurerm_service_fabric_cluster"
    arm = "Microsoft.ServiceFabric/clusters"

    sections = Setting(terraform="fabric_settings", arm="properties.fabricSettings")


class ManagedFabricCluster(Kind):
    """A managed Service Fabric cluster."""

    arm = "Microsoft.ServiceFabric/managedClusters"

    remote_desktop = Setting(arm="properties.allowRdpAccess", default=False, safe=False)


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("AZR-000130",))
def azure_logic_app_callable_from_any_network(app: LogicApp) -> Evidence:
    """Whoever holds this logic app's callback address may run it, from anywhere.

    Why: The address carries its own signature: it is a password that travels in links and logs.

    Fix: Name the callers in `access_control { trigger { allowed_caller_ip_address_range = [...] } }` (azurerm) or
    `accessControl: { triggers: { allowedCallerIpAddresses: [...] } }` (ARM, Bicep).
    """
    return app.may_be_called() & (app.callers.is_absent() | app.callers.any(is_whole_internet))


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_app_environment_has_public_address(environment: AppEnvironment) -> Evidence:
    """This App Service Environment has a public front end.

    Why: Every app in it can be reached from the internet, though the environment lies in a private network.

    Fix: Set `internal_load_balancing_mode = "Web, Publishing"` (azurerm) or `internalLoadBalancingMode: 'Web,
    Publishing'` (ARM, Bicep) when it is created.
    """
    return environment.inside.equals("None")


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def azure_app_environment_inner_traffic_unencrypted(environment: AppEnvironment) -> Evidence:
    """Traffic and page files inside this App Service Environment are not encrypted.

    Why: They stay inside the environment; whoever gets into it reads them.

    Fix: Add the cluster setting `InternalEncryption` with the value `true` (`cluster_setting` in azurerm,
    `clusterSettings` in ARM and Bicep).
    """
    return ~environment.options.any(lambda one: one.at("name").equals("InternalEncryption") & one.at("value").is_true())


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, profile="hardening")
def azure_app_environment_accepts_old_tls(environment: AppEnvironment) -> Evidence:
    """The front end of this App Service Environment accepts TLS 1.0 and 1.1.

    Why: Each app refuses them by its own setting, unless somebody lowers it; this closes them for all.

    Fix: Add the cluster setting `DisableTls1.0` with the value `1` (`cluster_setting` in azurerm, `clusterSettings`
    in ARM and Bicep).
    """
    return ~environment.options.any(lambda one: one.at("name").equals("DisableTls1.0") & one.at("value").is_in("1", 1))


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_162",))
def azure_spring_app_has_public_endpoint(app: SpringApp) -> Evidence:
    """This Spring app has a public endpoint.

    Why: For a public front end that is meant; services that only serve others should stay inside.

    Fix: Set `is_public = false` (azurerm; `public_network_access_enabled = false` on gateways and portals) or `public:
    false` (ARM, Bicep).
    """
    return app.public.is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH, equivalents=("CKV_AZURE_161", "CKV2_AZURE_55"))
def azure_spring_app_accepts_plain_http(app: SpringApp) -> Evidence:
    """This Spring app answers unencrypted requests.

    Why: Cookies and tokens can be read by anyone on the way.

    Fix: Set `https_only = true` (azurerm; `https_only_enabled` on portals) or `httpsOnly: true` (ARM, Bicep).
    """
    return app.https_only.is_false()


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV2_AZURE_23",), profile="hardening")
def azure_spring_service_outside_virtual_network(service: SpringService) -> Evidence:
    """This Spring Apps service is not part of a virtual network.

    Why: Its apps reach their data over public endpoints, which must stay open for them.

    Fix: Add `network` (azurerm) or `networkProfile` (ARM, Bicep); not in the Basic tier.
    """
    return service.network.is_absent() & ~service.tier.is_in("B0")


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AZURE_125",))
def azure_service_fabric_traffic_unencrypted(cluster: FabricCluster) -> Evidence:
    """Nodes of this Service Fabric cluster do not sign and encrypt what they tell each other.

    Why: Whoever gets into the network reads and forges the cluster's own messages.

    Fix: Set `ClusterProtectionLevel` to `EncryptAndSign` in the section `Security` (`fabric_settings` in azurerm,
    `fabricSettings` in ARM and Bicep).
    """

    def protects(section: Reading) -> Evidence:
        old = section.at("parameters.ClusterProtectionLevel").equals("EncryptAndSign")
        new = section.at("parameters").any(
            lambda one: one.at("name").equals("ClusterProtectionLevel") & one.at("value").equals("EncryptAndSign")
        )
        return section.at("name").equals("Security") & (old | new)

    return ~cluster.sections.any(protects)


@rule(PUBLIC_ACCESS, Severity.HIGH)
def azure_service_fabric_opens_remote_desktop(cluster: ManagedFabricCluster) -> Evidence:
    """The nodes of this Service Fabric cluster take remote desktop from the internet.

    Why: The cluster's own filter rule opens the port; one leaked password is enough.

    Fix: Set `allowRdpAccess: false` (ARM, Bicep).
    """
    return cluster.remote_desktop.is_true()
