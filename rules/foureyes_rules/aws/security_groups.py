"""Security groups: inline rules, separate rules of both generations, and who uses them.

Facts: provider 5.100.0 schema and plans; CloudFormation schemas 2026-10-20; provider documentation of
security groups. Terraform takes away the rule that lets everything out, CloudFormation leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from foureyes.model.decision import combine
from foureyes.model.evidence import Answer, Evidence, Fact, Verdict, any_of, no, too_many, unsure
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.reading import Reading
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Known, Leaf, MapValue, Unknown
from foureyes_rules.vocabulary.networks import ADMIN_PORTS, DATA_PORTS, RDP, SSH, any_whole_internet

_EVERY_PROTOCOL = ("-1", "all")
_PORTED = ("tcp", "udp", "6", "17")

ALL_PORTS = (1, 65535)
HTTP, HTTPS = 80, 443


class SecurityGroup(Kind):
    """A security group, the default one of a VPC included."""

    terraform = ("aws_security_group", "aws_default_security_group")
    cloudformation = "AWS::EC2::SecurityGroup"

    name = Setting(terraform="name", cloudformation="GroupName")
    egress = Setting(terraform="egress", cloudformation="SecurityGroupEgress")
    ingress = Many("IngressRule", back="group")
    separate_egress = Many("EgressRule", back="group")

    def lets_internet_in(self, *ports: int) -> Evidence:
        """Whether one of its rules, wherever declared, opens one of the ports to the internet."""
        if self.resource.outside:
            return unsure(f"the rules of {self.resource.address} are not declared here", self.place)
        return any_of(one.is_open(*ports) for one in self.ingress)


class PrefixList(Kind):
    """A managed list of address ranges."""

    terraform = "aws_ec2_managed_prefix_list"
    cloudformation = "AWS::EC2::PrefixList"

    title = Setting(terraform="name", cloudformation="PrefixListName")
    ranges = Setting(terraform="entry[].cidr", cloudformation="Entries[].Cidr")
    entries = Many("PrefixListEntry", back="list")

    def admits_internet(self) -> Evidence:
        """Whether one of its entries, wherever declared, is the internet at large."""
        return any_whole_internet(self.ranges) | self.entries.any(lambda one: any_whole_internet(one.range))


class PrefixListEntry(Kind):
    """A range of a managed list, declared beside it."""

    terraform = "aws_ec2_managed_prefix_list_entry"

    list = One(PrefixList, terraform="prefix_list_id")
    range = Setting(terraform="cidr")


_OF_AMAZON = re.compile(r"(module\..*\.)?(data\.)?(data\.aws_prefix_list|aws_vpc_endpoint)\.[^.]+")
"""What names the lists that Amazon keeps for its own services."""


_IN_TYPES = ("aws_security_group#ingress", "aws_default_security_group#ingress")


class IngressRule(Kind):
    """One rule that lets traffic in, inline or declared beside its group."""

    terraform = (*_IN_TYPES, "aws_security_group_rule", "aws_vpc_security_group_ingress_rule")
    cloudformation = ("AWS::EC2::SecurityGroup#SecurityGroupIngress", "AWS::EC2::SecurityGroupIngress")

    group = One(
        SecurityGroup,
        terraform={
            "aws_security_group_rule": "security_group_id",
            "aws_vpc_security_group_ingress_rule": "security_group_id",
        },
        cloudformation={"AWS::EC2::SecurityGroupIngress": ("GroupId", "GroupName")},
    )
    direction = Setting(terraform={"aws_security_group_rule": "type"}, default="ingress")
    protocol = Setting(terraform=("protocol", "ip_protocol"), cloudformation="IpProtocol")
    low = Setting(terraform="from_port", cloudformation="FromPort")
    high = Setting(terraform="to_port", cloudformation="ToPort")
    v4 = Setting(terraform=("cidr_blocks", "cidr_ipv4"), cloudformation="CidrIp")
    v6 = Setting(terraform=("ipv6_cidr_blocks", "cidr_ipv6"), cloudformation="CidrIpv6")
    prefix_lists = Setting(terraform=("prefix_list_ids", "prefix_list_id"), cloudformation="SourcePrefixListId")
    prefix_list = One(PrefixList, terraform=("prefix_list_ids", "prefix_list_id"), cloudformation="SourcePrefixListId")
    declared_lists = Many(PrefixList)

    def is_from_internet(self) -> Evidence:
        """Whether it lets in the internet at large, by a range or by a prefix list."""
        lists = self.prefix_lists
        within = self._admits(lists) if isinstance(lists.value, Unknown) else lists.any(self._admits)
        world = any_whole_internet(self.v4) | any_whole_internet(self.v6) | within
        return world & self.direction.equals("ingress") if self.type == "aws_security_group_rule" else world

    def _admits(self, named: Reading) -> Evidence:
        """Whether one prefix list admits the internet. One that is written as an id is taken for Amazon's."""
        leaf = named.value
        targets = [one.target for one in leaf.references] if isinstance(leaf, Leaf) else []
        found = [one for one in self.declared_lists if not one.resource.identities.isdisjoint(targets)]
        if found:
            return any_of(one.admits_internet() for one in found)
        if not isinstance(leaf, Unknown) or (targets and all(_OF_AMAZON.fullmatch(one) for one in targets)):
            return no()
        alone = MapValue({"prefix_list_id": leaf}, self.place)
        looked_up: PrefixList = IngressRule(self.resource, self.type, alone, self.scene, self.exists).prefix_list
        untold = unsure("what the prefix list holds cannot be told", leaf.place or self.place, leaf.trail, named.label)
        if looked_up.resource.type == "aws_ec2_managed_prefix_list":
            return untold & ~looked_up.title.matches(lambda text: text.startswith("com.amazonaws."))
        return untold

    def has_all_ports(self) -> Evidence:
        """Whether it speaks of every port: of all protocols, or of the whole range."""
        ranged = self.protocol.is_in(*_PORTED) & ports_meet(self.low, self.high, _spans_all)
        return self.protocol.is_in(*_EVERY_PROTOCOL) | ranged

    def has_port(self, *ports: int) -> Evidence:
        """Whether one of the ports is in its range, which is not the whole one."""
        ranged = ports_meet(
            self.low,
            self.high,
            lambda low, high: not _spans_all(low, high) and any(_reaches(low, high, port) for port in ports),
        )
        return self.protocol.is_in(*_PORTED) & ranged

    def has_only_other_ports(self, *ports: int) -> Evidence:
        """Whether it names ports, none of them one of these."""
        ranged = ports_meet(
            self.low,
            self.high,
            lambda low, high: not _spans_all(low, high) and not any(_reaches(low, high, port) for port in ports),
        )
        return self.protocol.is_in(*_PORTED) & ranged

    def is_open(self, *ports: int) -> Evidence:
        """Whether it opens one of the ports, or all, to the internet."""
        return self.is_from_internet() & (self.has_all_ports() | self.has_port(*ports))


