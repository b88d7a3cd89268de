"""CloudFront distributions: viewers, origins, certificates.

Facts: provider 5.100.0 schema; CloudFormation schemas 2026-10-20; CloudFront developer guide (with its own
certificate a distribution accepts TLS 1.0 whatever is written).
"""

from __future__ import annotations

import re

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.transport import is_old_cloudfront_version


class Distribution(Kind):
    """A distribution."""

    terraform = "aws_cloudfront_distribution"
    cloudformation = "AWS::CloudFront::Distribution"

    enabled = Setting(terraform="enabled", cloudformation="DistributionConfig.Enabled", default=True)
    default_viewers = Setting(
        terraform="default_cache_behavior.viewer_protocol_policy",
        cloudformation="DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy",
        levels=("https-only", "redirect-to-https", "allow-all"),
        safe="redirect-to-https",
    )
    viewers = Setting(
        terraform="ordered_cache_behavior[].viewer_protocol_policy",
        cloudformation="DistributionConfig.CacheBehaviors[].ViewerProtocolPolicy",
    )
    own_certificate = Setting(
        terraform="viewer_certificate.cloudfront_default_certificate",
        cloudformation="DistributionConfig.ViewerCertificate.CloudFrontDefaultCertificate",
    )
    certificates = Setting(
        terraform=("viewer_certificate.acm_certificate_arn", "viewer_certificate.iam_certificate_id"),
        cloudformation=(
            "DistributionConfig.ViewerCertificate.AcmCertificateArn",
            "DistributionConfig.ViewerCertificate.IamCertificateId",
        ),
    )
    certificate = Setting(terraform="viewer_certificate", cloudformation="DistributionConfig.ViewerCertificate")
    version = Setting(
        terraform="viewer_certificate.minimum_protocol_version",
        cloudformation="DistributionConfig.ViewerCertificate.MinimumProtocolVersion",
        default="TLSv1",
        safe="TLSv1.2_2021",
    )

    def lets_plain_in(self) -> Evidence:
        """Whether viewers may come over HTTP."""
        return self.default_viewers.equals("allow-all") | self.viewers.any(lambda one: one.equals("allow-all"))

    def shows_own_certificate(self) -> Evidence:
        """Whether viewers see the certificate of cloudfront.net."""
        said = self.own_certificate.is_present() & ~self.own_certificate.is_false()
        return said | self.certificate.is_absent()


class Origin(Kind):
    """Where a distribution fetches from."""

    terraform = "aws_cloudfront_distribution#origin"
    cloudformation = "AWS::CloudFront::Distribution#DistributionConfig.Origins"

    distribution = One(Distribution)
    domain = Setting(terraform="domain_name", cloudformation="DomainName")
    custom = Setting(terraform="custom_origin_config", cloudformation="CustomOriginConfig")
    protocol = Setting(
        terraform="custom_origin_config.origin_protocol_policy",
        cloudformation="CustomOriginConfig.OriginProtocolPolicy",
        levels=("https-only", "match-viewer", "http-only"),
        safe="https-only",
    )
    versions = Setting(
        terraform="custom_origin_config.origin_ssl_protocols",
        cloudformation="CustomOriginConfig.OriginSSLProtocols",
    )
    control = Setting(terraform="origin_access_control_id", cloudformation="OriginAccessControlId")
    s3 = Setting(terraform="s3_origin_config", cloudformation="S3OriginConfig")
    identity = Setting(
        terraform="s3_origin_config.origin_access_identity", cloudformation="S3OriginConfig.OriginAccessIdentity"
    )


