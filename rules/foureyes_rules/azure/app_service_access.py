"""Azure App Service: who may reach apps, their deployment console and their debugger, and sign-in.

Facts: as in `app_service`. Once an app has access restrictions, what matches none is refused, unless the
default action says otherwise; azurerm sends `Allow` where nothing is set since 3.95.0.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.reading import Reading
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.app_service import FUNCTIONS, SITES, SLOTS, PublishingPolicy, Site, SiteConfig
from foureyes_rules.azure.exposure import is_called, is_on
from foureyes_rules.vocabulary.networks import is_whole_internet


def is_function(site: Site) -> Evidence:
    """Whether it is a function app: by its type, or in ARM by its `kind`."""
    if site.type in (SITES, SLOTS):
        return site.kind.matches(lambda text: "functionapp" in text.lower() and "workflowapp" not in text.lower())
    return site.kind.matches(lambda _: site.type in FUNCTIONS)


def _allows_everyone(default: Reading, restrictions: Reading) -> Evidence:
    """Whether a list of access restrictions keeps nobody out."""
    wide = restrictions.any(
        lambda one: (
            (is_whole_internet(one.at("ip_address")) | is_whole_internet(one.at("ipAddress")))
            & ~one.at("action").equals("Deny")
        )
    )
    return default.equals("Allow") | wide | (default.is_absent() & restrictions.is_absent())


def is_open(site: Site) -> Evidence:
    """Whether any address on the internet may reach the app itself.

    Of an app in an App Service Environment the environment's own address decides, which has a rule of its own.
    """
    alone = site.environment.is_absent()
    return alone & is_on(site.public_network) & _allows_everyone(site.default_action, site.restrictions)


class FunctionBinding(Kind):
    """A function declared in code, with its trigger."""

    terraform = "azurerm_function_app_function"
    arm = f"{SITES}/functions"

    bindings = Setting(terraform="config_json", arm="properties.config", document=True)


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_AZURE_221",))
def azure_function_app_reachable_from_any_network(site: Site) -> Evidence:
    """Every address on the internet may call this function app.

    Why: Function keys, where the functions ask for them, are then the only barrier; many functions serve other
    services only.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep) and
    use a private endpoint, or restrict the addresses and deny the rest (`ip_restriction_default_action = "Deny"`,
    `ipSecurityRestrictionsDefaultAction: 'Deny'`).
    """
    return is_function(site) & is_open(site)


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV_AZURE_222",), profile="hardening")
def azure_web_app_reachable_from_any_network(site: Site) -> Evidence:
    """Every address on the internet may call this app.

    Why: Most web apps are meant to be public; those behind a gateway or for the staff only are not.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep), or
    restrict the addresses and deny the rest.
    """
    return ~is_function(site) & is_open(site)


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_app_service_console_open_beside_restricted_app(site: Site) -> Evidence:
    """The app keeps strangers out, but its deployment console (SCM, Kudu) does not.

    Why: The console runs commands and replaces code; a leaked publishing password works on it from anywhere.

    Fix: Set `scm_use_main_ip_restriction = true` (azurerm) or `scmIpSecurityRestrictionsUseMain: true` (ARM, Bicep),
    or deny by default for the console as well.
    """
    restricted = ~_allows_everyone(site.default_action, site.restrictions)
    console = _allows_everyone(site.scm_default_action, site.scm_restrictions)
    return is_on(site.public_network) & restricted & site.scm_like_main.is_false() & console


@rule(
    PUBLIC_ACCESS,
    Severity.MEDIUM,
    equivalents=("CKV_AZURE_72", "CKV_AZURE_155", "AZR-000074", "TA-000002", "TA-000008", "TA-000014"),
)
def azure_app_service_allows_remote_debugging(site: Site) -> Evidence:
    """This app's debugger may be reached over the network.

    Why: Debugger ports stay open on the app; whoever gets in reads memory and runs code.

    Fix: Set `site_config { remote_debugging_enabled = false }` (azurerm) or `siteConfig: { remoteDebuggingEnabled:
    false }` (ARM, Bicep); turn it on for the hour it is needed.
    """
    return site.debugging.is_true() | site.configs.any(lambda one: one.is_web() & one.debugging.is_true())


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_app_service_config_allows_remote_debugging(config: SiteConfig) -> Evidence:
    """This configuration, of an app declared elsewhere, lets its debugger be reached over the network.

    Why: Debugger ports stay open on the app; whoever gets in reads memory and runs code.

    Fix: Set `remoteDebuggingEnabled: false`; turn it on for the hour it is needed.
    """
    return config.debugging.is_true() & config.is_of_app_elsewhere()


@rule(
    PUBLIC_ACCESS,
    Severity.LOW,
    equivalents=("CKV_AZURE_57", "CKV_AZURE_62", "TA-000006", "TA-000012", "TA-000018"),
)
def azure_app_service_shared_with_any_origin(site: Site) -> Evidence:
    """Scripts of any website may call this app from a visitor's browser.

    Why: A page the user merely visits can then use the app with whatever the browser holds.

    Fix: Name the origins that need it in `cors { allowed_origins = [...] }` (azurerm) or `cors: { allowedOrigins:
    [...] }` (ARM, Bicep) instead of `*`.
    """
    return site.allowed_origins.any(lambda origin: origin.equals("*")) | site.configs.any(
        lambda one: one.is_web() & one.allowed_origins.any(lambda origin: origin.equals("*"))
    )


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_app_service_accepts_publishing_passwords(site: Site) -> Evidence:
    """Deployments of this app may sign in with a password.

    Why: Publishing passwords are shared, do not expire and know no second factor.

    Fix: Set `ftp_publish_basic_authentication_enabled = false` and `webdeploy_publish_basic_authentication_enabled =
    false` (azurerm), or deploy `basicPublishingCredentialsPolicies` `ftp` and `scm` with `allow: false` (ARM, Bicep).
    """
    if site.type in (SITES, SLOTS):
        return is_on(site.public_network) & ~(_refuses(site, "ftp") & _refuses(site, "scm"))
    return is_on(site.public_network) & (site.ftp_passwords.is_true() | site.deploy_passwords.is_true())


def _refuses(site: Site, name: str) -> Evidence:
    """Whether the app's policy of that name refuses passwords."""

    def does(policy: PublishingPolicy) -> Evidence:
        return is_called(policy.name, name) & policy.allow.is_false()

    return site.publishing.any(does)