class EgressRule(Kind):
    """One rule that lets traffic out, inline or declared beside its group."""

    terraform = (
        "aws_security_group#egress",
        "aws_default_security_group#egress",
        "aws_security_group_rule",
        "aws_vpc_security_group_egress_rule",
    )
    cloudformation = ("AWS::EC2::SecurityGroup#SecurityGroupEgress", "AWS::EC2::SecurityGroupEgress")

    group = One(
        SecurityGroup,
        terraform={
            "aws_security_group_rule": "security_group_id",
            "aws_vpc_security_group_egress_rule": "security_group_id",
        },
        cloudformation={"AWS::EC2::SecurityGroupEgress": "GroupId"},
    )
    direction = Setting(terraform={"aws_security_group_rule": "type"}, default="egress")
    protocol = Setting(terraform=("protocol", "ip_protocol"), cloudformation="IpProtocol")
    v4 = Setting(terraform=("cidr_blocks", "cidr_ipv4"), cloudformation="CidrIp")
    v6 = Setting(terraform=("ipv6_cidr_blocks", "cidr_ipv6"), cloudformation="CidrIpv6")


class ClassicRule(Kind):
    """A range let in by one of the retired groups of single services."""

    terraform = ("aws_db_security_group#ingress", "aws_redshift_security_group#ingress")
    cloudformation = (
        "AWS::RDS::DBSecurityGroup#DBSecurityGroupIngress",
        "AWS::RDS::DBSecurityGroupIngress",
        "AWS::Redshift::ClusterSecurityGroupIngress",
    )

    source = Setting(terraform="cidr", cloudformation="CIDRIP")


class DefaultGroup(Kind):
    """The default security group of a VPC."""

    terraform = "aws_default_security_group"

    vpc = One("Vpc", terraform="vpc_id")
    ingress = Setting(terraform="ingress")
    egress = Setting(terraform="egress")
    group = One("SecurityGroup")

    def lets_traffic_through(self) -> Evidence:
        """Whether it has rules of its own, or rules are added to it."""
        group: SecurityGroup = self.group
        inline = self.ingress.is_present() | self.egress.is_present()
        return inline | ~group.ingress.is_empty() | ~group.separate_egress.is_empty()


