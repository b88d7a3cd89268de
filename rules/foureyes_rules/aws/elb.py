"""Load balancers: listeners, TLS policies, schemes; the classic ones too.

Facts: provider 5.100.0 request bodies (a listener of an application balancer without protocol is sent as HTTP);
API models of botocore 1.44.5 (without a policy a listener gets ELBSecurityPolicy-2016-08, which accepts TLS
1.0; without a scheme a balancer faces the internet).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, any_of, no
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.reading import Reading
from foureyes.model.resource import CLOUDFORMATION
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Known
from foureyes_rules.vocabulary.transport import is_old_balancer_policy


class LoadBalancer(Kind):
    """An application, network or gateway load balancer."""

    terraform = ("aws_lb", "aws_alb")
    cloudformation = "AWS::ElasticLoadBalancingV2::LoadBalancer"

    sort = Setting(terraform="load_balancer_type", cloudformation="Type", default="application")
    internal = Setting(terraform="internal", default=False)
    scheme = Setting(cloudformation="Scheme", default="internet-facing")
    listeners = Many("Listener", back="balancer")

    def faces_internet(self) -> Evidence:
        """Whether it has public addresses."""
        facing = (
            self.scheme.equals("internet-facing")
            if self.resource.schema == CLOUDFORMATION
            else self.internal.is_false()
        )
        return facing & ~self.sort.equals("gateway")


class Listener(Kind):
    """A listener of a load balancer."""

    terraform = ("aws_lb_listener", "aws_alb_listener")
    cloudformation = "AWS::ElasticLoadBalancingV2::Listener"

    balancer = One(LoadBalancer, terraform="load_balancer_arn", cloudformation="LoadBalancerArn")
    protocol = Setting(terraform="protocol", cloudformation="Protocol")
    actions = Setting(terraform="default_action", cloudformation="DefaultActions")
    tls_policy = Setting(
        terraform="ssl_policy",
        cloudformation="SslPolicy",
        default="ELBSecurityPolicy-2016-08",
        safe="ELBSecurityPolicy-TLS13-1-2-2021-06",
    )

    def is_plain(self) -> Evidence:
        """Whether it speaks HTTP; a gateway's listener speaks nothing of its own."""
        return self.protocol.equals("HTTP") | (self.protocol.is_absent() & ~self.balancer.sort.equals("gateway"))

    def redirects(self) -> Evidence:
        """Whether all it does is send clients to HTTPS."""
        return self.actions.any(
            lambda one: (
                one.at(self.word("type", "Type")).equals("redirect")
                & (one.at(self.word("redirect.protocol", "RedirectConfig.Protocol")).is_in("HTTPS"))
            )
        )

    def word(self, terraform: str, stack: str) -> str:
        """The spelling in this resource's language."""
        return stack if self.resource.schema == CLOUDFORMATION else terraform


class TargetGroup(Kind):
    """What a load balancer sends requests to."""

    terraform = ("aws_lb_target_group", "aws_alb_target_group")
    cloudformation = "AWS::ElasticLoadBalancingV2::TargetGroup"

    protocol = Setting(terraform="protocol", cloudformation="Protocol")
    listeners = Many("Forward", back="group")


class Forward(Kind):
    """That a listener sends requests to a target group."""

    terraform = ("aws_lb_listener#default_action", "aws_alb_listener#default_action")
    cloudformation = "AWS::ElasticLoadBalancingV2::Listener#DefaultActions"

    listener = One(Listener)
    group = One(TargetGroup, terraform="target_group_arn", cloudformation="TargetGroupArn")