@rule(
    PUBLIC_ACCESS,
    Severity.INFO,
    equivalents=("CKV_AZURE_13", "CKV_AZURE_56", "AVD-AZU-0003", "FG_R00345"),
    profile="hardening",
)
def azure_app_service_without_sign_in(site: Site) -> Evidence:
    """The platform asks nobody to sign in before a request reaches this app.

    Why: Most apps sign their users in themselves; for those that do not, the platform can do it before any of
    their code runs.

    Fix: Add `auth_settings_v2 { auth_enabled = true … }` (azurerm) or a `config` called `authsettingsV2` with
    `platform: { enabled: true }` (ARM, Bicep).
    """
    return ~site.configs.any(lambda one: one.is_sign_in() & one.sign_in.is_true()) & site.sign_in.is_false()


@rule(PUBLIC_ACCESS, Severity.INFO, equivalents=("CKV_AZURE_13", "CKV_AZURE_56"), profile="hardening")
def azure_app_service_sign_in_switched_off(config: SiteConfig) -> Evidence:
    """The app's sign-in is configured but switched off, or lets anonymous requests pass.

    Why: The configuration suggests a protection that is not there.

    Fix: Set `platform: { enabled: true }` and `unauthenticatedClientAction` to `Return401` or
    `RedirectToLoginPage` in the app's `authsettingsV2`.
    """
    return config.is_sign_in() & (config.sign_in.is_false() | config.anonymous.equals("AllowAnonymous"))


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_function_callable_without_key(function: FunctionBinding) -> Evidence:
    """Anyone who can reach this function may call it without a key.

    Why: Its HTTP trigger is `anonymous`: unless the app signs callers in, whatever the function does or returns
    is open to all.

    Fix: Set the trigger's `authLevel` to `function`, or put sign-in or a gateway before the app.
    """
    return function.bindings.at("bindings").any(
        lambda one: one.at("type").equals("httpTrigger") & one.at("authLevel").equals("anonymous")
    )
