"""Azure Front Door (Standard, Premium and classic) and CDN: encryption at the edge and to the origin.

azurerm redirects to HTTPS by default, ARM does not. Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property
descriptions in Azure/bicep-types-az (2026-08). The edge refuses TLS 1.0 and 1.1 since March 2025.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, rule
from foureyes.model.setting import Setting
from foureyes.model.version import by_version
from foureyes_rules.vocabulary.transport import admits_weak_tls

PROFILES = "Microsoft.Cdn/profiles"
CLASSIC = "Microsoft.Network/frontDoors"


class FrontDoorRoute(Kind):
    """A way from the edge to an origin."""

    terraform = "azurerm_cdn_frontdoor_route"
    arm = f"{PROFILES}/afdEndpoints/routes"

    protocols = Setting(terraform="supported_protocols", arm="properties.supportedProtocols")
    redirects = Setting(
        terraform="https_redirect_enabled",
        arm="properties.httpsRedirect",
        values={"enabled": True, "disabled": False},
        default=by_version(azurerm=True, arm=False),
        safe=True,
    )
    forwarding = Setting(
        terraform="forwarding_protocol",
        arm="properties.forwardingProtocol",
        default="MatchRequest",
        levels=("HttpsOnly", "MatchRequest", "HttpOnly"),
        safe="HttpsOnly",
    )

    def takes_http(self) -> Evidence:
        """Whether requests without encryption are served. Where nothing is said, both protocols are."""
        return (
            self.protocols.is_absent() | self.protocols.any(lambda one: one.equals("Http"))
        ) & self.redirects.is_false()


class FrontDoorDomain(Kind):
    """A domain of one's own at the edge."""

    terraform = "azurerm_cdn_frontdoor_custom_domain"
    arm = f"{PROFILES}/customDomains"

    minimum_tls = Setting(
        terraform=("tls.minimum_version", "tls.minimum_tls_version"),
        arm="properties.tlsSettings.minimumTlsVersion",
        default="TLS12",
        safe="TLS12",
    )


class FrontDoorOrigin(Kind):
    """A server behind the edge."""

    terraform = "azurerm_cdn_frontdoor_origin"
    arm = f"{PROFILES}/originGroups/origins"

    checks_name = Setting(
        terraform="certificate_name_check_enabled",
        arm="properties.enforceCertificateNameCheck",
        default=True,
        safe=True,
    )


class ClassicFrontDoor(Kind):
    """A Front Door of the first generation."""

    terraform = "azurerm_frontdoor"
    arm = CLASSIC

    routes = Setting(terraform="routing_rule", arm="properties.routingRules")


class ClassicFrontDoorDomain(Kind):
    """A domain of one's own at a Front Door of the first generation."""

    terraform = "azurerm_frontdoor_custom_https_configuration"
    arm = f"{CLASSIC}#properties.frontendEndpoints"

    minimum_tls = Setting(
        terraform="custom_https_configuration.minimum_tls_version",
        arm="properties.customHttpsConfiguration.minimumTlsVersion",
        default="1.2",
        safe="1.2",
    )


class CdnEndpoint(Kind):
    """An endpoint of the classic CDN."""

    terraform = "azurerm_cdn_endpoint"
    arm = f"{PROFILES}/endpoints"

    http = Setting(terraform="is_http_allowed", arm="properties.isHttpAllowed", default=True, safe=False)
    redirect = Setting(
        terraform="delivery_rule[].url_redirect_action[].protocol",
        arm="properties.deliveryPolicy.rules[].actions[].parameters.destinationProtocol",
    )


