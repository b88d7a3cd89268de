"""Cloud Run, Cloud Functions and App Engine: who may call them, from where, and whether in clear.

Facts: hashicorp/google and google-beta provider docs, 2026-08. All three take traffic from everywhere unless told
otherwise; a grant to everybody then opens them. A second-generation function is a Cloud Run service underneath.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.google.grants import Grant, is_declared
from foureyes_rules.vocabulary.networks import is_whole_internet
from foureyes_rules.vocabulary.principals import iam_types

_V1, _V2 = "google_cloud_run_service", "google_cloud_run_v2_service"
_GEN1, _GEN2 = "google_cloudfunctions_function", "google_cloudfunctions2_function"
_INGRESS = "run.googleapis.com/ingress"
_MERE_CALL = ("invoker", "viewer")


class RunService(Kind):
    """Cloud Run service."""

    terraform = (_V1, _V2)

    name = Setting(terraform="name")
    ingress_v1 = Setting(terraform={_V1: f'metadata.annotations."{_INGRESS}"'}, default="all", safe="internal")
    ingress_v2 = Setting(
        terraform={_V2: "ingress"}, default="INGRESS_TRAFFIC_ALL", safe="INGRESS_TRAFFIC_INTERNAL_ONLY"
    )
    open_to_all = Setting(terraform={_V2: "invoker_iam_disabled"}, default=False, safe=False)
    own_address_off = Setting(terraform={_V2: "default_uri_disabled"}, default=False)
    proxied = Setting(terraform={_V2: "iap_enabled"}, default=False)

    def takes_traffic_from_everywhere(self) -> Evidence:
        """Whether callers on the internet reach it. The first version says so in an annotation."""
        if self.type == _V1:
            return ~self.ingress_v1.is_in("internal", "internal-and-cloud-load-balancing")
        return self.ingress_v2.equals("INGRESS_TRAFFIC_ALL") & self.proxied.is_false()


class Function(Kind):
    """Cloud Function of either generation."""

    terraform = (_GEN1, _GEN2)

    name = Setting(terraform="name")
    ingress = Setting(
        terraform={_GEN1: "ingress_settings", _GEN2: "service_config.ingress_settings"},
        default="ALLOW_ALL",
        levels=("ALLOW_INTERNAL_ONLY", "ALLOW_INTERNAL_AND_GCLB", "ALLOW_ALL"),
        safe="ALLOW_INTERNAL_ONLY",
    )
    by_http = Setting(terraform={_GEN1: "trigger_http"}, default=False)
    by_event = Setting(terraform="event_trigger")
    security = Setting(
        terraform={_GEN1: "https_trigger_security_level"}, default="SECURE_OPTIONAL", safe="SECURE_ALWAYS"
    )

    def takes_traffic_from_everywhere(self) -> Evidence:
        return self.ingress.equals("ALLOW_ALL")


class RunGrant(Grant):
    """A role granted on a Cloud Run service, or on the one under a function."""

    terraform = iam_types(_V1, _V2)

    service = One(RunService, terraform=("service", "name"))
    function = One(Function, terraform=("service", "name"))

    def is_reachable(self) -> Evidence:
        if is_declared(self.function):
            return self.function.takes_traffic_from_everywhere()
        return self.service.takes_traffic_from_everywhere()


class JobGrant(Grant):
    """A role granted on a Cloud Run job or worker pool."""

    terraform = iam_types("google_cloud_run_v2_job", "google_cloud_run_v2_worker_pool")


class FunctionGrant(Grant):
    """A role granted on a function."""

    terraform = iam_types(_GEN1, _GEN2)

    function = One(Function, terraform="cloud_function")


class AppFirewall(Kind):
    """A firewall rule of App Engine."""

    terraform = "google_app_engine_firewall_rule"

    source = Setting(terraform="source_range")
    action = Setting(terraform="action")


class AppIngress(Kind):
    """From where a service of App Engine takes traffic."""

    terraform = "google_app_engine_service_network_settings"

    ingress = Setting(
        terraform="network_settings.ingress_traffic_allowed", default="INGRESS_TRAFFIC_ALLOWED_UNSPECIFIED"
    )


class App(Kind):
    """The App Engine application of a project."""

    terraform = "google_app_engine_application"

    proxied = Setting(terraform="iap.enabled", default=False, safe=True)


class AppHandler(Kind):
    """A handler of an App Engine version."""

    terraform = ("google_app_engine_standard_app_version#handlers", "google_app_engine_flexible_app_version#handlers")

    security = Setting(terraform="security_level", default="SECURE_DEFAULT", safe="SECURE_ALWAYS")


def _is_call(role: str) -> bool:
    return role.lower().endswith(_MERE_CALL)


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_GCP_102",))
def google_cloud_run_callable_by_everyone(grant: RunGrant) -> Evidence:
    """Anyone on the internet can call this service without signing in.

    Why: If it is no public website, strangers use it, and whatever it may reach, at your cost.

    Fix: Grant `roles/run.invoker` to the callers' service accounts, or take traffic from inside only.
    """
    return grant.gives_everybody(_is_call) & grant.is_reachable()


@rule(PUBLIC_ACCESS, Severity.CRITICAL, equivalents=("CKV_GCP_102",))
def google_cloud_run_controlled_by_everyone(grant: RunGrant) -> Evidence:
    """Anyone on the internet can change this service: a role that does more than call it is granted to everybody.

    Why: Strangers can then run their own code with your service's identity.

    Fix: Grant the role to named users or service accounts.
    """
    return grant.gives_everybody(lambda role: not _is_call(role))


@rule(PUBLIC_ACCESS, Severity.HIGH)
def google_cloud_run_job_granted_to_everyone(grant: JobGrant) -> Evidence:
    """Anyone on the internet can start or change this job or worker pool.

    Why: `allUsers` needs no sign-in at all, and `allAuthenticatedUsers` is anyone with any Google account.

    Fix: Grant the role to named users or service accounts.
    """
    return grant.is_to_everybody()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def google_cloud_run_asks_nobody_who_calls(service: RunService) -> Evidence:
    """Anyone on the internet can call this service without signing in: the check is switched off.

    Why: No grant is then needed and none is looked at, so a review of the roles does not show it.

    Fix: Set `invoker_iam_disabled = false` and grant `roles/run.invoker` to the callers.
    """
    return service.open_to_all.is_true() & service.takes_traffic_from_everywhere()


@rule(PUBLIC_ACCESS, Severity.LOW)
def google_cloud_run_takes_traffic_from_everywhere(service: RunService) -> Evidence:
    """The internet reaches this service; only the check of callers stands before it.

    Why: One grant to everybody is enough to open it. Behind a load balancer, its own address is a way around it.

    Fix: Set `ingress` to `INGRESS_TRAFFIC_INTERNAL_ONLY` or `INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER`.
    """
    return service.takes_traffic_from_everywhere()


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_GCP_107",))
def google_function_granted_to_everyone(grant: FunctionGrant) -> Evidence:
    """Anyone on the internet can call this function without signing in.

    Why: Strangers use it, and whatever it may reach, at your cost.

    Fix: Grant the role to the callers' service accounts, or take traffic from inside only.
    """
    return grant.is_to_everybody() & grant.function.takes_traffic_from_everywhere()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_GCP_124",))
def google_function_takes_traffic_from_everywhere(function: Function) -> Evidence:
    """The internet reaches this function; only the check of callers stands before it.

    Why: One grant to everybody is enough to open it.

    Fix: Set `ingress_settings` to `ALLOW_INTERNAL_ONLY` or `ALLOW_INTERNAL_AND_GCLB`.
    """
    return function.takes_traffic_from_everywhere()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV2_GCP_10",))
def google_function_accepts_plain_http(function: Function) -> Evidence:
    """This function can be called without encryption.

    Why: Tokens and data of callers who come by HTTP cross the network in clear text.

    Fix: Set `https_trigger_security_level = "SECURE_ALWAYS"`.
    """
    return function.security.equals("SECURE_OPTIONAL") & function.by_http.is_true()


@rule(PUBLIC_ACCESS, Severity.LOW)
def google_app_engine_firewall_admits_everyone(firewall: AppFirewall) -> Evidence:
    """This firewall rule lets the whole internet use the app.

    Why: It may be meant; every rule with a higher number is then without effect.

    Fix: Allow the networks that use the app, and deny the rest by default.
    """
    return firewall.action.equals("ALLOW") & is_whole_internet(firewall.source)


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def google_app_engine_takes_traffic_from_everywhere(settings: AppIngress) -> Evidence:
    """The internet reaches this service of App Engine.

    Why: Behind a load balancer, its own address is a way around it.

    Fix: Set `ingress_traffic_allowed` to `INGRESS_TRAFFIC_ALLOWED_INTERNAL_ONLY` or `…_INTERNAL_AND_LB`.
    """
    return settings.ingress.is_in("INGRESS_TRAFFIC_ALLOWED_ALL", "INGRESS_TRAFFIC_ALLOWED_UNSPECIFIED")


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def google_app_engine_without_identity_proxy(app: App) -> Evidence:
    """Nothing asks visitors of this app who they are before they reach it.

    Why: For a public website it is meant; an app for the staff is safer behind Identity-Aware Proxy.

    Fix: Add `iap { enabled = true }` with an OAuth client.
    """
    return app.proxied.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def google_app_engine_accepts_plain_http(handler: AppHandler) -> Evidence:
    """This part of the app can be used without encryption.

    Why: Cookies and data of visitors who come by HTTP cross the network in clear text.

    Fix: Set `security_level = "SECURE_ALWAYS"`.
    """
    return ~handler.security.equals("SECURE_ALWAYS")
