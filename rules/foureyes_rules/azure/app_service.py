"""Azure App Service: web apps, function apps, Standard logic apps and their slots; encryption on the wire.

Facts: azurerm schema at v2.99.0, v3.117.1, v4.81.0, v5.2.0; ARM property descriptions in
Azure/bicep-types-az (2026-08). TLS 1.2 is the platform's default; the default of `ftpsState` in ARM is
disputed between sources, so an omitted one cannot be told. A child `config` called `web` overrides
`siteConfig`.
"""

from __future__ import annotations

from typing import ClassVar

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One, Types, elsewhere
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, rule
from foureyes.model.setting import UNKNOWN, Setting
from foureyes.model.version import by_version
from foureyes_rules.azure.exposure import is_called, public_network
from foureyes_rules.vocabulary.transport import admits_weak_tls

SITES = "Microsoft.Web/sites"
SLOTS = f"{SITES}/slots"
_OLD = ("azurerm_app_service", "azurerm_app_service_slot", "azurerm_function_app", "azurerm_function_app_slot")
_APPS = tuple(
    f"azurerm_{system}_{app}{slot}"
    for system in ("linux", "windows")
    for app in ("web_app", "function_app")
    for slot in ("", "_slot")
)
_SAFE_FTP = ("Disabled", "FtpsOnly")
_LOGIC = "azurerm_logic_app_standard"
_FLEX = "azurerm_function_app_flex_consumption"
FUNCTIONS = (*(one for one in (*_APPS, *_OLD) if "function_app" in one), _FLEX)


class Site(Kind):
    """An app or one of its slots. Slots have hosts and settings of their own and inherit nothing."""

    terraform: ClassVar[Types] = (*_APPS, *_OLD, _FLEX, _LOGIC)
    arm: ClassVar[Types] = (SITES, SLOTS)

    name = Setting(terraform="name", arm="name")
    kind = Setting(arm="kind", default="app")
    https_only = Setting(terraform="https_only", arm="properties.httpsOnly", default=False, safe=True)
    minimum_tls = Setting(
        terraform=("site_config.minimum_tls_version", "site_config.min_tls_version"),
        arm="properties.siteConfig.minTlsVersion",
        default="1.2",
        levels=("1.3", "1.2", "1.1", "1.0"),
        safe="1.2",
    )
    scm_minimum_tls = Setting(
        terraform=("site_config.scm_minimum_tls_version", "site_config.scm_min_tls_version"),
        arm="properties.siteConfig.scmMinTlsVersion",
        default="1.2",
        safe="1.2",
    )
    ftp = Setting(
        terraform="site_config.ftps_state",
        arm="properties.siteConfig.ftpsState",
        default=by_version(azurerm="Disabled", arm=UNKNOWN),
        levels=("Disabled", "FtpsOnly", "AllAllowed"),
        safe="Disabled",
    )
    old_ftp = Setting(terraform="site_config.ftps_state", default=UNKNOWN, safe="Disabled")
    public_network = public_network(
        terraform=(
            "public_network_access_enabled", "public_network_access", "site_config.public_network_access_enabled",
        ),
        arm=("properties.publicNetworkAccess", "properties.siteConfig.publicNetworkAccess"),
    )  # fmt: skip
    default_action = Setting(
        terraform="site_config.ip_restriction_default_action",
        arm="properties.siteConfig.ipSecurityRestrictionsDefaultAction",
    )
    restrictions = Setting(terraform="site_config.ip_restriction", arm="properties.siteConfig.ipSecurityRestrictions")
    scm_default_action = Setting(
        terraform="site_config.scm_ip_restriction_default_action",
        arm="properties.siteConfig.scmIpSecurityRestrictionsDefaultAction",
    )
    scm_restrictions = Setting(
        terraform="site_config.scm_ip_restriction", arm="properties.siteConfig.scmIpSecurityRestrictions"
    )
    scm_like_main = Setting(
        terraform=("site_config.scm_use_main_ip_restriction", "site_config.scm_ip_restriction_use_main"),
        arm="properties.siteConfig.scmIpSecurityRestrictionsUseMain",
        default=False,
    )
    debugging = Setting(
        terraform="site_config.remote_debugging_enabled",
        arm="properties.siteConfig.remoteDebuggingEnabled",
        default=False,
        safe=False,
    )
    allowed_origins = Setting(
        terraform="site_config.cors.allowed_origins", arm="properties.siteConfig.cors.allowedOrigins"
    )
    sign_in = Setting(terraform=("auth_settings_v2.auth_enabled", "auth_settings.enabled"), default=False)
    ftp_passwords = Setting(terraform="ftp_publish_basic_authentication_enabled", default=True, safe=False)
    deploy_passwords = Setting(
        terraform=("webdeploy_publish_basic_authentication_enabled", "scm_publish_basic_authentication_enabled"),
        default=True,
        safe=False,
    )
    environment = Setting(arm="properties.hostingEnvironmentProfile.id")
    configs = Many("SiteConfig", back="site")
    publishing = Many("PublishingPolicy", back="site")

    def ftp_state(self) -> Reading:
        """Whether it takes FTP. The first generation of azurerm resources and logic apps send no default."""
        return self.old_ftp if self.type in (*_OLD, _LOGIC) else self.ftp


class ArmSite(Kind):
    """What only ARM, Bicep and azapi can say of an app."""

    arm = (SITES, SLOTS)

    end_to_end = Setting(arm="properties.endToEndEncryptionEnabled", default=False, safe=True)


