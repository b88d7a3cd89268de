"""Load balancers: plain HTTP at the front and behind, old TLS, bypassed guards.

Facts: hashicorp/google and google-beta provider docs, 2026-08. Without an SSL policy a balancer takes TLS 1.0. The
scheme of a global forwarding rule is EXTERNAL by default before provider 8, EXTERNAL_MANAGED from then on.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, no
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.version import by_version
from foureyes_rules.google.grants import is_declared

_GLOBAL, _REGIONAL = "google_compute_global_forwarding_rule", "google_compute_forwarding_rule"
_EXTERNAL = ("EXTERNAL", "EXTERNAL_MANAGED")


class UrlMap(Kind):
    """Where a balancer sends which request."""

    terraform = ("google_compute_url_map", "google_compute_region_url_map")

    name = Setting(terraform="name")
    redirects = Setting(terraform="default_url_redirect.https_redirect", default=False)
    matchers = Setting(terraform="path_matcher")

    def only_redirects(self) -> Evidence:
        """Whether every request is sent on to HTTPS."""
        return self.redirects.is_true() & self.matchers.all(
            lambda one: one.at("default_url_redirect.https_redirect").is_true() & one.at("path_rule").is_absent()
        )


class HttpProxy(Kind):
    """The end of plain HTTP at a balancer."""

    terraform = ("google_compute_target_http_proxy", "google_compute_region_target_http_proxy")

    name = Setting(terraform="name")
    map = One(UrlMap, terraform="url_map")


class FrontEnd(Kind):
    """A forwarding rule: an address with what answers there."""

    terraform = (_GLOBAL, _REGIONAL)

    proxy = One(HttpProxy, terraform="target")
    scheme = Setting(
        terraform="load_balancing_scheme",
        default=by_version(google={"<8": "EXTERNAL", ">=8": "EXTERNAL_MANAGED"}),
    )

    def is_external(self) -> Evidence:
        return self.scheme.is_in(*_EXTERNAL)


class TlsPolicy(Kind):
    """Which versions and ciphers of TLS a balancer takes."""

    terraform = ("google_compute_ssl_policy", "google_compute_region_ssl_policy")

    name = Setting(terraform="name")
    version = Setting(
        terraform="min_tls_version", default="TLS_1_0", levels=("TLS_1_3", "TLS_1_2", "TLS_1_1", "TLS_1_0")
    )
    profile = Setting(
        terraform="profile",
        default="COMPATIBLE",
        levels=("FIPS_202205", "RESTRICTED", "MODERN", "CUSTOM", "COMPATIBLE"),
        safe="MODERN",
    )
    ciphers = Setting(terraform="custom_features")


class TlsProxy(Kind):
    """The end of TLS at a balancer."""

    terraform = (
        "google_compute_target_https_proxy",
        "google_compute_region_target_https_proxy",
        "google_compute_target_ssl_proxy",
    )

    policy = Setting(terraform="ssl_policy")
    early_data = Setting(terraform="tls_early_data", default="DISABLED", safe="DISABLED")


class Backend(Kind):
    """What stands behind a balancer."""

    terraform = ("google_compute_backend_service", "google_compute_region_backend_service")

    protocol = Setting(terraform="protocol")
    scheme = Setting(terraform="load_balancing_scheme")
    armor = Setting(terraform="security_policy")
    proxied = Setting(terraform="iap")

    def is_external(self) -> Evidence:
        """Whether strangers come through it. Unset, a global one is external and a regional one internal."""
        unsaid = no() if "region" in self.type else self.scheme.is_absent()
        return self.scheme.is_in(*_EXTERNAL) | unsaid


class BackendBucket(Kind):
    """A bucket that a balancer serves from."""

    terraform = ("google_compute_backend_bucket", "google_compute_region_backend_bucket")

    scheme = Setting(terraform="load_balancing_scheme")


class ArmorRule(Kind):
    """A rule of a Cloud Armor policy."""

    terraform = ("google_compute_security_policy#rule", "google_compute_region_security_policy#rules")

    priority = Setting(terraform="priority")
    action = Setting(terraform="action")
    sources = Setting(terraform="match.config.src_ip_ranges")


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH, equivalents=("CKV2_GCP_37", "CKV2_GCP_38"))
def google_load_balancer_answers_in_clear(front: FrontEnd) -> Evidence:
    """This load balancer serves its content over plain HTTP.

    Why: Cookies, passwords and data of visitors cross the network in clear text.

    Fix: Serve HTTPS, and let the HTTP front end only redirect (`default_url_redirect { https_redirect = true }`).
    """
    proxy = front.proxy
    if not is_declared(proxy):
        return no()
    return front.is_external() & ~proxy.map.only_redirects()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_GCP_4", "AVD-GCP-0039", "AC_GCP_0034"))
def google_tls_policy_accepts_old_versions(policy: TlsPolicy) -> Evidence:
    """This policy lets visitors come with TLS 1.0 or 1.1.

    Why: Both are withdrawn (RFC 8996); attacks on them are known since years. The profiles RESTRICTED and FIPS_202205
    have no ciphers for them.

    Fix: Set `min_tls_version = "TLS_1_2"`.
    """
    return policy.version.at_least("TLS_1_1") & ~policy.profile.is_in("RESTRICTED", "FIPS_202205")


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_GCP_4",))
def google_tls_policy_accepts_weak_ciphers(policy: TlsPolicy) -> Evidence:
    """This policy accepts weak ciphers.

    Why: The profile COMPATIBLE takes ciphers without forward secrecy, for browsers that nobody uses any more. So does
    a CUSTOM one that lists those which begin with `TLS_RSA_`.

    Fix: Set `profile = "MODERN"` or stricter. TLS 1.3 alone has no weak ciphers.
    """
    listed = policy.ciphers.any(lambda one: one.matches(lambda name: name.upper().startswith("TLS_RSA_")))
    weak = policy.profile.equals("COMPATIBLE") | (policy.profile.equals("CUSTOM") & listed)
    return weak & ~policy.version.equals("TLS_1_3")


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def google_load_balancer_without_tls_policy(proxy: TlsProxy) -> Evidence:
    """This load balancer lets visitors come with TLS 1.0.

    Why: Without a policy of its own, old versions and weak ciphers are accepted.

    Fix: Name an `ssl_policy` with `min_tls_version = "TLS_1_2"` and `profile = "MODERN"`.
    """
    return proxy.policy.is_absent()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def google_load_balancer_takes_replayed_requests(proxy: TlsProxy) -> Evidence:
    """This load balancer takes early data without limits, which an eavesdropper can send again.

    Why: Early data of TLS 1.3 has no protection against replay; only safe requests should come that way.

    Fix: Set `tls_early_data` to `DISABLED` or `STRICT`.
    """
    return proxy.early_data.is_in("PERMISSIVE", "UNRESTRICTED")


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, profile="hardening")
def google_load_balancer_talks_to_backend_in_clear(backend: Backend) -> Evidence:
    """Between this load balancer and what stands behind it, requests travel without TLS.

    Why: Google's network encrypts between machines; TLS to the end also proves who answers.

    Fix: Set `protocol` to `HTTPS`, `HTTP2` or `SSL`.
    """
    return backend.protocol.is_in("HTTP", "TCP", "H2C") | backend.protocol.is_absent()


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def google_load_balancer_backend_without_armor(backend: Backend) -> Evidence:
    """Nothing filters what strangers send to this backend.

    Why: Cloud Armor can hold back known attacks, floods and unwanted countries.

    Fix: Name a `security_policy`, or put Identity-Aware Proxy in front.
    """
    return backend.armor.is_absent() & backend.proxied.is_absent() & backend.is_external()


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def google_armor_policy_allows_by_default(item: ArmorRule) -> Evidence:
    """This Cloud Armor policy lets in whatever no other rule speaks of.

    Why: For a website it is normal; for a service with known callers, denial should be the default.

    Fix: Give the rule of priority 2147483647 the action `deny(403)` and allow your callers before it.
    """
    everybody = item.sources.any(lambda one: one.is_in("*", "0.0.0.0/0"))
    return item.action.equals("allow") & item.priority.equals(2147483647) & everybody


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def google_load_balancer_serves_bucket(bucket: BackendBucket) -> Evidence:
    """A load balancer serves what lies in this bucket to its visitors.

    Why: It may be meant; whatever is put into the bucket later is published with it.

    Fix: Keep only what is meant for everybody there, or sign the addresses (`…_backend_bucket_signed_url_key`).
    """
    return ~bucket.scheme.equals("INTERNAL_MANAGED")