class DeclaredGroup(Kind):
    """A security group as CloudFormation makes it: what it does not say about outgoing traffic stays open."""

    cloudformation = "AWS::EC2::SecurityGroup"

    group = One("SecurityGroup")


class Vpc(Kind):
    """A virtual network."""

    terraform = "aws_vpc"

    default_groups = Many("DefaultGroup", back="vpc")


def _reaches(low: int, high: int, port: int) -> bool:
    """Whether a range is of a port; what a short range of web servers (8080 to 8090) passes over is chance."""
    if 8000 <= low < high < 8100:
        return port in (low, high)
    return low <= port <= high


def _spans_all(low: int, high: int) -> bool:
    return low <= ALL_PORTS[0] and high >= ALL_PORTS[1]


def ports_meet(low: Reading, high: Reading, test: Callable[[int, int], bool]) -> Evidence:
    """Whether a range of ports passes a test; a single port has no upper end."""

    def verdict(first: Leaf, last: Leaf) -> Verdict:
        place = first.place or low.kind.place
        for leaf in (first, last):
            if isinstance(leaf, Unknown):
                return Verdict(Answer.UNSURE, (Fact(f"the ports cannot be told: {leaf.reason}", place, leaf.trail),))
        start, end = _number(first), _number(last)
        if start is None:
            return Verdict(Answer.NO, (Fact("no ports are named", place),))
        end = start if end is None else end
        answer = Answer.YES if test(start, end) else Answer.NO
        ports = str(start) if start == end else f"{start} to {end}"
        return Verdict(answer, (Fact(f"`{low.label}` opens {ports}", place, first.trail, low.label),))

    return Evidence(combine(verdict, low.value, high.value, overflow=too_many))


def ports_told(ports: Evidence) -> Evidence:
    """The evidence about ports, uncertainty taken for no: the rules about single ports tell it."""

    def verdict(one: Verdict) -> Verdict:
        return Verdict(Answer.NO, one.facts) if one.answer is Answer.UNSURE else one

    return Evidence(combine(verdict, ports.decision, overflow=too_many))


def _number(leaf: Leaf) -> int | None:
    text = str(leaf.scalar) if isinstance(leaf, Known) else ""
    return int(text.removesuffix(".0")) if re.fullmatch(r"-?\d{1,400}(\.0)?", text) else None


@rule(
    PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AWS_24", "AVD-AWS-0107", "W2", "FG_R00085", "INCOMING_SSH_DISABLED")
)
def aws_security_group_open_to_internet_on_ssh(rule: IngressRule) -> Evidence:
    """Anyone on the internet can reach SSH through this security group.

    Why: Open SSH ports are found by scanners within minutes and tried with leaked and guessed credentials day and
    night.

    Fix: Name the networks or security groups that need the port; reach instances through Session Manager, a VPN or a
    bastion instead.
    """
    return rule.is_from_internet() & rule.has_port(SSH)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_AWS_25", "AVD-AWS-0107", "W2", "FG_R00087"))
def aws_security_group_open_to_internet_on_rdp(rule: IngressRule) -> Evidence:
    """Anyone on the internet can reach Remote Desktop through this security group.

    Why: Exposed Remote Desktop is the commonest way in for ransomware: passwords are guessed, and flaws such as
    BlueKeep (2019) need none.

    Fix: Name the networks or security groups that need the port; reach instances through Session Manager, a VPN or a
    bastion instead.
    """
    return rule.is_from_internet() & rule.has_port(RDP)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("W2", "EC2_SECURITY_GROUP_INGRESS_OPEN_TO_WORLD_RULE", "FG_R00377"))
def aws_security_group_open_to_internet_on_database(rule: IngressRule) -> Evidence:
    """Anyone on the internet can reach a port of databases, caches or search engines through this security group.

    Why: Databases that listen to the internet are found by search engines for devices. In 2017 tens of thousands of
    open MongoDB and Elasticsearch servers were emptied for ransom.

    Fix: Name the networks or security groups that need the port; reach instances through Session Manager, a VPN or a
    bastion instead.
    """
    return rule.is_from_internet() & rule.has_port(*DATA_PORTS)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("W2", "EC2_SECURITY_GROUP_INGRESS_OPEN_TO_WORLD_RULE"))
def aws_security_group_open_to_internet_on_admin_port(rule: IngressRule) -> Evidence:
    """Anyone on the internet can reach a port of remote administration or of file shares through this security group.

    Why: Docker, Kubernetes, WinRM, SMB, FTP and their like were never meant for strangers; worms such as WannaCry
    (2017) spread through open SMB ports.

    Fix: Name the networks or security groups that need the port; reach instances through Session Manager, a VPN or a
    bastion instead.
    """
    return rule.is_from_internet() & rule.has_port(*ADMIN_PORTS)


