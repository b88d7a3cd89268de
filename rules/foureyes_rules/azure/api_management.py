"""Azure API Management: the gateway's protocols, APIs, backends, and who may reach it.

Facts: azurerm schema at v2.99.0 (`enable_*` names) to v5.2.0 (`*_enabled` only); ARM property descriptions in
Azure/bicep-types-az (2026-08): legacy protocols are off for services created after April 2018. Virtual
networks exist in the Developer and Premium tiers.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, any_of
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import any_entry, is_on, public_network
from foureyes_rules.vocabulary.transport import is_plain_http

SERVICES = "Microsoft.ApiManagement/service"
_SIDES = ("frontend", "backend", "back_end")
_LEGACY = tuple(
    name.format(side, version)
    for side in _SIDES
    for version in ("ssl30", "tls10", "tls11")
    for name in ("enable_{}_{}", "{}_{}_enabled")
)
_TRIPLE_DES = ("triple_des_ciphers_enabled", "enable_triple_des_ciphers")


class ApiManagement(Kind):
    """An API gateway."""

    terraform = "azurerm_api_management"
    arm = SERVICES

    public_network = public_network()
    network_type = Setting(
        terraform="virtual_network_type",
        arm="properties.virtualNetworkType",
        default="None",
        levels=("Internal", "External", "None"),
        safe="Internal",
    )
    tier = Setting(terraform="sku_name", arm="sku.name")
    security = Setting(terraform="security")
    custom = Setting(arm="properties.customProperties")


class Api(Kind):
    """An API offered by a gateway."""

    terraform = "azurerm_api_management_api"
    arm = f"{SERVICES}/apis"

    protocols = Setting(terraform="protocols", arm="properties.protocols")
    key_required = Setting(
        terraform="subscription_required", arm="properties.subscriptionRequired", default=True, safe=True
    )


class GatewayHost(Kind):
    """A host name that a self-hosted gateway answers to."""

    terraform = "azurerm_api_management_gateway_host_name_configuration"
    arm = f"{SERVICES}/gateways/hostnameConfigurations"

    tls_1_0 = Setting(terraform="tls10_enabled", arm="properties.tls10Enabled", default=False, safe=False)
    tls_1_1 = Setting(terraform="tls11_enabled", arm="properties.tls11Enabled", default=False, safe=False)


class Product(Kind):
    """A set of APIs offered together."""

    terraform = "azurerm_api_management_product"
    arm = f"{SERVICES}/products"

    key_required = Setting(
        terraform="subscription_required", arm="properties.subscriptionRequired", default=True, safe=True
    )


class Backend(Kind):
    """A service behind the gateway: declared by itself, or as the address of an API."""

    terraform = ("azurerm_api_management_backend", "azurerm_api_management_api")
    arm = (f"{SERVICES}/backends", f"{SERVICES}/apis")

    address = Setting(terraform=("url", "service_url"), arm=("properties.url", "properties.serviceUrl"))
    checks_chain = Setting(
        terraform="tls.validate_certificate_chain", arm="properties.tls.validateCertificateChain", default=True
    )
    checks_name = Setting(
        terraform="tls.validate_certificate_name", arm="properties.tls.validateCertificateName", default=True
    )


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH, equivalents=("CKV_AZURE_173", "AZR-000054", "AZR-000055", "AC_AZURE_0189"))
def azure_api_management_accepts_old_tls(service: ApiManagement) -> Evidence:
    """This API gateway accepts SSL 3.0, TLS 1.0, TLS 1.1 or triple DES.

    Why: All have known attacks (POODLE, BEAST, Sweet32): what clients send through the gateway may be read.

    Fix: Remove the legacy protocols from the `security` block (azurerm: `frontend_tls10_enabled` and its like,
    `enable_frontend_tls10` before 5) or set the `…Security.Protocols.Tls10`, `Tls11`, `Ssl30` and
    `Ciphers.TripleDes168` keys of `customProperties` to `'False'` (ARM, Bicep).
    """
    asked = any_of(service.security.at(name).is_true() for name in (*_LEGACY, *_TRIPLE_DES))
    return asked | any_entry(service.custom, _is_legacy)


def _is_legacy(key: str, value: Reading) -> Evidence:
    legacy = key.endswith((".protocols.tls10", ".protocols.tls11", ".protocols.ssl30", ".ciphers.tripledes168"))
    return value.is_true() if legacy else any_of(())


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def azure_api_management_gateway_accepts_old_tls(host: GatewayHost) -> Evidence:
    """This self-hosted gateway accepts TLS 1.0 or 1.1.

    Why: Both have known attacks and are deprecated since 2021 (RFC 8996). They are off by default.

    Fix: Remove `tls10_enabled` and `tls11_enabled` (azurerm), or `tls10Enabled` and `tls11Enabled` (ARM, Bicep).
    """
    return host.tls_1_0.is_true() | host.tls_1_1.is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH, equivalents=("AZR-000042", "TA-000029"))
def azure_api_management_api_accepts_plain_http(api: Api) -> Evidence:
    """This API may be called without encryption.

    Why: Subscription keys and tokens travel in the request: anyone on the way reads them.

    Fix: Leave only `https` (and `wss`) in `protocols` (azurerm) or `properties.protocols` (ARM, Bicep).
    """
    return api.protocols.any(lambda one: one.is_in("http", "ws"))


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_AZURE_215", "AZR-000044"))
def azure_api_management_backend_over_plain_http(backend: Backend) -> Evidence:
    """The gateway speaks to this backend without encryption.

    Why: Requests that reached the gateway encrypted leave it in clear text, credentials included.

    Fix: Give it an address that begins with `https://` (`url` of a backend; `service_url`, `serviceUrl` of an API).
    """
    return is_plain_http(backend.address)


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("TA-000032",))
def azure_api_management_backend_certificate_unchecked(backend: Backend) -> Evidence:
    """The gateway does not check the certificate of this backend.

    Why: Anyone who can answer in the backend's place receives the requests, encrypted or not.

    Fix: Leave `validate_certificate_chain` and `validate_certificate_name` on (azurerm;
    `validateCertificateChain`, `validateCertificateName` in ARM and Bicep); upload a private authority's certificate
    to the gateway instead.
    """
    return backend.checks_chain.is_false() | backend.checks_name.is_false()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_174",))
def azure_api_management_reachable_from_any_network(service: ApiManagement) -> Evidence:
    """Every address on the internet may speak to this API gateway.

    Why: Gateways are often meant to be public; those for internal callers are not.

    Fix: Put the gateway inside a network (`virtual_network_type = "Internal"` in azurerm, `virtualNetworkType:
    'Internal'` in ARM and Bicep), or disable public network access and use a private endpoint.
    """
    return is_on(service.public_network) & ~service.network_type.equals("Internal")


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV_AZURE_107", "TA-000036"), profile="hardening")
def azure_api_management_outside_virtual_network(service: ApiManagement) -> Evidence:
    """This API gateway is not part of a virtual network, though its tier allows it.

    Why: It then reaches its backends over their public endpoints, which must stay open for it.

    Fix: Set `virtual_network_type` to `External` or `Internal` with a subnet (azurerm), `virtualNetworkType` and
    `virtualNetworkConfiguration` in ARM and Bicep.
    """
    offered = service.tier.is_absent() | service.tier.matches(
        lambda text: text.lower().startswith(("developer", "premium"))
    )
    return service.network_type.equals("None") & offered


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_api_management_api_needs_no_key(api: Api) -> Evidence:
    """This API may be called without a subscription key.

    Why: Unless a policy checks a token, anyone who can reach the gateway may call it.

    Fix: Set `subscription_required = true` (azurerm) or `subscriptionRequired: true` (ARM, Bicep), or check tokens in
    the API's policy.
    """
    return api.key_required.is_false()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("AZR-000046",))
def azure_api_management_product_needs_no_key(product: Product) -> Evidence:
    """This product's APIs may be called without a subscription key.

    Why: Unless a policy checks a token, anyone who can reach the gateway may call them.

    Fix: Set `subscription_required = true` (azurerm) or `subscriptionRequired: true` (ARM, Bicep).
    """
    return product.key_required.is_false()
