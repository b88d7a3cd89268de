"""Azure Application Gateway: listeners, TLS policy, the way to the backend.

Where no policy is given, API versions before 2023-02-01 mean AppGwSslPolicy20150501 (TLS 1.0), later ones
AppGwSslPolicy20220101; azurerm speaks the new API from 4.0. The service refuses TLS 1.0 and 1.1 since
August 2025. Facts: azurerm v2.99.0 to v5.2.0; Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, unsure
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, rule
from foureyes.model.setting import Setting
from foureyes.model.value import Known
from foureyes.model.version import by_version
from foureyes_rules.azure.exposure import is_called
from foureyes_rules.vocabulary.transport import admits_weak_tls, is_weak_gateway_policy

GATEWAYS = "Microsoft.Network/applicationGateways"
_BROKEN = ("3DES", "RC4", "NULL", "_MD5")
_NEW, _OLD = "AppGwSslPolicy20220101", "AppGwSslPolicy20150501"


class ApplicationGateway(Kind):
    """An application gateway."""

    terraform = "azurerm_application_gateway"
    arm = GATEWAYS

    policy = Setting(
        terraform="ssl_policy.policy_name",
        arm="properties.sslPolicy.policyName",
        default=by_version(azurerm={"<4": _OLD, ">=4": _NEW}, arm={"<2023-02-01": _OLD, ">=2023-02-01": _NEW}),
        safe="AppGwSslPolicy20220101S",
    )
    policy_type = Setting(terraform="ssl_policy.policy_type", arm="properties.sslPolicy.policyType")
    minimum_tls = Setting(
        terraform="ssl_policy.min_protocol_version", arm="properties.sslPolicy.minProtocolVersion", safe="TLSv1_2"
    )
    profile_policies = Setting(
        terraform="ssl_profile[].ssl_policy[].policy_name",
        arm="properties.sslProfiles[].properties.sslPolicy.policyName",
    )
    profile_minimums = Setting(
        terraform="ssl_profile[].ssl_policy[].min_protocol_version",
        arm="properties.sslProfiles[].properties.sslPolicy.minProtocolVersion",
    )
    ciphers = Setting(terraform="ssl_policy.cipher_suites", arm="properties.sslPolicy.cipherSuites")
    listeners = Setting(terraform="http_listener", arm="properties.httpListeners")
    redirecting = Setting(terraform="request_routing_rule", arm="properties.requestRoutingRules")
    backends = Setting(
        terraform="backend_http_settings[].protocol",
        arm="properties.backendHttpSettingsCollection[].properties.protocol",
    )


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("CKV_AZURE_218", "AZR-000064"))
def azure_application_gateway_accepts_weak_tls(gateway: ApplicationGateway) -> Evidence:
    """This gateway's TLS policy admits TLS 1.0 or 1.1, or broken ciphers.

    Why: The service refuses both since August 2025, but such a policy keeps weak ciphers as well.

    Fix: Use `AppGwSslPolicy20220101` or `AppGwSslPolicy20220101S` (`ssl_policy { policy_name = … }` in azurerm,
    `sslPolicy: { policyType: 'Predefined', policyName: … }` in ARM and Bicep), or `min_protocol_version =
    "TLSv1_2"`.
    """
    named = is_weak_gateway_policy(gateway.policy) & gateway.minimum_tls.is_absent()
    profiles = gateway.profile_policies.any(is_weak_gateway_policy)
    ciphers = gateway.ciphers.any(lambda one: one.matches(lambda text: any(bad in text.upper() for bad in _BROKEN)))
    minimums = admits_weak_tls(gateway.minimum_tls) | gateway.profile_minimums.any(admits_weak_tls)
    return minimums | named | profiles | ciphers


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AZURE_217", "AZR-000059"))
def azure_application_gateway_accepts_plain_http(gateway: ApplicationGateway) -> Evidence:
    """This gateway listens without encryption and does not send clients on to HTTPS.

    Why: Cookies and tokens that clients send to it can be read by anyone on the way.

    Fix: Give the listener `protocol = "Https"` and a certificate, or let its rule redirect to the HTTPS listener
    (`redirect_configuration` in azurerm, `redirectConfigurations` in ARM and Bicep).
    """
    return gateway.listeners.any(lambda one: _is_plain(one) & ~_redirects(gateway, one))


def _is_plain(listener: Reading) -> Evidence:
    return listener.at("protocol").equals("Http") | listener.at("properties.protocol").equals("Http")


def _redirects(gateway: ApplicationGateway, listener: Reading) -> Evidence:
    """Whether a routing rule of this listener redirects. Listeners whose name is unclear do not count as redirected."""
    named = listener.at("name").value
    name = str(named.scalar).lower() if isinstance(named, Known) else ""

    def redirects(one: Reading) -> Evidence:
        old, new = one.at("redirect_configuration_name"), one.at("properties.redirectConfiguration")
        return old.is_present() | new.is_present()

    def for_it(one: Reading) -> Evidence:
        if not name:
            return unsure("which listener the rule is for cannot be told", gateway.place)
        return one.at("http_listener_name").equals(name) | is_called(one.at("properties.httpListener.id"), name)

    return gateway.redirecting.any(lambda one: redirects(one) & for_it(one))


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def azure_application_gateway_backend_over_plain_http(gateway: ApplicationGateway) -> Evidence:
    """This gateway speaks to its backend without encryption.

    Why: What reached the gateway encrypted leaves it in clear text, inside the network.

    Fix: Give `backend_http_settings` (azurerm; `backendHttpSettingsCollection` in ARM and Bicep) the protocol
    `Https`.
    """
    return gateway.backends.any(lambda one: one.equals("Http"))