@rule(
    PUBLIC_ACCESS,
    Severity.HIGH,
    equivalents=(
        "CKV_AWS_24",
        "CKV_AWS_25",
        "CKV_AWS_260",
        "CKV_AWS_277",
        "AVD-AWS-0107",
        "W2",
        "W42",
        "FG_R00085",
        "FG_R00087",
        "FG_R00044",
        "FG_R00045",
    ),
)
def aws_security_group_open_to_internet_on_all_ports(rule: IngressRule) -> Evidence:
    """Anyone on the internet can reach every port through this security group.

    Why: Whatever listens on the machine, now or later, faces the internet: databases, agents, debug ports.

    Fix: Name the networks or security groups that need the port; reach instances through Session Manager, a VPN or a
    bastion instead.
    """
    return rule.is_from_internet() & rule.has_all_ports()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AWS_260", "W2"), profile="hardening")
def aws_security_group_open_to_internet_on_http(rule: IngressRule) -> Evidence:
    """Anyone on the internet can reach plain HTTP through this security group.

    Why: A web server may be meant to be public; then it should at most redirect from here to HTTPS, and stand behind
    a load balancer.

    Fix: Name the networks or security groups that need the port; reach instances through Session Manager, a VPN or a
    bastion instead.
    """
    return rule.is_from_internet() & rule.has_port(HTTP)


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("W2", "EC2_SECURITY_GROUP_INGRESS_OPEN_TO_WORLD_RULE"))
def aws_security_group_open_to_internet_on_other_port(rule: IngressRule) -> Evidence:
    """Anyone on the internet can reach a port that is not of the web through this security group.

    Why: It may be meant; whatever listens there must then be able to face everybody.

    Fix: Name the networks or security groups that need the port, or put a load balancer in front.
    """
    told = (SSH, RDP, HTTP, HTTPS, *DATA_PORTS, *ADMIN_PORTS)
    return rule.is_from_internet() & ports_told(rule.has_only_other_ports(*told))


@rule(
    PUBLIC_ACCESS,
    Severity.LOW,
    equivalents=("CKV_AWS_382", "AVD-AWS-0104", "W5", "W40", "EC2_SECURITY_GROUP_EGRESS_OPEN_TO_WORLD_RULE"),
    profile="hardening",
)
def aws_security_group_lets_everything_out(rule: EgressRule) -> Evidence:
    """This security group lets traffic of every protocol out to the whole internet.

    Why: Whoever breaks into a machine can send its data anywhere and fetch tools from anywhere.

    Fix: Name the destinations and ports that are needed; use VPC endpoints for AWS services.
    """
    outward = (any_whole_internet(rule.v4) | any_whole_internet(rule.v6)) & rule.protocol.is_in(*_EVERY_PROTOCOL)
    return outward & rule.direction.equals("egress") if rule.type == "aws_security_group_rule" else outward


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("F1000", "SECURITY_GROUP_MISSING_EGRESS_RULE"), profile="hardening")
def aws_security_group_without_egress_rules(group: DeclaredGroup) -> Evidence:
    """This security group says nothing about outgoing traffic; CloudFormation then leaves the rule that lets everything
    out.

    Why: Terraform takes that rule away, CloudFormation does not: the same omission means the opposite.

    Fix: List `SecurityGroupEgress`, if only with a rule to `127.0.0.1/32`. Nothing is to be done in Terraform.
    """
    return group.group.egress.is_absent() & group.group.separate_egress.is_empty()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def aws_classic_security_group_open_to_internet(rule: ClassicRule) -> Evidence:
    """This security group of a single service lets the whole internet in.

    Why: Such groups guarded databases outside of VPCs. The platform has retired them; where one still lives, its
    database faces the internet.

    Fix: Move the database into a VPC and use a VPC security group.
    """
    return any_whole_internet(rule.source)


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV2_AWS_12", "AVD-AWS-0173", "FG_R00089"), profile="hardening")
def aws_vpc_default_security_group_has_rules(vpc: Vpc) -> Evidence:
    """The default security group of this VPC lets traffic through.

    Why: Whatever is started without naming a group gets this one; by itself it trusts all its members and lets
    everything out.

    Fix: Declare `aws_default_security_group` for the VPC with no `ingress` and no `egress`. CloudFormation cannot
    change it.
    """
    groups = vpc.default_groups
    return groups.is_empty() | groups.any(lambda one: one.lets_traffic_through())
