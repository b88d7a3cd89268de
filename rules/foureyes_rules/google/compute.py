"""Compute Engine machines and disks: external addresses, serial ports, keys in clear.

Facts: hashicorp/google and google-beta provider docs, 2026-08. `access_config {}` publishes a machine although it
is empty. Disks are always encrypted; a customer-supplied key in the configuration is what goes wrong.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_AT_REST, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Known
from foureyes_rules.google.firewall import Firewall
from foureyes_rules.google.grants import is_declared
from foureyes_rules.google.network import Network, Subnet, is_same_network


class Machine(Kind):
    """A virtual machine, or the template for some."""

    terraform = (
        "google_compute_instance",
        "google_compute_instance_template",
        "google_compute_region_instance_template",
        "google_compute_instance_from_template",
        "google_compute_instance_from_machine_image",
    )

    interfaces = Setting(terraform="network_interface")
    serial_port = Setting(terraform="metadata.serial-port-enable", default=False, safe=False)
    forwards = Setting(terraform="can_ip_forward", default=False, safe=False)
    confidential = Setting(terraform="confidential_instance_config.enable_confidential_compute", default=False)
    confidential_type = Setting(terraform="confidential_instance_config.confidential_instance_type")


class ProjectMetadata(Kind):
    """Metadata that every machine of a project gets."""

    terraform = ("google_compute_project_metadata", "google_compute_project_metadata_item")

    serial_port = Setting(
        terraform={"google_compute_project_metadata": "metadata.serial-port-enable"}, default=False, safe=False
    )
    key = Setting(terraform={"google_compute_project_metadata_item": "key"})
    value = Setting(terraform={"google_compute_project_metadata_item": "value"})


class Interface(Kind):
    """A network interface of a machine."""

    terraform = "google_compute_instance#network_interface"

    machine = One("Instance")
    network = One(Network, terraform="network")
    network_name = Setting(terraform="network")
    subnet = One(Subnet, terraform="subnetwork")
    subnet_name = Setting(terraform="subnetwork")
    address = Setting(terraform="access_config")
    address_v6 = Setting(terraform="ipv6_access_config")

    def answers(self, firewall: Firewall) -> Evidence:
        """Whether it has an address (an empty block is one) of a family that the firewall rule lets in."""
        v4 = self.address.is_present() & firewall.admits_internet(".")
        return v4 | self.address_v6.is_present() & firewall.admits_internet(":")

    def is_on(self, network: Reading) -> Evidence:
        """Whether it is on the network that another resource names."""
        if is_declared(self.subnet):
            return is_same_network(self.subnet.network_name, network)
        named = self.network_name.is_present()
        return named & is_same_network(self.network_name, network) | ~named & self._is_default(network)

    def _is_default(self, network: Reading) -> Evidence:
        """Without a network and a subnet it is on the default network; of a subnet elsewhere it cannot be told."""
        default = network.matches(lambda text: text.rpartition("/")[2] == "default")
        elsewhere = network.judge(lambda leaf: None, "which network the subnet belongs to cannot be told")
        return self.subnet_name.is_absent() & default | self.subnet_name.is_present() & elsewhere


class Instance(Kind):
    """A virtual machine."""

    terraform = "google_compute_instance"

    tags = Setting(terraform="tags")
    account = Setting(terraform="service_account.email")
    interfaces = Many(Interface, back="machine")
    firewalls = Many(Firewall)

    def lets_in(self, firewall: Firewall) -> Evidence:
        """Whether a firewall rule lets the internet reach this machine, none before it saying no."""
        here = self.interfaces.any(lambda one: one.answers(firewall) & one.is_on(firewall.network))
        stopped = self.firewalls.any(
            lambda other: other.precedes(firewall) & other.denies_everything() & self._is_meant(other)
        )
        return firewall.opens_something_dear() & self._is_meant(firewall) & here & ~stopped

    def _is_meant(self, firewall: Firewall) -> Evidence:
        return firewall.is_for_tags(self.tags) | firewall.is_for_account(self.account) | firewall.is_for_all()


class BootDisk(Kind):
    """The disk a machine starts from."""

    terraform = (
        "google_compute_instance#boot_disk",
        "google_compute_instance_template#disk",
        "google_compute_region_instance_template#disk",
    )

    key = Setting(
        terraform=(
            "kms_key_self_link",
            "disk_encryption_key_raw",
            "disk_encryption_key_rsa",
            "disk_encryption_key.kms_key_self_link",
        )
    )
    source = Setting(terraform="source")
    image = Setting(terraform=("initialize_params", "source_image"))


class KeyHolder(Kind):
    """A disk, or a copy of one, for which a key can be handed in."""

    terraform = (
        "google_compute_instance#boot_disk",
        "google_compute_instance#attached_disk",
        "google_compute_disk#disk_encryption_key",
        "google_compute_disk#source_image_encryption_key",
        "google_compute_disk#source_snapshot_encryption_key",
        "google_compute_region_disk#disk_encryption_key",
        "google_compute_region_disk#source_snapshot_encryption_key",
        "google_compute_snapshot#snapshot_encryption_key",
        "google_compute_snapshot#source_disk_encryption_key",
        "google_compute_image#image_encryption_key",
        "google_compute_machine_image#machine_image_encryption_key",
    )

    raw_key = Setting(terraform=("disk_encryption_key_raw", "raw_key"))


def is_in_clear(key: Reading) -> Evidence:
    """Whether a secret stands in the configuration itself."""
    return key.judge(
        lambda leaf: isinstance(leaf, Known) and leaf.scalar != "" and not leaf.secret,
        f"`{key.label}` holds the key itself",
    )


@rule(PUBLIC_ACCESS, Severity.HIGH)
def google_compute_instance_open_to_internet(instance: Instance) -> Evidence:
    """Anyone on the internet reaches a login, a database or every port of this machine.

    Why: It has an external address, and a firewall rule of its network lets everybody in. Such ports are scanned
    and tried within minutes.

    Fix: Remove `access_config` and come through Identity-Aware Proxy, or narrow `source_ranges`.
    """
    return instance.firewalls.any(instance.lets_in)


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_GCP_40", "AVD-GCP-0031"))
def google_compute_instance_has_external_address(machine: Machine) -> Evidence:
    """This machine has an address on the internet.

    Why: From then on only the firewall stands between it and everybody.

    Fix: Remove `access_config`; use Cloud NAT for the way out and Identity-Aware Proxy for the way in.
    """
    return machine.interfaces.any(lambda one: one.at("access_config").is_present())


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def google_compute_instance_has_external_ipv6_address(machine: Machine) -> Evidence:
    """This machine has an IPv6 address on the internet.

    Why: From then on only the firewall stands between it and everybody.

    Fix: Remove `ipv6_access_config`; IPv6 inside the network needs no external address.
    """
    return machine.interfaces.any(lambda one: one.at("ipv6_access_config").is_present())


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_GCP_35", "AVD-GCP-0032"))
def google_compute_serial_port_open(machine: Machine) -> Evidence:
    """This machine's serial console can be reached from any address on the internet.

    Why: The serial port knows no firewall; whoever holds one of the machine's SSH keys gets in from anywhere.

    Fix: Remove `serial-port-enable` from the metadata.
    """
    return machine.serial_port.is_true()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def google_compute_serial_ports_open_in_project(metadata: ProjectMetadata) -> Evidence:
    """Every machine of this project offers its serial console to the internet.

    Why: The serial port knows no firewall; whoever holds an SSH key of a machine gets in from anywhere.

    Fix: Remove `serial-port-enable` from the project's metadata.
    """
    return metadata.serial_port.is_true() | (metadata.key.equals("serial-port-enable") & metadata.value.is_true())


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV_GCP_36", "AVD-GCP-0043"), profile="hardening")
def google_compute_instance_forwards_packets(machine: Machine) -> Evidence:
    """This machine may send and receive packets in other machines' names.

    Why: It can become a way around the network's borders; only gateways need it.

    Fix: Set `can_ip_forward = false`.
    """
    return machine.forwards.is_true()


@rule(ENCRYPTION_AT_REST, Severity.HIGH, equivalents=("AVD-GCP-0037",))
def google_compute_disk_key_in_clear(disk: KeyHolder) -> Evidence:
    """The key that encrypts this disk is written in the configuration.

    Why: It lies in version control and in the state beside the data it should protect.

    Fix: Use a Cloud KMS key (`kms_key_self_link`), or hand the key in through a sensitive variable.
    """
    return is_in_clear(disk.raw_key)


@rule(ENCRYPTION_AT_REST, Severity.INFO, equivalents=("CKV_GCP_38", "AVD-GCP-0033"), profile="customer-keys")
def google_compute_boot_disk_without_customer_key(disk: BootDisk) -> Evidence:
    """This boot disk is encrypted with Google's key, not with one of yours.

    Why: With a key of your own you can rotate, audit and withdraw it.

    Fix: Set `kms_key_self_link` to a Cloud KMS key that the service may use.
    """
    return disk.key.is_absent() & (disk.image.is_present() | disk.source.is_absent())


@rule(ENCRYPTION_AT_REST, Severity.INFO, profile="hardening")
def google_compute_instance_not_confidential(machine: Machine) -> Evidence:
    """This machine's memory is not encrypted.

    Why: Disks always are; memory only with Confidential Computing, which keeps even the host's operator out.

    Fix: Add `confidential_instance_config { confidential_instance_type = "SEV" }`, where the machine type offers it.
    """
    return machine.confidential.is_false() & machine.confidential_type.is_absent()