class SiteConfig(Kind):
    """A child `config` of an app: `web`, `authsettings`, `authsettingsV2`, …"""

    arm = (f"{SITES}/config", f"{SLOTS}/config")

    site = One(Site)
    name = Setting(arm="name")
    minimum_tls = Setting(arm="properties.minTlsVersion", safe="1.2")
    scm_minimum_tls = Setting(arm="properties.scmMinTlsVersion", safe="1.2")
    ftp = Setting(arm="properties.ftpsState", safe="Disabled")
    sign_in = Setting(arm=("properties.platform.enabled", "properties.enabled"), default=False, safe=True)
    anonymous = Setting(
        arm=("properties.globalValidation.unauthenticatedClientAction", "properties.unauthenticatedClientAction"),
        default="RedirectToLoginPage",
    )
    debugging = Setting(arm="properties.remoteDebuggingEnabled", default=False, safe=False)
    allowed_origins = Setting(arm="properties.cors.allowedOrigins")

    def is_web(self) -> Evidence:
        return is_called(self.name, "web")

    def admits_weak_tls(self) -> Evidence:
        return admits_weak_tls(self.minimum_tls) | admits_weak_tls(self.scm_minimum_tls)

    def takes_plain_ftp(self) -> Evidence:
        return self.ftp.is_present() & ~self.ftp.is_in(*_SAFE_FTP)

    def is_of_app_elsewhere(self) -> Evidence:
        """Whether it is the configuration of an app that is declared elsewhere, so that no app is judged by it."""
        return self.is_web() & elsewhere(self.site)

    def is_sign_in(self) -> Evidence:
        return is_called(self.name, "authsettings", "authsettingsv2")


class PublishingPolicy(Kind):
    """Whether deployments may sign in by password: children `ftp` and `scm`."""

    arm = (f"{SITES}/basicPublishingCredentialsPolicies", f"{SLOTS}/basicPublishingCredentialsPolicies")

    site = One(Site)
    name = Setting(arm="name")
    allow = Setting(arm="properties.allow", default=True, safe=False)


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.HIGH,
    equivalents=(
        "CKV_AZURE_14", "CKV_AZURE_70", "CKV_AZURE_153", "AVD-AZU-0004", "AVD-AZU-0072", "AZR-000084", "FG_R00346",
        "TA-000004", "TA-000010", "TA-000016",
    ),
)  # fmt: skip
def azure_app_service_accepts_plain_http(site: Site) -> Evidence:
    """This app answers unencrypted requests.

    Why: Cookies, tokens, function keys and the SAS signatures of callback addresses can be read by anyone on
    the way.

    Fix: Set `https_only = true` (azurerm) or `httpsOnly: true` (ARM, Bicep), also on every slot.
    """
    return site.https_only.is_false()


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.MEDIUM,
    equivalents=(
        "CKV_AZURE_15", "CKV_AZURE_145", "CKV_AZURE_154", "AVD-AZU-0006", "AZR-000073", "FG_R00347", "TA-000005",
        "TA-000011", "TA-000017",
    ),
)  # fmt: skip
def azure_app_service_accepts_old_tls(site: Site) -> Evidence:
    """This app accepts TLS 1.0 or 1.1.

    Why: Both have known attacks and are deprecated since 2021 (RFC 8996). The platform's default is 1.2, so this
    was asked for.

    Fix: Set `site_config { minimum_tls_version = "1.2" }` and `scm_minimum_tls_version` (azurerm) or
    `siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2' }` (ARM, Bicep).
    """
    overridden = site.configs.any(lambda one: one.is_web() & one.minimum_tls.is_present())
    return (
        site.configs.any(lambda one: one.admits_weak_tls() & one.is_web())
        | (admits_weak_tls(site.minimum_tls) & ~overridden)
        | admits_weak_tls(site.scm_minimum_tls)
    )


@rule(
    ENCRYPTION_IN_TRANSIT,
    Severity.MEDIUM,
    equivalents=("CKV_AZURE_78", "AVD-AZU-0071", "AZR-000081", "TA-000003", "TA-000009", "TA-000015"),
)
def azure_app_service_accepts_plain_ftp(site: Site) -> Evidence:
    """This app takes deployments over unencrypted FTP.

    Why: The publishing password crosses the network in clear text; whoever reads it replaces the app's code.

    Fix: Set `site_config { ftps_state = "Disabled" }` (azurerm) or `siteConfig: { ftpsState: 'Disabled' }` (ARM,
    Bicep); `FtpsOnly` where FTP is needed.
    """
    overridden = site.configs.any(lambda one: one.is_web() & one.ftp.is_present())
    closed = site.publishing.any(lambda one: is_called(one.name, "ftp") & one.allow.is_false())
    return (
        site.configs.any(lambda one: one.takes_plain_ftp() & one.is_web())
        | (~site.ftp_state().is_in(*_SAFE_FTP) & ~overridden)
    ) & ~closed


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def azure_app_service_config_allows_weak_encryption(config: SiteConfig) -> Evidence:
    """This configuration, of an app declared elsewhere, admits TLS 1.0 or 1.1, or deployments over plain FTP.

    Why: Old TLS has known attacks (RFC 8996), and FTP sends the publishing password in clear text.

    Fix: Set `minTlsVersion: '1.2'`, `scmMinTlsVersion: '1.2'` and `ftpsState: 'Disabled'`.
    """
    return (config.admits_weak_tls() | config.takes_plain_ftp()) & config.is_of_app_elsewhere()


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, profile="hardening")
def azure_app_service_worker_hop_unencrypted(site: ArmSite) -> Evidence:
    """Requests to this app are not encrypted between the platform's front end and its worker.

    Why: That hop stays inside the data centre; some regulations ask for encryption to the end.

    Fix: Set `endToEndEncryptionEnabled: true` (ARM, Bicep; in Terraform through azapi).
    """
    return site.end_to_end.is_false()
