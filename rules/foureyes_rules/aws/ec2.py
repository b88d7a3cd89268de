"""EC2 machines: instances, launch templates and configurations, their addresses and metadata service.

Facts: provider 5.100.0 schema; CloudFormation schemas 2026-10-20; EC2 user guide. Where a machine does not
say whether it gets a public address, its subnet decides.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, no
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One, Some
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.aws.network import InternetBlock, Subnet
from foureyes_rules.aws.security_groups import SecurityGroup
from foureyes_rules.vocabulary.networks import ADMIN_PORTS, DATA_PORTS, RDP, SSH

_LAUNCHED_TF = ("aws_instance", "aws_spot_instance_request", "aws_launch_configuration")


class Machine(Kind):
    """A machine, or the template that machines are started from."""

    terraform = (
        "aws_instance",
        "aws_spot_instance_request",
        "aws_launch_configuration",
        "aws_launch_template#network_interfaces",
        "aws_spot_fleet_request#launch_specification",
    )
    cloudformation = (
        "AWS::EC2::Instance",
        "AWS::AutoScaling::LaunchConfiguration",
        "AWS::EC2::LaunchTemplate#LaunchTemplateData.NetworkInterfaces",
    )

    public_address = Setting(
        terraform="associate_public_ip_address",
        cloudformation={
            "AWS::EC2::Instance": "NetworkInterfaces[].AssociatePublicIpAddress",
            "AWS::AutoScaling::LaunchConfiguration": "AssociatePublicIpAddress",
            "AWS::EC2::LaunchTemplate#LaunchTemplateData.NetworkInterfaces": "AssociatePublicIpAddress",
        },
        safe=False,
    )

    def has_address(self) -> Evidence:
        """Whether it says itself that it gets a public address."""
        return self.public_address.any(lambda one: one.is_true())


class Instance(Kind):
    """An EC2 instance."""

    terraform = ("aws_instance", "aws_spot_instance_request")
    cloudformation = "AWS::EC2::Instance"

    public_address = Setting(
        terraform="associate_public_ip_address", cloudformation="NetworkInterfaces[].AssociatePublicIpAddress"
    )
    subnet = One(Subnet, terraform="subnet_id", cloudformation="SubnetId")
    subnet_id = Setting(terraform="subnet_id", cloudformation="SubnetId")
    v6_count = Setting(terraform="ipv6_address_count", cloudformation="Ipv6AddressCount")
    v6_addresses = Setting(terraform="ipv6_addresses", cloudformation="Ipv6Addresses")
    addresses = Many("Address", back="instance")
    groups = Many("InstanceGroup", back="instance")
    blocks = Many(InternetBlock)

    def faces_internet(self) -> Evidence:
        """Whether it has a public address: its own choice, else its subnet's; an elastic one; version 6.

        Of a subnet that is not declared here nothing is known; then the finding on the group says what there is
        to say.
        """
        chosen = self.public_address.any(lambda one: one.is_true())
        by_subnet = no() if self.subnet.resource.outside else self._is_addressed_by_subnet()
        v6 = self.v6_count.is_above(0) | self.v6_addresses.is_present()
        addressed = chosen | ~self.addresses.is_empty() | v6 | by_subnet
        return addressed & ~self.subnet.has_no_way_to_internet() & ~self.blocks.any(lambda one: one.holds())

    def _is_addressed_by_subnet(self) -> Evidence:
        return self.public_address.is_absent() & self.subnet_id.is_present() & self.subnet.gives_addresses.is_true()

    def is_opened_by_groups(self, *ports: int) -> Evidence:
        """Whether one of its groups declared here opens one of the ports to the internet."""

        def opens(group: SecurityGroup) -> Evidence:
            return group.lets_internet_in(*ports)

        return self.groups.any(lambda one: one.groups.any(opens))


class InstanceGroup(Kind):
    """That an instance is in a security group."""

    terraform = (
        "aws_instance#vpc_security_group_ids",
        "aws_instance#security_groups",
        "aws_spot_instance_request#vpc_security_group_ids",
    )
    cloudformation = (
        "AWS::EC2::Instance#SecurityGroupIds",
        "AWS::EC2::Instance#SecurityGroups",
        "AWS::EC2::Instance#NetworkInterfaces[].GroupSet[]",
    )

    instance = One(Instance)
    groups = Some(SecurityGroup, terraform=".", cloudformation=".")


class Address(Kind):
    """An elastic address bound to an instance."""

    terraform = ("aws_eip", "aws_eip_association")
    cloudformation = ("AWS::EC2::EIP", "AWS::EC2::EIPAssociation")

    instance = One(Instance, terraform=("instance", "instance_id"), cloudformation="InstanceId")


class Metadata(Kind):
    """The metadata service of a machine."""

    terraform = ("aws_instance", "aws_launch_template", "aws_launch_configuration", "aws_spot_instance_request")
    cloudformation = ("AWS::EC2::Instance", "AWS::EC2::LaunchTemplate", "AWS::AutoScaling::LaunchConfiguration")

    tokens = Setting(
        terraform="metadata_options.http_tokens",
        cloudformation={
            "AWS::EC2::Instance": "MetadataOptions.HttpTokens",
            "AWS::EC2::LaunchTemplate": "LaunchTemplateData.MetadataOptions.HttpTokens",
            "AWS::AutoScaling::LaunchConfiguration": "MetadataOptions.HttpTokens",
        },
        default="optional",
        levels=("required", "optional"),
        safe="required",
    )
    endpoint = Setting(
        terraform="metadata_options.http_endpoint",
        cloudformation={
            "AWS::EC2::Instance": "MetadataOptions.HttpEndpoint",
            "AWS::EC2::LaunchTemplate": "LaunchTemplateData.MetadataOptions.HttpEndpoint",
            "AWS::AutoScaling::LaunchConfiguration": "MetadataOptions.HttpEndpoint",
        },
        default="enabled",
    )


@rule(
    PUBLIC_ACCESS,
    Severity.MEDIUM,
    equivalents=(
        "CKV_AWS_88",
        "CKV_AWS_389",
        "AVD-AWS-0009",
        "FG_R00271",
        "EC2_INSTANCE_NO_PUBLIC_IP",
        "AUTOSCALING_LAUNCH_CONFIG_PUBLIC_IP_DISABLED",
    ),
)
def aws_instance_has_public_address(machine: Machine) -> Evidence:
    """This machine gets an address on the internet.

    Why: Only its security groups then stand between what listens on it and everybody.

    Fix: Turn the public address off; put the machine in a private subnet behind a load balancer or a NAT gateway.
    """
    return machine.has_address()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_instance_open_to_internet(instance: Instance) -> Evidence:
    """Anyone on the internet can reach ports of administration or of databases on this instance: it has a public
    address, and a security group of its opens them.

    Why: Address and open port together are what scanners look for; only a password or key is left.

    Fix: Take one of the two away: the public address, or the rule that opens the port to the whole internet.
    """
    return instance.faces_internet() & instance.is_opened_by_groups(SSH, RDP, *ADMIN_PORTS, *DATA_PORTS)


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_79", "AVD-AWS-0028", "AVD-AWS-0130"), profile="hardening")
def aws_instance_metadata_without_token(metadata: Metadata) -> Evidence:
    """The metadata service of this machine answers without a session token.

    Why: A flaw that makes the machine fetch a URL for strangers then hands them its credentials; so the data of 100
    million customers of Capital One was copied in 2019.

    Fix: Set `http_tokens` (`HttpTokens`) to `required`.
    """
    return metadata.tokens.equals("optional") & metadata.endpoint.equals("enabled")
