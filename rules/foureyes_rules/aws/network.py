"""VPC networks: network ACLs, subnets, endpoints and endpoint services, VPC Lattice.

Facts: provider 5.100.0 schema; CloudFormation schemas 2026-10-20; VPC user guide. A network ACL's rules
are tried by number, the lowest that fits decides.
"""

from __future__ import annotations

from foureyes.model.decision import leaves
from foureyes.model.evidence import Evidence, any_of, no, unsure
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.reading import Reading
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting, Untold
from foureyes.model.value import Known
from foureyes.model.version import by_version
from foureyes_rules.aws.security_groups import ports_meet
from foureyes_rules.vocabulary.networks import is_whole_internet
from foureyes_rules.vocabulary.policies import is_public, is_star


class AclRule(Kind):
    """One rule of a network ACL, inline or declared beside it."""

    terraform = ("aws_network_acl#ingress", "aws_default_network_acl#ingress", "aws_network_acl_rule")
    cloudformation = "AWS::EC2::NetworkAclEntry"

    acl = One(
        "NetworkAcl",
        terraform={"aws_network_acl_rule": "network_acl_id"},
        cloudformation="NetworkAclId",
    )
    number = Setting(terraform=("rule_no", "rule_number"), cloudformation="RuleNumber")
    action = Setting(terraform=("action", "rule_action"), cloudformation="RuleAction")
    outgoing = Setting(terraform={"aws_network_acl_rule": "egress"}, cloudformation="Egress", default=False)
    protocol = Setting(terraform="protocol", cloudformation="Protocol")
    low = Setting(terraform="from_port", cloudformation="PortRange.From")
    high = Setting(terraform="to_port", cloudformation="PortRange.To")
    v4 = Setting(terraform="cidr_block", cloudformation="CidrBlock")
    v6 = Setting(terraform="ipv6_cidr_block", cloudformation="Ipv6CidrBlock")

    def admits(self, port: int) -> Evidence:
        """Whether it lets the internet reach a port and no rule with a lower number forbids that."""
        earlier = (
            other.denies(port) & is_before(other.number, self.number) for other in self.acl.rules if other is not self
        )
        return self.speaks_of(port) & self.action.equals("allow") & ~any_of(earlier)

    def denies(self, port: int) -> Evidence:
        return self.action.equals("deny") & self.speaks_of(port)

    def speaks_of(self, port: int) -> Evidence:
        """Whether it is about traffic from the internet to a port; without ports, to every one."""
        everywhere = self.protocol.is_in("-1", "all") | (self._has_ports() & self._spans(port))
        return (is_whole_internet(self.v4) | is_whole_internet(self.v6)) & everywhere & self.outgoing.is_false()

    def _has_ports(self) -> Evidence:
        return self.protocol.is_in("tcp", "udp", "6", "17")

    def _spans(self, port: int) -> Evidence:
        return self.low.is_absent() | ports_meet(self.low, self.high, lambda low, high: low <= port <= high)


class NetworkAcl(Kind):
    """A network ACL."""

    terraform = ("aws_network_acl", "aws_default_network_acl")
    cloudformation = "AWS::EC2::NetworkAcl"

    rules = Many("AclRule", back="acl")


class Subnet(Kind):
    """A subnet."""

    terraform = "aws_subnet"
    cloudformation = "AWS::EC2::Subnet"

    associations = Many("Association", back="subnet")

    gives_addresses = Setting(
        terraform="map_public_ip_on_launch", cloudformation="MapPublicIpOnLaunch", default=False, safe=False
    )
    gives_v6_addresses = Setting(
        terraform="assign_ipv6_address_on_creation", cloudformation="AssignIpv6AddressOnCreation", default=False
    )

    def has_no_way_to_internet(self) -> Evidence:
        """Whether its route table is declared here and leads to no internet gateway."""
        tables = [one.table for one in self.associations if not one.table.resource.outside]
        if self.resource.outside or not tables:
            return no()
        return ~any_of(table.routes.any(lambda route: route.gateway.is_present()) for table in tables)


class Association(Kind):
    """That a route table holds for a subnet."""

    terraform = "aws_route_table_association"
    cloudformation = "AWS::EC2::SubnetRouteTableAssociation"

    subnet = One(Subnet, terraform="subnet_id", cloudformation="SubnetId")
    table = One("RouteTable", terraform="route_table_id", cloudformation="RouteTableId")


class RouteTable(Kind):
    """A route table."""

    terraform = ("aws_route_table", "aws_default_route_table")
    cloudformation = "AWS::EC2::RouteTable"

    routes = Many("Route", back="table")


class Route(Kind):
    """A route, inline or declared beside its table."""

    terraform = ("aws_route_table#route", "aws_default_route_table#route", "aws_route")
    cloudformation = "AWS::EC2::Route"

    table = One(RouteTable, terraform={"aws_route": "route_table_id"}, cloudformation="RouteTableId")
    gateway = Setting(terraform="gateway_id", cloudformation="GatewayId")


