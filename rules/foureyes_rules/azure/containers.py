"""Azure Container Apps and Container Instances.

A container group without address says two things: in azurerm it gets a public one, in ARM none. Facts: azurerm
schema at v2.99.0 to v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

import re

from foureyes.model.evidence import Evidence, any_of
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.version import by_version
from foureyes_rules.azure.exposure import any_entry, is_on, is_written_out, public_network
from foureyes_rules.vocabulary.networks import is_whole_internet

ENVIRONMENTS = "Microsoft.App/managedEnvironments"
GROUPS = "Microsoft.ContainerInstance/containerGroups"
_SECRET = re.compile(
    r"(password|passwd|secret|token|api_?key|access_?key|connection_?string|private_?key)", re.IGNORECASE
)


class ContainerEnvironment(Kind):
    """Where container apps run."""

    terraform = "azurerm_container_app_environment"
    arm = ENVIRONMENTS

    name = Setting(terraform="name", arm="name")
    internal = Setting(
        terraform="internal_load_balancer_enabled",
        arm="properties.vnetConfiguration.internal",
        default=False,
        safe=True,
    )
    public_network = public_network("public_network_access")
    inner_encryption = Setting(
        terraform="mutual_tls_enabled",
        arm=(
            "properties.peerTrafficConfiguration.encryption.enabled",
            "properties.peerAuthentication.mtls.enabled",
        ),
        default=False,
        safe=True,
    )

    def is_public(self) -> Evidence:
        return self.internal.is_false() & is_on(self.public_network)


class ContainerApp(Kind):
    """A container app."""

    terraform = "azurerm_container_app"
    arm = "Microsoft.App/containerApps"

    environment = One(
        ContainerEnvironment,
        terraform="container_app_environment_id",
        arm=("properties.managedEnvironmentId", "properties.environmentId"),
    )
    external = Setting(
        terraform="ingress.external_enabled",
        arm="properties.configuration.ingress.external",
        default=False,
        safe=False,
    )
    insecure = Setting(
        terraform="ingress.allow_insecure_connections",
        arm="properties.configuration.ingress.allowInsecure",
        default=False,
        safe=False,
    )
    restrictions = Setting(
        terraform="ingress.ip_security_restriction", arm="properties.configuration.ingress.ipSecurityRestrictions"
    )

    allowed_origins = Setting(
        terraform="ingress.cors.allowed_origins", arm="properties.configuration.ingress.corsPolicy.allowedOrigins"
    )

    def admits_anyone(self) -> Evidence:
        """Whether its restrictions keep nobody out. Without a rule that allows, they only deny."""
        allows = self.restrictions.any(lambda one: one.at("action").equals("Allow"))
        wide = self.restrictions.any(
            lambda one: (
                one.at("action").equals("Allow")
                & (is_whole_internet(one.at("ip_address_range")) | is_whole_internet(one.at("ipAddressRange")))
            )
        )
        return ~allows | wide


class ContainerGroup(Kind):
    """Containers that run together."""

    terraform = "azurerm_container_group"
    arm = GROUPS

    address = Setting(
        terraform="ip_address_type",
        arm="properties.ipAddress.type",
        default=by_version(azurerm="Public", arm="None"),
        levels=("None", "Private", "Public"),
        safe="Private",
    )
    subnets = Setting(
        terraform=("subnet_ids", "network_profile_id"), arm=("properties.subnetIds", "properties.networkProfile.id")
    )
    own_key = Setting(terraform="key_vault_key_id", arm="properties.encryptionProperties.keyName")
    variables = Setting(terraform="container[].environment_variables")
    arm_variables = Setting(arm="properties.containers[].properties.environmentVariables")


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("AZR-000362",))
def azure_container_app_reachable_from_any_network(app: ContainerApp) -> Evidence:
    """Every address on the internet may call this container app.

    Why: For a public front end that is meant; services that only serve others should stay inside.

    Fix: Set `external_enabled = false` in `ingress` (azurerm) or `ingress: { external: false }` (ARM, Bicep), use an
    internal environment, or name the callers in IP restrictions.
    """
    return app.external.is_true() & app.admits_anyone() & app.environment.is_public()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_container_app_shared_with_any_origin(app: ContainerApp) -> Evidence:
    """Scripts of any website may call this container app from a visitor's browser.

    Why: A page the user merely visits can then use the app with whatever the browser holds.

    Fix: Name the origins that need it in `ingress { cors { allowed_origins = [...] } }` (azurerm) or `corsPolicy: {
    allowedOrigins: [...] }` (ARM, Bicep) instead of `*`.
    """
    return app.allowed_origins.any(lambda origin: origin.equals("*"))


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH, equivalents=("AZR-000094",))
def azure_container_app_accepts_plain_http(app: ContainerApp) -> Evidence:
    """This container app answers unencrypted requests.

    Why: Cookies and tokens can be read by anyone on the way.

    Fix: Remove `allow_insecure_connections = true` from `ingress` (azurerm) or `allowInsecure: true` (ARM, Bicep):
    requests are then redirected to HTTPS.
    """
    return app.insecure.is_true()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("AZR-000363",))
def azure_container_environment_has_public_address(environment: ContainerEnvironment) -> Evidence:
    """This environment of container apps has a public address.

    Why: Every app in it is one setting away from the internet.

    Fix: Set `internal_load_balancer_enabled = true` with a subnet (azurerm) or `vnetConfiguration: { internal: true }`
    (ARM, Bicep), or disable public network access.
    """
    return environment.is_public()


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, profile="hardening")
def azure_container_environment_inner_traffic_unencrypted(environment: ContainerEnvironment) -> Evidence:
    """Apps of this environment speak to each other without encryption.

    Why: The traffic stays inside the environment; some regulations ask for encryption to the end.

    Fix: Set `mutual_tls_enabled = true` (azurerm) or `peerTrafficConfiguration: { encryption: { enabled: true } }`
    (ARM, Bicep).
    """
    return environment.inner_encryption.is_false()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_98", "CKV_AZURE_245"))
def azure_container_group_has_public_address(group: ContainerGroup) -> Evidence:
    """The ports of these containers stand on the internet.

    Why: No security group can be put before them: what listens is exposed. azurerm gives a public address where
    none is asked for.

    Fix: Set `ip_address_type = "Private"` with `subnet_ids`, or `"None"` (azurerm); `ipAddress: { type: 'Private' }`
    with `subnetIds` (ARM, Bicep).
    """
    return group.address.equals("Public") & group.subnets.is_absent()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_235",))
def azure_container_group_secret_in_plain_variable(group: ContainerGroup) -> Evidence:
    """A secret is written into a plain environment variable.

    Why: Whoever may read the repository, the state or the container group reads it.

    Fix: Use `secure_environment_variables` (azurerm) or `secureValue` (ARM, Bicep), with a value from a secure
    parameter, and replace the secret that was written down.
    """

    def entry(key: str, value: Reading) -> Evidence:
        return is_written_out(value) if _SECRET.search(key) else any_of(())

    return group.variables.any(lambda one: any_entry(one, entry)) | group.arm_variables.any(
        lambda one: one.at("name").matches(lambda text: bool(_SECRET.search(text))) & is_written_out(one.at("value"))
    )


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="customer-keys")
def azure_container_group_without_customer_key(group: ContainerGroup) -> Evidence:
    """This container group is encrypted with keys that Microsoft manages.

    Why: It is always encrypted; a key of one's own adds the power to revoke it.

    Fix: Set `key_vault_key_id` (azurerm) or `encryptionProperties` (ARM, Bicep).
    """
    return group.own_key.is_absent()
