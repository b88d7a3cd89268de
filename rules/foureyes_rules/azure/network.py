"""Azure networking: interfaces and machines with public addresses, load balancers, bastion, subnets, VPN.

An interface is reached from outside when it has a public address and every security group on it and on its
subnet lets the traffic in; without a group, a Standard address stays closed and a Basic one is open. Facts:
azurerm schema at v2.99.0 to v5.2.0 (a public address is Basic by default before 4); ARM property
descriptions in Azure/bicep-types-az (2026-08). Basic addresses were retired on 2025-09-30.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, unsure
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import UNKNOWN, Setting
from foureyes.model.version import by_version
from foureyes_rules.azure.exposure import is_called
from foureyes_rules.azure.network_security import ADMIN, NetworkRule, NetworkSecurityGroup

NETWORKS = "Microsoft.Network"
_OF_PLATFORM = (
    "gatewaysubnet",
    "azurefirewallsubnet",
    "azurefirewallmanagementsubnet",
    "azurebastionsubnet",
    "routeserversubnet",
)


class PublicAddress(Kind):
    """A public IP address."""

    terraform = "azurerm_public_ip"
    arm = f"{NETWORKS}/publicIPAddresses"

    name = Setting(terraform="name", arm="name")
    tier = Setting(
        terraform="sku",
        arm="sku.name",
        default=by_version(azurerm={"<4": "Basic", ">=4": "Standard"}, arm=UNKNOWN),
        levels=("StandardV2", "Standard", "Basic"),
        safe="Standard",
    )


class Subnet(Kind):
    """A subnet: a resource of its own, or written into its network."""

    terraform = ("azurerm_subnet", "azurerm_virtual_network#subnet")
    arm = (f"{NETWORKS}/virtualNetworks/subnets", f"{NETWORKS}/virtualNetworks#properties.subnets")

    name = Setting(terraform="name", arm="name")
    default_outbound = Setting(
        terraform="default_outbound_access_enabled",
        arm="properties.defaultOutboundAccess",
        default=by_version(azurerm=True, arm=UNKNOWN),
        safe=False,
    )
    group = One(NetworkSecurityGroup, terraform="security_group", arm="properties.networkSecurityGroup.id")
    group_id = Setting(terraform="security_group", arm="properties.networkSecurityGroup.id")
    nat = Setting(arm="properties.natGateway.id")
    nat_associations = Many("SubnetNatAssociation", back="subnet")
    associations = Many("SubnetAssociation", back="subnet")

    def is_of_platform(self) -> Evidence:
        """Whether it holds nothing but a gateway, firewall or bastion, which the platform filters and connects."""
        return is_called(self.name, *_OF_PLATFORM)

    def lets_in(self, ports: tuple[int, ...]) -> Evidence:
        """Whether every group on it opens one of the ports to the internet."""
        own = self.group_id.is_absent() | (self.group_id.is_present() & _opens(self.group, ports))
        return own & self.associations.all(lambda one: _opens(one.group, ports))

    def is_filtered(self) -> Evidence:
        return self.group_id.is_present() | ~self.associations.is_empty()


class SubnetAssociation(Kind):
    """The tie between a subnet and a group."""

    terraform = "azurerm_subnet_network_security_group_association"

    subnet = One(Subnet, terraform="subnet_id")
    group = One(NetworkSecurityGroup, terraform="network_security_group_id")


class SubnetNatAssociation(Kind):
    """The tie between a subnet and the NAT gateway it leaves by."""

    terraform = "azurerm_subnet_nat_gateway_association"

    subnet = One(Subnet, terraform="subnet_id")


class InterfaceAssociation(Kind):
    """The tie between a network interface and a group."""

    terraform = "azurerm_network_interface_security_group_association"

    interface = One("NetworkInterface", terraform="network_interface_id")
    group = One(NetworkSecurityGroup, terraform="network_security_group_id")


class NetworkInterface(Kind):
    """A network interface of a machine."""

    terraform = "azurerm_network_interface"
    arm = f"{NETWORKS}/networkInterfaces"

    name = Setting(terraform="name", arm="name")
    public_addresses = Setting(
        terraform="ip_configuration[].public_ip_address_id",
        arm="properties.ipConfigurations[].properties.publicIPAddress",
    )
    forwards = Setting(
        terraform=("ip_forwarding_enabled", "enable_ip_forwarding"),
        arm="properties.enableIPForwarding",
        default=False,
        safe=False,
    )
    address = One(
        PublicAddress,
        terraform="ip_configuration.public_ip_address_id",
        arm="properties.ipConfigurations.properties.publicIPAddress.id",
    )
    subnet = One(
        Subnet,
        terraform="ip_configuration.subnet_id",
        arm="properties.ipConfigurations.properties.subnet.id",
    )
    group = One(
        NetworkSecurityGroup,
        terraform="network_security_group_id",  # azurerm 1; later an association
        arm="properties.networkSecurityGroup.id",
    )
    group_id = Setting(
        terraform="network_security_group_id",
        arm="properties.networkSecurityGroup.id",
    )
    associations = Many(InterfaceAssociation, back="interface")

    def has_public_address(self) -> Evidence:
        return self.public_addresses.any(lambda one: one.is_present())

    def lets_in(self, ports: tuple[int, ...]) -> Evidence:
        """Whether its own groups and its subnet's all open one of the ports to the internet."""
        own = self.group_id.is_absent() | (self.group_id.is_present() & _opens(self.group, ports))
        unfiltered = self.group_id.is_absent() & self.associations.is_empty() & ~self.subnet.is_filtered()
        layers = own & self.associations.all(lambda one: _opens(one.group, ports)) & self.subnet.lets_in(ports)
        return layers & (~unfiltered | self.address.tier.equals("Basic"))