class InternetBlock(Kind):
    """The account's block of traffic from internet gateways in a Region."""

    terraform = "aws_vpc_block_public_access_options"
    cloudformation = "AWS::EC2::VPCBlockPublicAccessOptions"

    mode = Setting(terraform="internet_gateway_block_mode", cloudformation="InternetGatewayBlockMode", default="off")

    def holds(self) -> Evidence:
        """Whether nothing comes in from the internet."""
        return self.mode.is_in("block-bidirectional", "block-ingress")


class DefaultSubnet(Kind):
    """A subnet of the default VPC, which gives public addresses by itself."""

    terraform = "aws_default_subnet"

    gives_addresses = Setting(terraform="map_public_ip_on_launch", default=True, safe=False)


class Endpoint(Kind):
    """A VPC endpoint: a private way to a service."""

    terraform = ("aws_vpc_endpoint", "aws_vpc_endpoint_policy")
    cloudformation = "AWS::EC2::VPCEndpoint"

    policy = Setting(terraform="policy", cloudformation="PolicyDocument", document=True)


class EndpointService(Kind):
    """A service of one's own that others reach through endpoints."""

    terraform = "aws_vpc_endpoint_service"
    cloudformation = "AWS::EC2::VPCEndpointService"

    acceptance = Setting(
        terraform="acceptance_required",
        cloudformation="AcceptanceRequired",
        default=Untold("the template does not say, and the platform documents no default"),
        safe=True,
    )


class EndpointServicePrincipals(Kind):
    """Who may connect to an endpoint service."""

    terraform = ("aws_vpc_endpoint_service", "aws_vpc_endpoint_service_allowed_principal")
    cloudformation = "AWS::EC2::VPCEndpointServicePermissions"

    principals = Setting(terraform=("allowed_principals", "principal_arn"), cloudformation="AllowedPrincipals")


class LatticeService(Kind):
    """A service or service network of VPC Lattice."""

    terraform = ("aws_vpclattice_service", "aws_vpclattice_service_network")
    cloudformation = ("AWS::VpcLattice::Service", "AWS::VpcLattice::ServiceNetwork")

    auth = Setting(
        terraform="auth_type", cloudformation="AuthType", default="NONE", levels=("AWS_IAM", "NONE"), safe="AWS_IAM"
    )


class LatticePolicy(Kind):
    """The auth policy of a VPC Lattice service."""

    terraform = "aws_vpclattice_auth_policy"
    cloudformation = "AWS::VpcLattice::AuthPolicy"

    policy = Setting(terraform="policy", cloudformation="Policy", document=True)


class ResourceShare(Kind):
    """A share of Resource Access Manager."""

    terraform = "aws_ram_resource_share"
    cloudformation = "AWS::RAM::ResourceShare"

    external = Setting(
        terraform="allow_external_principals",
        cloudformation="AllowExternalPrincipals",
        default=by_version(aws=False, cloudformation=True),
        safe=False,
    )


def is_before(first: Reading, second: Reading) -> Evidence:
    """Whether a rule's number is lower than another's."""
    numbers = [leaf.scalar for leaf in leaves(second.value) if isinstance(leaf, Known)]
    if len(numbers) != 1 or not str(numbers[0]).isdigit():
        return unsure("the order of the rules cannot be told", second.kind.place)
    return first.is_below(int(numbers[0]))


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_232", "AVD-AWS-0105", "FG_R00357"), profile="hardening")
def aws_network_acl_open_to_internet_on_ssh(rule: AclRule) -> Evidence:
    """This network ACL lets the whole internet reach SSH.

    Why: It is the second layer behind the security groups; open, it catches no mistake that is made there.

    Fix: Allow only the networks that need the port, or put a denial with a lower number before the rule.
    """
    return rule.admits(22)


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_231", "AVD-AWS-0105", "FG_R00359"), profile="hardening")
def aws_network_acl_open_to_internet_on_rdp(rule: AclRule) -> Evidence:
    """This network ACL lets the whole internet reach Remote Desktop.

    Why: It is the second layer behind the security groups; open, it catches no mistake that is made there.

    Fix: Allow only the networks that need the port, or put a denial with a lower number before the rule.
    """
    return rule.admits(3389)


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_229", "AVD-AWS-0105"), profile="hardening")
def aws_network_acl_open_to_internet_on_ftp(rule: AclRule) -> Evidence:
    """This network ACL lets the whole internet reach FTP.

    Why: It is the second layer behind the security groups; open, it catches no mistake that is made there.

    Fix: Allow only the networks that need the port, or put a denial with a lower number before the rule.
    """
    return rule.admits(21)


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_230", "AVD-AWS-0105"), profile="hardening")
def aws_network_acl_open_to_internet_on_ftp_data(rule: AclRule) -> Evidence:
    """This network ACL lets the whole internet reach FTP's data port.

    Why: It is the second layer behind the security groups; open, it catches no mistake that is made there.

    Fix: Allow only the networks that need the port, or put a denial with a lower number before the rule.
    """
    return rule.admits(20)