class ResponseHeaders(Kind):
    """The headers a distribution adds to its answers."""

    terraform = "aws_cloudfront_response_headers_policy"
    cloudformation = "AWS::CloudFront::ResponseHeadersPolicy"

    age = Setting(
        terraform="security_headers_config.strict_transport_security.access_control_max_age_sec",
        cloudformation=(
            "ResponseHeadersPolicyConfig.SecurityHeadersConfig.StrictTransportSecurity.AccessControlMaxAgeSec"
        ),
    )


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.HIGH,
    equivalents=("CKV_AWS_34", "AVD-AWS-0012", "FG_R00011", "CLOUDFRONT_VIEWER_POLICY_HTTPS"),
)
def aws_cloudfront_accepts_plain_http(distribution: Distribution) -> Evidence:
    """Viewers may use this distribution over unencrypted HTTP.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set the viewer protocol policy of every behaviour to `redirect-to-https` or `https-only`.
    """
    return distribution.lets_plain_in()


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.MEDIUM,
    equivalents=("CKV_AWS_174", "AVD-AWS-0013", "W70", "CLOUDFRONT_MINIMUM_PROTOCOL_VERSION_RULE"),
)
def aws_cloudfront_accepts_old_tls(distribution: Distribution) -> Evidence:
    """This distribution accepts TLS older than 1.2.

    Why: TLS 1.0 and 1.1 are withdrawn (RFC 8996): their ciphers can be broken.

    Fix: Set `minimum_protocol_version` (`MinimumProtocolVersion`) to `TLSv1.2_2021` or newer.
    """
    return is_old_cloudfront_version(distribution.version) & ~distribution.shows_own_certificate()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_AWS_174", "CKV2_AWS_42"), profile="hardening")
def aws_cloudfront_with_default_certificate(distribution: Distribution) -> Evidence:
    """This distribution shows the certificate of cloudfront.net, with which TLS 1.0 cannot be refused.

    Why: The platform sets the least version to TLS 1.0 whatever is written.

    Fix: Give it a name and a certificate of your own, and `TLSv1.2_2021`.
    """
    return distribution.shows_own_certificate()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("FG_R00010",))
def aws_cloudfront_fetches_over_plain_http(origin: Origin) -> Evidence:
    """This distribution fetches from its origin over unencrypted HTTP.

    Why: Whoever can listen on the way reads the data, and passwords with it.

    Fix: Set `origin_protocol_policy` (`OriginProtocolPolicy`) to `https-only`.
    """
    follows = origin.protocol.equals("match-viewer") & origin.distribution.lets_plain_in()
    return (origin.protocol.equals("http-only") | follows) & origin.distribution.enabled.is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV2_AWS_72", "FG_R00010"), profile="hardening")
def aws_cloudfront_origin_follows_viewer(origin: Origin) -> Evidence:
    """This distribution does not insist on HTTPS towards its origin.

    Why: One behaviour that lets plain viewers in sends their requests on in clear.

    Fix: Set `origin_protocol_policy` (`OriginProtocolPolicy`) to `https-only`.
    """
    return origin.protocol.is_in("match-viewer", "http-only") & origin.distribution.enabled.is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV2_AWS_54",))
def aws_cloudfront_fetches_with_old_tls(origin: Origin) -> Evidence:
    """This distribution uses TLS older than 1.2, or SSL, towards its origin.

    Why: They are withdrawn (RFC 8996, RFC 7568): their ciphers can be broken.

    Fix: List only `TLSv1.2` in `origin_ssl_protocols` (`OriginSSLProtocols`).
    """
    old = origin.versions.any(lambda one: one.is_in("SSLv3", "TLSv1", "TLSv1.1"))
    return (old | origin.versions.is_absent()) & origin.custom.is_present() & ~origin.protocol.equals("http-only")


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV2_AWS_46", "CLOUDFRONT_ORIGIN_ACCESS_IDENTITY_ENABLED"))
def aws_cloudfront_bucket_without_access_control(origin: Origin) -> Evidence:
    """This distribution fetches from a bucket without saying who it is.

    Why: Then the bucket must be open to everybody, or nothing is found there; open, it can be used around the
    distribution.

    Fix: Use origin access control (`origin_access_control_id`, `OriginAccessControlId`) and let only the distribution
    in.
    """
    bucket = origin.s3.is_present() | origin.domain.matches(
        lambda text: bool(re.search(r"\.s3[.-][^/]*amazonaws\.com", text))
    )
    return origin.control.is_absent() & origin.identity.is_absent() & bucket & origin.custom.is_absent()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_AWS_259",), profile="hardening")
def aws_cloudfront_headers_without_hsts(headers: ResponseHeaders) -> Evidence:
    """These headers do not tell browsers to come back over HTTPS only.

    Why: The first request of each visit can be caught in clear.

    Fix: Set `strict_transport_security` (`StrictTransportSecurity`) with an age of a year.
    """
    return headers.age.is_absent() | headers.age.is_below(31536000)
