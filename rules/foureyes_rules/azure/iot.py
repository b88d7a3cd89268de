"""Azure IoT: hubs, provisioning services, IoT Central.

In azurerm an `iothub` without `public_network_access_enabled` sends nothing, so the service's default (public)
holds. Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One, Satellite
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.version import by_version
from foureyes_rules.azure.exposure import is_on, public_network
from foureyes_rules.vocabulary.transport import admits_weak_tls


class IotHub(Kind):
    """A hub that devices speak to."""

    terraform = "azurerm_iothub"
    arm = "Microsoft.Devices/IotHubs"

    public_network = public_network()
    rules = Setting(terraform="network_rule_set", arm="properties.networkRuleSets")
    default_action = Setting(
        terraform="network_rule_set.default_action",
        arm="properties.networkRuleSets.defaultAction",
        default="Deny",
        safe="Deny",
    )
    filters_events = Setting(
        terraform="network_rule_set.apply_to_builtin_eventhub_endpoint",
        arm="properties.networkRuleSets.applyToBuiltInEventHubEndpoint",
        default=False,
        safe=True,
    )
    minimum_tls = Setting(
        terraform="min_tls_version",
        arm="properties.minTlsVersion",
        default=by_version(azurerm={"<4": "1.0", ">=4": "1.2"}, arm="1.0"),
        levels=("1.2", "1.0"),
        safe="1.2",
    )


class ProvisioningService(Kind):
    """Where devices ask which hub is theirs."""

    terraform = "azurerm_iothub_dps"
    arm = "Microsoft.Devices/provisioningServices"

    public_network = public_network()


class IotCentral(Kind):
    """An IoT Central application."""

    terraform = "azurerm_iotcentral_application"
    arm = "Microsoft.IoTCentral/iotApps"

    name = Setting(terraform="name", arm="name")
    public_network = public_network()
    network = Satellite("IotCentralRules", back="application")


class IotCentralRules(Kind):
    """An IoT Central application's firewall."""

    terraform = "azurerm_iotcentral_application_network_rule_set"
    arm = "Microsoft.IoTCentral/iotApps#properties.networkRuleSets"

    application = One(IotCentral, terraform="iotcentral_application_id")
    default_action = Setting(
        terraform="default_action", arm="defaultAction", default="Deny", missing="Allow", safe="Deny"
    )


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_108",))
def azure_iot_hub_reachable_from_any_network(hub: IotHub) -> Evidence:
    """Every address on the internet may speak to this IoT hub.

    Why: A leaked key then commands the devices and reads what they report, from anywhere.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep), or
    deny by default in `network_rule_set` (`networkRuleSets`).
    """
    return is_on(hub.public_network) & (hub.rules.is_absent() | hub.default_action.equals("Allow"))


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_iot_hub_filter_spares_telemetry(hub: IotHub) -> Evidence:
    """This IoT hub's address filter does not hold for the endpoint that serves the telemetry.

    Why: Whoever holds a key reads everything the devices report, from any address, past the filter.

    Fix: Set `apply_to_builtin_eventhub_endpoint = true` (azurerm) or `applyToBuiltInEventHubEndpoint: true` (ARM,
    Bicep).
    """
    filtered = hub.rules.is_present() & hub.default_action.equals("Deny")
    return is_on(hub.public_network) & filtered & hub.filters_events.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("AZR-000357",))
def azure_iot_hub_accepts_old_tls(hub: IotHub) -> Evidence:
    """This IoT hub accepts TLS 1.0 and 1.1 from devices.

    Why: Both have known attacks and are deprecated since 2021 (RFC 8996). It can be set only when the hub is
    created.

    Fix: Set `min_tls_version = "1.2"` (azurerm; the default from 4) or `minTlsVersion: '1.2'` (ARM, Bicep).
    """
    return admits_weak_tls(hub.minimum_tls)


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_iot_provisioning_reachable_from_any_network(service: ProvisioningService) -> Evidence:
    """Every address on the internet may speak to this device provisioning service.

    Why: An enrolment key is then the only barrier against devices that do not belong.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep) and use
    a private endpoint.
    """
    return is_on(service.public_network)


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_iot_central_reachable_from_any_network(application: IotCentral) -> Evidence:
    """Every address on the internet may speak to this IoT Central application.

    Why: A leaked key or token then reads and commands the devices from anywhere.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep), or
    deny by default in its network rules.
    """
    return is_on(application.public_network) & application.network.default_action.equals("Allow")
