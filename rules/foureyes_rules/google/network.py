"""VPC networks: subnets, the default network, private service endpoints.

Facts: hashicorp/google and google-beta provider docs, 2026-08.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One
from foureyes.model.reading import Reading
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Known, Leaf, Value, equal, lift


class Network(Kind):
    """VPC network."""

    terraform = "google_compute_network"

    name = Setting(terraform="name")


class Subnet(Kind):
    """Subnet of a VPC network."""

    terraform = "google_compute_subnetwork"

    name = Setting(terraform="name")
    network = One(Network, terraform="network")
    network_name = Setting(terraform="network")
    ipv6_access = Setting(terraform="ipv6_access_type", levels=("INTERNAL", "EXTERNAL"), safe="INTERNAL")
    private_google_access = Setting(terraform="private_ip_google_access", default=False, safe=True)
    purpose = Setting(terraform="purpose", default="PRIVATE")


class Project(Kind):
    """Google Cloud project."""

    terraform = "google_project"

    default_network = Setting(terraform="auto_create_network", default=True, safe=False)


class ServiceAttachment(Kind):
    """A service offered to other networks through Private Service Connect."""

    terraform = "google_compute_service_attachment"

    preference = Setting(terraform="connection_preference", levels=("ACCEPT_MANUAL", "ACCEPT_AUTOMATIC"))


def is_same_network(one: Reading, other: Reading) -> Evidence:
    """Whether two settings name the same network, by a reference, an address or a name."""
    same = Reading(lift(_same, one.value, other.value), one.label, one.kind)
    return same.judge(lambda leaf: leaf.scalar is True if isinstance(leaf, Known) else None, "they share a network")


def _same(one: Leaf, other: Leaf) -> Value:
    if one.references and other.references:
        return Known(one.references[0].target == other.references[0].target, one.place, one.trail)
    if isinstance(one, Known) and isinstance(other, Known):
        names = [str(leaf.scalar).rpartition("/")[2] for leaf in (one, other)]
        return Known(names[0] == names[1], one.place, one.trail)
    return equal(one, other)


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_GCP_27", "AVD-GCP-0010"))
def google_project_keeps_default_network(project: Project) -> Evidence:
    """This project gets the default network, whose firewall lets SSH, RDP and ICMP in from everywhere.

    Why: Every machine that is put on it with an external address is open to the internet from its first minute.

    Fix: Set `auto_create_network = false`, or forbid it for the organisation
    (`constraints/compute.skipDefaultNetworkCreation`).
    """
    return project.default_network.is_true()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def google_subnet_gives_external_ipv6(subnet: Subnet) -> Evidence:
    """Machines on this subnet get IPv6 addresses that the internet can reach.

    Why: From then on only the firewall stands between them and everybody.

    Fix: Set `ipv6_access_type = "INTERNAL"`.
    """
    return subnet.ipv6_access.equals("EXTERNAL")


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV_GCP_74", "AVD-GCP-0075"), profile="hardening")
def google_subnet_without_private_google_access(subnet: Subnet) -> Evidence:
    """Machines on this subnet need an external address to use Google's services.

    Why: They then tend to get one, and are exposed for no other reason.

    Fix: Set `private_ip_google_access = true`.
    """
    meant_for_machines = ~subnet.purpose.is_in(
        "REGIONAL_MANAGED_PROXY", "GLOBAL_MANAGED_PROXY", "PRIVATE_SERVICE_CONNECT", "INTERNAL_HTTPS_LOAD_BALANCER"
    )
    return subnet.private_google_access.is_false() & meant_for_machines


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("AC_GCP_0296",))
def google_service_attachment_accepts_everyone(attachment: ServiceAttachment) -> Evidence:
    """Any project of any Google Cloud customer may connect to this service.

    Why: Only the service's own login is left to tell friends from strangers.

    Fix: Set `connection_preference = "ACCEPT_MANUAL"` and list your consumers in `consumer_accept_lists`.
    """
    return attachment.preference.equals("ACCEPT_AUTOMATIC")