@rule(
    PUBLIC_ACCESS,
    Severity.LOW,
    equivalents=("CKV_AWS_352", "AVD-AWS-0102", "W66", "W67", "EC2_NETWORK_ACL_PROTOCOL_RULE"),
    profile="hardening",
)
def aws_network_acl_open_to_internet_on_all_protocols(rule: AclRule) -> Evidence:
    """This network ACL lets every protocol in from the whole internet.

    Why: A network ACL that lets everything through is no second layer.

    Fix: Name the protocols and ports that the subnet serves.
    """
    world = is_whole_internet(rule.v4) | is_whole_internet(rule.v6)
    return rule.action.equals("allow") & rule.outgoing.is_false() & rule.protocol.is_in("-1", "all") & world


@rule(
    PUBLIC_ACCESS,
    Severity.LOW,
    equivalents=("CKV_AWS_130", "AVD-AWS-0164", "W33", "SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED"),
)
def aws_subnet_gives_public_addresses(subnet: Subnet) -> Evidence:
    """Whatever is started in this subnet gets a public address.

    Why: A machine started there by mistake faces the internet at once, guarded by its security group alone.

    Fix: Leave `map_public_ip_on_launch` (`MapPublicIpOnLaunch`) off and give addresses to load balancers and NAT
    gateways only.
    """
    return subnet.gives_addresses.is_true()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_130",))
def aws_default_subnet_gives_public_addresses(subnet: DefaultSubnet) -> Evidence:
    """Whatever is started in this subnet of the default VPC gets a public address.

    Why: A machine started there by mistake faces the internet at once, guarded by its security group alone.

    Fix: Set `map_public_ip_on_launch` to false, or use a VPC of your own.
    """
    return subnet.gives_addresses.is_true()


@rule(PUBLIC_ACCESS, Severity.LOW, profile="hardening")
def aws_vpc_endpoint_open_to_everything(endpoint: Endpoint) -> Evidence:
    """This VPC endpoint lets everybody do everything with every resource of the service, other people's included.

    Why: Whoever runs code in the VPC can carry data to buckets or queues of their own through it.

    Fix: Give the endpoint a policy that names your own resources, or asks for `aws:ResourceOrgID`.
    """
    everything = endpoint.policy.at("Statement").any(
        lambda one: (
            one.at("Effect").equals("Allow")
            & one.at("Condition").is_absent()
            & has_star(one, "Action")
            & has_star(one, "Resource")
        )
    )
    return endpoint.policy.is_present() & everything & is_public(endpoint.policy)


def has_star(statement: Reading, element: str) -> Evidence:
    """Whether an element of a statement is `*`."""
    return statement.at(element).any(lambda one: one.equals("*"))


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AWS_123",))
def aws_vpc_endpoint_service_accepts_anyone(service: EndpointService) -> Evidence:
    """Consumers that may connect to this endpoint service need no approval.

    Why: A mistake in the list of allowed principals becomes a connection into your network without anybody noticing.

    Fix: Set `acceptance_required` (`AcceptanceRequired`) to true.
    """
    return service.acceptance.is_false()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_vpc_endpoint_service_open_to_every_account(principals: EndpointServicePrincipals) -> Evidence:
    """Every AWS account may ask to connect to this endpoint service.

    Why: Strangers reach the load balancer behind it as if it were on the internet.

    Fix: Name the accounts or roles that may connect.
    """
    return principals.principals.any(is_star)


@rule(PUBLIC_ACCESS, Severity.LOW)
def aws_lattice_service_without_auth(service: LatticeService) -> Evidence:
    """This VPC Lattice service or network asks nobody who they are.

    Why: Every workload of every associated VPC can call it.

    Fix: Set `auth_type` (`AuthType`) to `AWS_IAM` and attach an auth policy.
    """
    return service.auth.equals("NONE")


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def aws_lattice_policy_open_to_everyone(policy: LatticePolicy) -> Evidence:
    """The auth policy of this VPC Lattice service lets everybody in, unsigned requests included.

    Why: Whoever reaches the service network can call the service without saying who they are.

    Fix: Name the principals, or ask for `aws:PrincipalOrgID` or `vpc-lattice-svcs:SourceVpc`.
    """
    return is_public(policy.policy)


@rule(PUBLIC_ACCESS, Severity.LOW)
def aws_ram_share_open_to_other_organizations(share: ResourceShare) -> Evidence:
    """This resource share may be offered to accounts outside of your organization.

    Why: A mistyped account number shares subnets, keys or images with strangers.

    Fix: Set `allow_external_principals` (`AllowExternalPrincipals`) to false. Terraform does so by itself,
    CloudFormation does not.
    """
    return share.external.is_true()
