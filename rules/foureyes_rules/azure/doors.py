"""Azure: two doors to one thing, of which somebody meant to close one.

A private endpoint beside an open public one; an app behind an edge that can be called directly; a disk that lies as a
file in an open container; a managed instance whose public endpoint its security group does let through. Facts: as in
the modules of the services.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, Some
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting, Spelling
from foureyes_rules.azure.app_service import Site
from foureyes_rules.azure.app_service_access import is_open
from foureyes_rules.azure.containers import ContainerApp
from foureyes_rules.azure.cosmos import CosmosAccount
from foureyes_rules.azure.key_vault import KeyVault, is_reachable
from foureyes_rules.azure.network import Subnet
from foureyes_rules.azure.sql import ManagedInstance
from foureyes_rules.azure.storage import BlobContainer, StorageAccount
from foureyes_rules.vocabulary.references import speaks_of

_TARGET = "private_service_connection.private_connection_resource_id"
_ARM_TARGET = "properties.privateLinkServiceConnections.properties.privateLinkServiceId"
_TDS = (3342,)
_ORIGIN, _POOL = "azurerm_cdn_frontdoor_origin", "azurerm_application_gateway#backend_address_pool"
_ARM_ORIGIN = "Microsoft.Cdn/profiles/originGroups/origins"
_ARM_POOL = "Microsoft.Network/applicationGateways#properties.backendAddressPools"
_HOSTS: dict[str, Spelling] = {_ORIGIN: "host_name", _POOL: "fqdns"}
_ARM_HOSTS: dict[str, Spelling] = {
    _ARM_ORIGIN: "properties.hostName", _ARM_POOL: "properties.backendAddresses[].fqdn"
}  # fmt: skip


class PrivateDoor(Kind):
    """A private endpoint, asked about the public one beside it."""

    terraform = "azurerm_private_endpoint"
    arm = "Microsoft.Network/privateEndpoints"

    accounts = Some(StorageAccount, terraform=_TARGET, arm=_ARM_TARGET)
    vaults = Some(KeyVault, terraform=_TARGET, arm=_ARM_TARGET)
    databases = Some(CosmosAccount, terraform=_TARGET, arm=_ARM_TARGET)
    sites = Some(Site, terraform=_TARGET, arm=_ARM_TARGET)


class EdgeTarget(Kind):
    """What an edge (Front Door, Application Gateway) sends requests to."""

    terraform = (_ORIGIN, _POOL)
    arm = (_ARM_ORIGIN, _ARM_POOL)

    hosts = Setting(terraform=_HOSTS, arm=_ARM_HOSTS)
    sites = Many(Site)
    apps = Many(ContainerApp)
    private_link = Setting(
        terraform={_ORIGIN: "private_link"}, arm={_ARM_ORIGIN: "properties.sharedPrivateLinkResource"}
    )


class DiskFile(Kind):
    """A machine whose disk is a file, with the container in which that lies."""

    terraform = "azurerm_virtual_machine"

    file = Setting(terraform="storage_os_disk.vhd_uri")
    containers = Many(BlobContainer)


class InstanceDoor(ManagedInstance):
    """A managed SQL instance with the subnet it lives in."""

    subnets = Some(Subnet, terraform="subnet_id", arm="properties.subnetId")


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_private_endpoint_beside_open_public_one(door: PrivateDoor) -> Evidence:
    """The service behind this private endpoint still answers the whole internet.

    Why: Somebody meant the data to stay inside the network, but the public endpoint shows all the same data.

    Fix: Set `public_network_access_enabled = false` on the service (azurerm) or `publicNetworkAccess: 'Disabled'`
    (ARM, Bicep).
    """
    stores = door.accounts.any(lambda one: one.is_reachable()) | door.databases.any(lambda one: one.is_reachable())
    return stores | door.vaults.any(is_reachable) | door.sites.any(is_open)


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_app_can_be_called_around_its_edge(target: EdgeTarget) -> Evidence:
    """This app stands behind a front door or gateway but answers the whole internet directly.

    Why: Whoever calls the app's own name walks around the filter, the sign-in and the limits of the edge.

    Fix: Admit only the edge: a private link to the origin, or access restrictions for the service tag
    `AzureFrontDoor.Backend` with your own `X-Azure-FDID`, or for the gateway's subnet.
    """
    site = target.sites.any(lambda one: speaks_of(target.hosts, one) & is_open(one))
    app = target.apps.any(lambda one: speaks_of(target.hosts, one) & _is_public(one))
    return (site | app) & target.private_link.is_absent()


def _is_public(app: ContainerApp) -> Evidence:
    public: Evidence = app.environment.is_public()
    return app.external.is_true() & app.admits_anyone() & public


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def azure_virtual_machine_disk_in_open_container(machine: DiskFile) -> Evidence:
    """This machine's disk is a file in a container that anyone on the internet can read.

    Why: Whoever downloads the file has the whole disk: data, passwords, keys.

    Fix: Use managed disks, and make the container private (`container_access_type = "private"`).
    """
    return machine.containers.any(lambda one: speaks_of(machine.file, one) & one.is_open())


@rule(PUBLIC_ACCESS, Severity.HIGH)
def azure_sql_managed_instance_open_to_internet(instance: InstanceDoor) -> Evidence:
    """The whole internet may try to sign in to this managed SQL instance.

    Why: Its public endpoint is on, and the security group of its subnet lets every address in to port 3342. A leaked
    or guessed password is then all it takes.

    Fix: Set `public_data_endpoint_enabled = false` (azurerm) or `publicDataEndpointEnabled: false` (ARM, Bicep), or
    name the sources in the security group.
    """
    lets_in = instance.subnets.any(lambda one: one.is_filtered() & one.lets_in(_TDS))
    return instance.public_endpoint.is_true() & lets_in