class Classic(Kind):
    """A classic load balancer."""

    terraform = "aws_elb"
    cloudformation = "AWS::ElasticLoadBalancing::LoadBalancer"

    internal = Setting(terraform="internal", default=False)
    scheme = Setting(cloudformation="Scheme", default="internet-facing")
    used_policies = Setting(cloudformation="Listeners[].PolicyNames[]")
    ported_policies = Setting(cloudformation="Policies[].LoadBalancerPorts[]")
    attached = Many("AttachedPolicy", back="balancer")

    def faces_internet(self) -> Evidence:
        """Whether it has public addresses."""
        if self.resource.schema == CLOUDFORMATION:
            return self.scheme.equals("internet-facing")
        return self.internal.is_false()


class ClassicListener(Kind):
    """A listener of a classic load balancer."""

    terraform = "aws_elb#listener"
    cloudformation = "AWS::ElasticLoadBalancing::LoadBalancer#Listeners"

    balancer = One(Classic)
    protocol = Setting(terraform="lb_protocol", cloudformation="Protocol")
    policies = Setting(cloudformation="PolicyNames")

    def has_policy(self) -> Evidence:
        """Whether a policy is named for it, here or beside the balancer; which port the latter is for is not asked."""
        if self.resource.schema == CLOUDFORMATION:
            return self.policies.is_present() | self.balancer.ported_policies.is_present()
        return ~self.balancer.attached.is_empty()


class AttachedPolicy(Kind):
    """That a classic load balancer takes policies for a listener, or the settings themselves."""

    terraform = ("aws_load_balancer_listener_policy", "aws_lb_ssl_negotiation_policy")

    balancer = One(
        Classic,
        terraform={
            "aws_load_balancer_listener_policy": "load_balancer_name",
            "aws_lb_ssl_negotiation_policy": "load_balancer",
        },
    )


class ClassicPolicy(Kind):
    """The TLS settings of a classic load balancer."""

    terraform = ("aws_load_balancer_policy", "aws_lb_ssl_negotiation_policy")
    cloudformation = "AWS::ElasticLoadBalancing::LoadBalancer#Policies"

    balancer = One(Classic)
    title = Setting(cloudformation="PolicyName")
    ports = Setting(cloudformation="LoadBalancerPorts")
    attributes = Setting(
        terraform={"aws_load_balancer_policy": "policy_attribute", "aws_lb_ssl_negotiation_policy": "attribute"},
        cloudformation="Attributes",
    )

    def is_idle(self) -> Evidence:
        """Whether no listener takes it; Terraform may attach it elsewhere."""
        title = self.title.value
        if self.resource.schema != CLOUDFORMATION or not isinstance(title, Known):
            return no()
        return self.ports.is_absent() & ~self.balancer.used_policies.any(lambda one: one.equals(title.scalar))

    def is_old(self, attribute: Reading) -> Evidence:
        """Whether an attribute turns an old protocol on, or refers to a predefined policy that has them."""
        name, value = (
            attribute.at(one)
            for one in (("Name", "Value") if self.resource.schema == CLOUDFORMATION else ("name", "value"))
        )
        told = value.is_true() & name.is_in("Protocol-SSLv2", "Protocol-SSLv3", "Protocol-TLSv1", "Protocol-TLSv1.1")
        return told | (name.equals("Reference-Security-Policy") & is_old_balancer_policy(value))


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.MEDIUM,
    equivalents=("CKV_AWS_2", "CKV_AWS_103", "AVD-AWS-0054", "W56", "ELBV2_LISTENER_PROTOCOL_RULE"),
)
def aws_load_balancer_listener_over_plain_http(listener: Listener) -> Evidence:
    """This listener serves clients over unencrypted HTTP.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Listen with HTTPS, and let the HTTP listener only redirect there.
    """
    return listener.is_plain() & ~listener.redirects()


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH, equivalents=("CKV2_AWS_20",))
def aws_load_balancer_serves_internet_over_plain_http(balancer: LoadBalancer) -> Evidence:
    """This load balancer faces the internet and serves it over unencrypted HTTP.

    Why: Passwords and session cookies of your users cross the internet in clear.

    Fix: Listen with HTTPS, and let the HTTP listener only redirect there.
    """
    application = balancer.sort.equals("application")
    return (
        balancer.faces_internet() & application & balancer.listeners.any(lambda one: one.is_plain() & ~one.redirects())
    )


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.MEDIUM,
    equivalents=("CKV_AWS_103", "CKV2_AWS_74", "AVD-AWS-0047", "W55", "ELBV2_LISTENER_SSL_POLICY_RULE"),
)
def aws_load_balancer_accepts_old_tls(listener: Listener) -> Evidence:
    """This listener accepts TLS 1.0 or 1.1.

    Why: Both are withdrawn (RFC 8996): their ciphers can be broken. Where no policy is named, the platform takes one
    of 2016 that accepts them.

    Fix: Set `ssl_policy` (`SslPolicy`) to `ELBSecurityPolicy-TLS13-1-2-2021-06` or newer.
    """
    return is_old_balancer_policy(listener.tls_policy) & listener.protocol.is_in("HTTPS", "TLS")


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("AVD-AWS-0053",), profile="hardening")
def aws_load_balancer_faces_internet(balancer: LoadBalancer) -> Evidence:
    """This load balancer faces the internet.

    Why: A web front may be meant to; an inner service is not. Where nothing is said, it does.

    Fix: Set `internal` to true (`Scheme: internal`) unless strangers are to be served.
    """
    return balancer.faces_internet()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_AWS_378",), profile="hardening")