def _opens(group: NetworkSecurityGroup, ports: tuple[int, ...]) -> Evidence:
    """Whether a group opens one of the ports to the internet. One declared elsewhere cannot be told."""
    if group.resource.outside:
        return unsure(f"what {group.resource.address} lets in is not declared here", group.place)

    def opens(one: NetworkRule) -> Evidence:
        return one.opens(ports)

    return group.rules.any(opens)


class MachineInterface(Kind):
    """The tie between a machine and one of its network interfaces."""

    terraform = (
        "azurerm_linux_virtual_machine#network_interface_ids",
        "azurerm_windows_virtual_machine#network_interface_ids",
        "azurerm_virtual_machine#network_interface_ids",
    )
    arm = "Microsoft.Compute/virtualMachines#properties.networkProfile.networkInterfaces"

    interface = One(NetworkInterface, terraform=".", arm="id")


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_119", "AVD-AZU-0076"))
def azure_network_interface_has_public_address(interface: NetworkInterface) -> Evidence:
    """This network interface has a public address.

    Why: The machine behind it stands on the internet; filter rules alone decide what of it strangers reach.

    Fix: Remove `public_ip_address_id` (azurerm) or `publicIPAddress` (ARM, Bicep) and reach the machine through
    Azure Bastion, a load balancer or a VPN.
    """
    return interface.has_public_address()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def azure_machine_administered_from_internet(machine: MachineInterface) -> Evidence:
    """The whole internet may try to sign in to this machine.

    Why: It has a public address, and every filter on the way (its interface's and its subnet's security groups)
    lets any source reach SSH, remote desktop or WinRM. Such machines are attacked within minutes.

    Fix: Narrow the source on either group, remove the public address, or use Azure Bastion.
    """
    return machine.interface.has_public_address() & machine.interface.lets_in(ADMIN)


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV2_AZURE_39",))
def azure_machine_has_public_address(machine: MachineInterface) -> Evidence:
    """This machine has a public address of its own.

    Why: It stands on the internet; filter rules alone decide what of it strangers reach.

    Fix: Remove the address from its network interface and reach the machine through Azure Bastion, a load
    balancer or a VPN.
    """
    return machine.interface.has_public_address()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("AZR-000158",))
def azure_public_address_open_by_default(address: PublicAddress) -> Evidence:
    """This public address is of the Basic kind, which is open unless a group closes it.

    Why: A Standard address stays closed until a rule opens it; a Basic one is the other way round. Basic
    addresses were retired in September 2025.

    Fix: Set `sku = "Standard"` (azurerm) or `sku: { name: 'Standard' }` (ARM, Bicep).
    """
    return address.tier.equals("Basic")


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV_AZURE_118", "AVD-AZU-0075"), profile="hardening")
def azure_network_interface_forwards_traffic(interface: NetworkInterface) -> Evidence:
    """This network interface forwards traffic that is not its own.

    Why: Routers need it; on any other machine it lets an intruder reach further networks.

    Fix: Set `ip_forwarding_enabled = false` (azurerm; `enable_ip_forwarding` before 4) or `enableIPForwarding:
    false` (ARM, Bicep).
    """
    return interface.forwards.is_true()


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV2_AZURE_31", "AZR-000263"), profile="hardening")
def azure_subnet_without_security_group(subnet: Subnet) -> Evidence:
    """No security group filters this subnet.

    Why: What is put into it later, with a public address, has one filter less.

    Fix: Associate a group (`azurerm_subnet_network_security_group_association`, `networkSecurityGroup: { id: … }` in
    ARM and Bicep). Gateway, firewall and bastion subnets take none.
    """
    return ~subnet.is_of_platform() & ~subnet.is_filtered()


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def azure_subnet_reaches_internet_by_default(subnet: Subnet) -> Evidence:
    """Machines in this subnet reach the internet through an address that Azure lends them.

    Why: Data may leave by a way that nobody declared. It opens nothing inwards.

    Fix: Set `default_outbound_access_enabled = false` (azurerm) or `defaultOutboundAccess: false` (ARM, Bicep)
    and declare the way out (NAT gateway, firewall).
    """
    own_way = subnet.nat.is_present() | ~subnet.nat_associations.is_empty()
    return ~subnet.is_of_platform() & ~own_way & subnet.default_outbound.is_true()