class CdnDomain(Kind):
    """A domain of one's own at the classic CDN."""

    terraform = "azurerm_cdn_endpoint_custom_domain"

    minimum_tls = Setting(
        terraform=("cdn_managed_https.tls_version", "user_managed_https.tls_version"), default="TLS12", safe="TLS12"
    )


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH)
def azure_front_door_route_accepts_plain_http(route: FrontDoorRoute) -> Evidence:
    """This route serves requests without encryption.

    Why: Cookies and tokens that clients send to the edge can be read by anyone on the way.

    Fix: Leave `https_redirect_enabled` on (azurerm) or set `httpsRedirect: 'Enabled'` (ARM, Bicep), or support only
    `Https`.
    """
    return route.takes_http()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def azure_front_door_origin_over_plain_http(route: FrontDoorRoute) -> Evidence:
    """This route may speak to its origin without encryption.

    Why: What clients sent encrypted travels on over the internet in clear text.

    Fix: Set `forwarding_protocol = "HttpsOnly"` (azurerm) or `forwardingProtocol: 'HttpsOnly'` (ARM, Bicep).
    """
    return route.forwarding.equals("HttpOnly") | (route.forwarding.equals("MatchRequest") & route.takes_http())


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, profile="hardening")
def azure_front_door_domain_accepts_old_tls(domain: FrontDoorDomain) -> Evidence:
    """This domain's configuration admits TLS 1.0.

    Why: The edge refuses it since March 2025; the configuration should not promise what must not come back.

    Fix: Set `minimum_version = "TLS12"` in `tls` (azurerm; `minimum_tls_version` before 5) or `tlsSettings: {
    minimumTlsVersion: 'TLS12' }` (ARM, Bicep).
    """
    return admits_weak_tls(domain.minimum_tls)


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def azure_front_door_origin_certificate_unchecked(origin: FrontDoorOrigin) -> Evidence:
    """The edge does not check whose certificate this origin shows.

    Why: Anyone who can answer in the origin's place receives the requests.

    Fix: Set `certificate_name_check_enabled = true` (azurerm) or `enforceCertificateNameCheck: true` (ARM, Bicep).
    """
    return origin.checks_name.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH)
def azure_front_door_classic_accepts_plain_http(door: ClassicFrontDoor) -> Evidence:
    """A route of this Front Door serves requests without encryption.

    Why: Cookies and tokens that clients send to the edge can be read by anyone on the way.

    Fix: Accept only `Https` on routes that forward, and let a route of its own redirect `Http`.
    """

    def serves_http(one: Reading) -> Evidence:
        forwards = (
            one.at("forwarding_configuration").is_present()
            | one.at("properties.routeConfiguration.backendPool").is_present()
        )
        http = one.at("accepted_protocols").any(lambda word: word.equals("Http")) | one.at(
            "properties.acceptedProtocols"
        ).any(lambda word: word.equals("Http"))
        return forwards & http

    return door.routes.any(serves_http)


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def azure_front_door_classic_origin_over_plain_http(door: ClassicFrontDoor) -> Evidence:
    """A route of this Front Door may speak to its origin without encryption.

    Why: What clients sent encrypted travels on over the internet in clear text.

    Fix: Set `forwarding_protocol = "HttpsOnly"` (azurerm) or `forwardingProtocol: 'HttpsOnly'` (ARM, Bicep).
    """
    return door.routes.any(
        lambda one: (
            one.at("forwarding_configuration.forwarding_protocol").is_in("HttpOnly", "MatchRequest")
            | one.at("properties.routeConfiguration.forwardingProtocol").is_in("HttpOnly", "MatchRequest")
        )
    )


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, equivalents=("AZR-000106",), profile="hardening")
def azure_front_door_classic_domain_accepts_old_tls(domain: ClassicFrontDoorDomain) -> Evidence:
    """This domain's configuration admits TLS 1.0.

    Why: The edge refuses it since March 2025; the configuration should not promise what must not come back.

    Fix: Set the lowest version to `1.2` (`minimum_tls_version` in azurerm, `minimumTlsVersion` in ARM and Bicep).
    """
    return admits_weak_tls(domain.minimum_tls)


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AZURE_197", "AZR-000093"))
def azure_cdn_endpoint_accepts_plain_http(endpoint: CdnEndpoint) -> Evidence:
    """This endpoint serves requests without encryption.

    Why: What visitors read and send can be read and altered by anyone on the way.

    Fix: Set `is_http_allowed = false` (azurerm) or `isHttpAllowed: false` (ARM, Bicep), or add a delivery rule that
    redirects to HTTPS.
    """
    return endpoint.http.is_true() & ~endpoint.redirect.any(lambda one: one.equals("Https"))


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, equivalents=("CKV_AZURE_200", "AZR-000092"), profile="hardening")
def azure_cdn_domain_accepts_old_tls(domain: CdnDomain) -> Evidence:
    """This domain's configuration admits TLS 1.0.

    Why: The edge refuses it; the configuration should not promise what must not come back.

    Fix: Set `tls_version = "TLS12"` in `cdn_managed_https` or `user_managed_https`.
    """
    return admits_weak_tls(domain.minimum_tls)
