"""WorkSpaces, Lightsail, Elastic Beanstalk, GameLift: machines behind a simpler face.

Facts: provider 5.100.0 request bodies (WorkSpaces volumes are sent as unencrypted when left out);
CloudFormation schemas 2026-10-20; Elastic Beanstalk developer guide 2022-12.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_AT_REST, ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.aws.security_groups import ports_meet
from foureyes_rules.vocabulary.networks import ADMIN_PORTS, DATA_PORTS, RDP, SSH, any_whole_internet, is_whole_internet


class Workspace(Kind):
    """A WorkSpace."""

    terraform = "aws_workspaces_workspace"
    cloudformation = "AWS::WorkSpaces::Workspace"

    root = Setting(
        terraform="root_volume_encryption_enabled",
        cloudformation="RootVolumeEncryptionEnabled",
        default=False,
        safe=True,
    )
    user = Setting(
        terraform="user_volume_encryption_enabled",
        cloudformation="UserVolumeEncryptionEnabled",
        default=False,
        safe=True,
    )
    key = Setting(terraform="volume_encryption_key", cloudformation="VolumeEncryptionKey")


class Directory(Kind):
    """A directory of WorkSpaces."""

    terraform = "aws_workspaces_directory"
    cloudformation = "AWS::WorkSpaces::Directory"

    internet = Setting(
        terraform="workspace_creation_properties.enable_internet_access",
        cloudformation="WorkspaceCreationProperties.EnableInternetAccess",
        default=False,
        safe=False,
    )


class LightsailPort(Kind):
    """A range of ports that a Lightsail instance opens."""

    terraform = "aws_lightsail_instance_public_ports#port_info"
    cloudformation = "AWS::Lightsail::Instance#Networking.Ports"

    ranges = Setting(terraform="cidrs", cloudformation="Cidrs")
    v6_ranges = Setting(terraform="ipv6_cidrs", cloudformation="Ipv6Cidrs")
    aliases = Setting(terraform="cidr_list_aliases", cloudformation="CidrListAliases")
    low = Setting(terraform="from_port", cloudformation="FromPort")
    high = Setting(terraform="to_port", cloudformation="ToPort")

    def is_open(self, *ports: int) -> Evidence:
        """Whether it opens one of the ports to the internet; without ranges, to everybody."""
        unsaid = self.ranges.is_absent() & self.v6_ranges.is_absent() & self.aliases.is_absent()
        world = unsaid | any_whole_internet(self.ranges) | any_whole_internet(self.v6_ranges)
        return world & ports_meet(self.low, self.high, lambda low, high: any(low <= port <= high for port in ports))


class LightsailDatabase(Kind):
    """A Lightsail database."""

    terraform = "aws_lightsail_database"
    cloudformation = "AWS::Lightsail::Database"

    public = Setting(terraform="publicly_accessible", cloudformation="PubliclyAccessible", default=False, safe=False)


class LightsailBucket(Kind):
    """A Lightsail bucket."""

    cloudformation = "AWS::Lightsail::Bucket"

    read = Setting(cloudformation="AccessRules.GetObject", default="private")
    overrides = Setting(cloudformation="AccessRules.AllowPublicOverrides", default=False, safe=False)


class Option(Kind):
    """An option of an Elastic Beanstalk environment."""

    terraform = ("aws_elastic_beanstalk_environment#setting", "aws_elastic_beanstalk_configuration_template#setting")
    cloudformation = (
        "AWS::ElasticBeanstalk::Environment#OptionSettings",
        "AWS::ElasticBeanstalk::ConfigurationTemplate#OptionSettings",
    )

    namespace = Setting(terraform="namespace", cloudformation="Namespace")
    name = Setting(terraform="name", cloudformation="OptionName")
    value = Setting(terraform="value", cloudformation="Value")


def _is_listener(namespace: str) -> bool:
    return namespace.startswith("aws:elbv2:listener:")


class GamePort(Kind):
    """A range of ports that a fleet of game servers opens."""

    terraform = "aws_gamelift_fleet#ec2_inbound_permission"
    cloudformation = "AWS::GameLift::Fleet#EC2InboundPermissions"

    source = Setting(terraform="ip_range", cloudformation="IpRange")
    low = Setting(terraform="from_port", cloudformation="FromPort")
    high = Setting(terraform="to_port", cloudformation="ToPort")


@rule(
    ENCRYPTION_AT_REST,
    Severity.HIGH,
    equivalents=("CKV_AWS_156", "AVD-AWS-0109", "F29", "WORKSPACE_ENCRYPTION_ENABLED"),
)
def aws_workspace_root_volume_unencrypted(workspace: Workspace) -> Evidence:
    """The system disk of this desktop is not encrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear. It cannot be encrypted later.

    Fix: Set `root_volume_encryption_enabled` (`RootVolumeEncryptionEnabled`) to true.
    """
    return workspace.root.is_false()


@rule(
    ENCRYPTION_AT_REST,
    Severity.HIGH,
    equivalents=("CKV_AWS_155", "AVD-AWS-0109", "F29", "WORKSPACE_ENCRYPTION_ENABLED"),
)
def aws_workspace_user_volume_unencrypted(workspace: Workspace) -> Evidence:
    """The disk with the files of this desktop is not encrypted.

    Why: Whoever gets at the storage, a snapshot or a backup reads the data in clear. It cannot be encrypted later.

    Fix: Set `user_volume_encryption_enabled` (`UserVolumeEncryptionEnabled`) to true.
    """
    return workspace.user.is_false()


@rule(PUBLIC_ACCESS, Severity.LOW)
def aws_workspaces_have_public_addresses(directory: Directory) -> Evidence:
    """Desktops of this directory get addresses on the internet.

    Why: Only a security group then stands between them and everybody.

    Fix: Set `enable_internet_access` to false and use a NAT gateway.
    """
    return directory.internet.is_true()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_lightsail_instance_open_to_internet(port: LightsailPort) -> Evidence:
    """Anyone on the internet can reach ports of administration or of databases on this instance.

    Why: It always has a public address; only a password or key is left.

    Fix: Name the addresses that need the port.
    """
    return port.is_open(SSH, RDP, *ADMIN_PORTS, *DATA_PORTS)


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_lightsail_database_has_public_address(database: LightsailDatabase) -> Evidence:
    """This database has a public address.

    Why: Nothing but its password then stands between the data and everybody.

    Fix: Set `publicly_accessible` (`PubliclyAccessible`) to false.
    """
    return database.public.is_true()


class LightsailContainer(Kind):
    """A container service of Lightsail."""

    terraform = "aws_lightsail_container_service_deployment_version"
    cloudformation = "AWS::Lightsail::Container"

    endpoint = Setting(
        terraform="public_endpoint.container_name",
        cloudformation="ContainerServiceDeployment.PublicEndpoint.ContainerName",
    )


@rule(PUBLIC_ACCESS, Severity.LOW, profile="hardening")
def aws_lightsail_container_faces_internet(container: LightsailContainer) -> Evidence:
    """This container service faces the internet.

    Why: A web front may be meant to; an inner service is not.

    Fix: Take `public_endpoint` (`PublicEndpoint`) out.
    """
    return container.endpoint.is_present()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_lightsail_bucket_open_to_everyone(bucket: LightsailBucket) -> Evidence:
    """Anyone on the internet can read objects of this bucket.

    Why: Open buckets are the commonest way in which whole customer databases have leaked.

    Fix: Set `GetObject` to `private` and `AllowPublicOverrides` to false.
    """
    return bucket.read.equals("public") | bucket.overrides.is_true()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_beanstalk_instances_have_public_addresses(option: Option) -> Evidence:
    """The instances of this environment get addresses on the internet.

    Why: Only their security groups then stand between them and everybody.

    Fix: Set `AssociatePublicIpAddress` to false.
    """
    return (
        option.value.is_true() & option.namespace.equals("aws:ec2:vpc") & option.name.equals("AssociatePublicIpAddress")
    )


@rule(PUBLIC_ACCESS, Severity.LOW, profile="hardening")
def aws_beanstalk_faces_internet(option: Option) -> Evidence:
    """The load balancer of this environment faces the internet.

    Why: A web front may be meant to; an inner service is not.

    Fix: Set `ELBScheme` to `internal`.
    """
    return option.value.equals("public") & option.namespace.equals("aws:ec2:vpc") & option.name.equals("ELBScheme")


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def aws_beanstalk_listens_over_plain_http(option: Option) -> Evidence:
    """This environment serves clients over unencrypted HTTP.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set the protocol of the listener to `HTTPS` with a certificate.
    """
    return option.value.equals("HTTP") & option.name.equals("Protocol") & option.namespace.matches(_is_listener)


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("W65", "GAMELIFT_FLEET_INBOUND_PORT_RANGE_RULE"))
def aws_gamelift_fleet_open_to_internet(port: GamePort) -> Evidence:
    """Anyone on the internet can reach ports of administration or of databases on these game servers.

    Why: Only a password or key is left.

    Fix: Open the ports of the game only.
    """
    ports = (SSH, RDP, *ADMIN_PORTS, *DATA_PORTS)
    hit = ports_meet(port.low, port.high, lambda low, high: any(low <= one <= high for one in ports))
    return is_whole_internet(port.source) & hit