def aws_load_balancer_talks_to_targets_in_clear(group: TargetGroup) -> Evidence:
    """The load balancer talks to its targets over unencrypted HTTP, and no listener of HTTPS declared here leads to
    them.

    Why: Whoever listens in the network behind it reads the requests.

    Fix: Set the protocol to `HTTPS`.
    """
    return group.protocol.equals("HTTP") & ~any_of(
        one.listener.protocol.is_in("HTTPS", "TLS") for one in group.listeners
    )


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.MEDIUM,
    equivalents=("CKV_AWS_376", "CKV_AWS_127", "AVD-AWS-0054", "FG_R00013", "ELB_TLS_HTTPS_LISTENERS_ONLY"),
)
def aws_classic_load_balancer_over_plain_http(listener: ClassicListener) -> Evidence:
    """This listener serves clients unencrypted.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Listen with `https` or `ssl` and a certificate.
    """
    return listener.protocol.equals("http")


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AWS_213", "ELB_PREDEFINED_SECURITY_POLICY_SSL_CHECK"))
def aws_classic_load_balancer_accepts_old_tls(policy: ClassicPolicy) -> Evidence:
    """This classic load balancer accepts TLS 1.0 or 1.1, or SSL.

    Why: They are withdrawn (RFC 8996, RFC 7568): their ciphers can be broken.

    Fix: Refer to `ELBSecurityPolicy-TLS-1-2-2017-01`, or turn the old protocols off.
    """
    return policy.attributes.any(policy.is_old) & ~policy.is_idle()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("ELB_PREDEFINED_SECURITY_POLICY_SSL_CHECK",))
def aws_classic_load_balancer_with_default_tls(listener: ClassicListener) -> Evidence:
    """This listener of a classic load balancer names no policy and so accepts TLS 1.0 and 1.1.

    Why: The platform then takes `ELBSecurityPolicy-2016-08`. The old versions are withdrawn (RFC 8996): their ciphers
    can be broken.

    Fix: Attach a policy that refers to `ELBSecurityPolicy-TLS-1-2-2017-01`.
    """
    return listener.protocol.is_in("https", "ssl") & ~listener.has_policy()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("AVD-AWS-0053",), profile="hardening")
def aws_classic_load_balancer_faces_internet(classic: Classic) -> Evidence:
    """This classic load balancer faces the internet.

    Why: A web front may be meant to; an inner service is not. Where nothing is said, it does.

    Fix: Set `internal` to true (`Scheme: internal`) unless strangers are to be served.
    """
    return classic.faces_internet()
