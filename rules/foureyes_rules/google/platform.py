"""What connects, watches and builds: Pub/Sub, Scheduler, Datastream, Apigee, Looker, Workstations, Cloud Build, …

Facts: hashicorp/google and google-beta provider docs, 2026-08.
"""

from __future__ import annotations

import re

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.networks import is_whole_internet
from foureyes_rules.vocabulary.principals import definite


class Subscription(Kind):
    """Pub/Sub subscription."""

    terraform = "google_pubsub_subscription"

    push = Setting(terraform="push_config")
    target = Setting(terraform="push_config.push_endpoint")
    token = Setting(terraform="push_config.oidc_token")


class ScheduledCall(Kind):
    """Cloud Scheduler job."""

    terraform = "google_cloud_scheduler_job"

    target = Setting(terraform="http_target.uri")


class SourceProfile(Kind):
    """How Datastream reaches a database."""

    terraform = (
        "google_datastream_connection_profile#mysql_profile",
        "google_datastream_connection_profile#postgresql_profile",
        "google_datastream_connection_profile#mongodb_profile",
        "google_database_migration_service_connection_profile#mysql",
        "google_database_migration_service_connection_profile#postgresql",
    )

    tls = Setting(terraform=("ssl_config", "ssl"))
    tls_type = Setting(terraform="ssl.type")
    inside_google = Setting(terraform=("cloud_sql_id", "alloydb_cluster_id"))


class TargetServer(Kind):
    """A server behind Apigee."""

    terraform = "google_apigee_target_server"

    tls = Setting(terraform="s_sl_info.enabled", default=False, safe=True)


class LookerInstance(Kind):
    """Looker instance."""

    terraform = "google_looker_instance"

    public = Setting(terraform="public_ip_enabled", default=True, safe=False)


class WorkstationCluster(Kind):
    """Cluster of workstations."""

    terraform = "google_workstations_workstation_cluster"

    private = Setting(terraform="private_cluster_config.enable_private_endpoint", default=False, safe=True)


class WorkstationConfig(Kind):
    """What workstations are made of."""

    terraform = "google_workstations_workstation_config"

    private = Setting(terraform="host.gce_instance.disable_public_ip_addresses", default=False, safe=True)


class BuildPool(Kind):
    """Private pool of build workers."""

    terraform = "google_cloudbuild_worker_pool"

    private = Setting(terraform="worker_config.no_external_ip", default=False, safe=True)


class UptimeCheck(Kind):
    """Uptime check."""

    terraform = "google_monitoring_uptime_check_config"

    login = Setting(terraform=("http_check.auth_info", "http_check.service_agent_authentication"))
    tls = Setting(terraform="http_check.use_ssl", default=False, safe=True)


class ExternalAccess(Kind):
    """A rule of VMware Engine for what comes from the internet."""

    terraform = "google_vmwareengine_external_access_rule"

    sources = Setting(terraform="source_ip_ranges[].ip_address_range")
    action = Setting(terraform="action")


class IdentityPlatform(Kind):
    """Identity Platform of a project."""

    terraform = "google_identity_platform_config"

    anonymous = Setting(terraform="sign_in.anonymous.enabled", default=False, safe=False)


class SecurityRules(Kind):
    """Security rules of Firestore or of Firebase's storage."""

    terraform = "google_firebaserules_ruleset"

    texts = Setting(terraform="source.files[].content")
    platforms = Many(IdentityPlatform)


def is_plain_http(address: Reading) -> Evidence:
    """Whether an address is called without encryption. Those that Google assigns begin with https."""
    return definite(address).matches(lambda text: text.lower().startswith("http://"))


_OPEN_RULE = re.compile(r"\ballow\s+[\w\s,]+(;|:\s*if\s+true\s*;)")
_SIGNED_IN = re.compile(r"\ballow\s+[\w\s,]+:\s*if\s+request\.auth(\.uid)?\s*!=\s*null\s*;")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)


def opens_data(text: str) -> bool:
    """Whether security rules allow something on no condition: `allow read;`, `allow write: if true;`."""
    return _OPEN_RULE.search(_COMMENT.sub(" ", text)) is not None


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def google_firebase_rules_open_to_everyone(rules: SecurityRules) -> Evidence:
    """Anyone on the internet can use a part of this database or storage: a rule allows it on no condition.

    Why: Apps talk to Firebase directly, so the rules are all there is. Scans find millions of records that way
    (env.fail, 2024: 900 sites, 125 million users).

    Fix: Give every `allow` a condition on who asks, such as `if request.auth.uid == userId`.
    """
    return rules.texts.any(lambda one: one.matches(opens_data, "a rule allows access on no condition"))


def trusts_any_sign_in(text: str) -> bool:
    """Whether a rule allows access to whoever is signed in, and asks no more."""
    return _SIGNED_IN.search(_COMMENT.sub("", text)) is not None


@rule(PUBLIC_ACCESS, Severity.HIGH)
def google_firebase_rules_trust_anonymous_sign_in(rules: SecurityRules) -> Evidence:
    """Anyone on the internet can use a part of this database or storage: it asks for a sign-in, which needs no account.

    Why: The rule only asks whether somebody is signed in, and Identity Platform signs in everybody anonymously.

    Fix: Ask who it is (`if request.auth.uid == userId`), or set `anonymous { enabled = false }`.
    """
    trusting = rules.texts.any(lambda one: one.matches(trusts_any_sign_in, "a rule trusts any sign-in"))
    return trusting & rules.platforms.any(lambda one: one.anonymous.is_true())


@rule(PUBLIC_ACCESS, Severity.LOW)
def google_identity_platform_admits_anonymous(platform: IdentityPlatform) -> Evidence:
    """Anyone can sign in to this app without an account.

    Why: Rules that only ask whether somebody is signed in then let everybody through.

    Fix: Set `anonymous { enabled = false }`, or make sure that no rule trusts a mere sign-in.
    """
    return platform.anonymous.is_true()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def google_vmware_network_open_to_internet(access: ExternalAccess) -> Evidence:
    """This rule lets the whole internet reach machines in VMware Engine.

    Why: Whatever listens there is scanned and tried within minutes.

    Fix: Name the networks that need it in `source_ip_ranges`.
    """
    return access.action.equals("ALLOW") & access.sources.any(is_whole_internet)


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def google_pubsub_push_without_token(subscription: Subscription) -> Evidence:
    """The receiver of these messages cannot tell them from a stranger's.

    Why: Without a token, the endpoint must take what anybody sends it.

    Fix: Add `oidc_token` to `push_config`, and check it at the receiver.
    """
    return subscription.push.is_present() & subscription.token.is_absent()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def google_pubsub_pushes_in_clear(subscription: Subscription) -> Evidence:
    """Messages are sent on without encryption.

    Why: They cross the network in clear text.

    Fix: Give `push_endpoint` an `https://` address.
    """
    return is_plain_http(subscription.target)


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def google_scheduler_calls_in_clear(call: ScheduledCall) -> Evidence:
    """This job calls its target without encryption.

    Why: The request, with its token, crosses the network in clear text.

    Fix: Give `uri` an `https://` address.
    """
    return is_plain_http(call.target)


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def google_data_transfer_reads_in_clear(profile: SourceProfile) -> Evidence:
    """The contents of this database are fetched without encryption.

    Why: Its password and all its data cross the network in clear text.

    Fix: Add `ssl_config` (Datastream) or `ssl` (Database Migration Service) with the server's certificate.
    """
    none = profile.tls.is_absent() & profile.inside_google.is_absent()
    return none | profile.tls_type.equals("NONE")


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM)
def google_apigee_talks_to_target_in_clear(server: TargetServer) -> Evidence:
    """The API gateway talks to this server without encryption.

    Why: What clients send over HTTPS goes on in clear text.

    Fix: Add `s_sl_info { enabled = true }`.
    """
    return server.tls.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def google_uptime_check_sends_login_in_clear(check: UptimeCheck) -> Evidence:
    """This check sends its password or token without encryption, over and over.

    Why: Whoever listens on the way can use it.

    Fix: Set `use_ssl = true`.
    """
    return check.login.is_present() & check.tls.is_false()


@rule(PUBLIC_ACCESS, Severity.LOW)
def google_looker_reachable_from_internet(instance: LookerInstance) -> Evidence:
    """This instance answers on the internet.

    Why: Only the login stands between the reports, with the databases behind them, and everybody.

    Fix: Set `public_ip_enabled = false` and `private_ip_enabled = true`.
    """
    return instance.public.is_true()


@rule(PUBLIC_ACCESS, Severity.LOW)
def google_workstations_reachable_from_internet(cluster: WorkstationCluster) -> Evidence:
    """These workstations answer on the internet.

    Why: Only the login stands between the source code and everybody.

    Fix: Set `private_cluster_config { enable_private_endpoint = true }`.
    """
    return cluster.private.is_false()


@rule(PUBLIC_ACCESS, Severity.LOW)
def google_workstations_have_public_addresses(config: WorkstationConfig) -> Evidence:
    """These workstations' machines have addresses on the internet.

    Why: They need none to be used, and each is one more door.

    Fix: Set `disable_public_ip_addresses = true`.
    """
    return config.private.is_false()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_GCP_86",))
def google_build_workers_have_public_addresses(pool: BuildPool) -> Evidence:
    """These build workers have addresses on the internet.

    Why: Builds hold the keys to what is deployed; the workers need no address of their own.

    Fix: Set `no_external_ip = true` in `worker_config`.
    """
    return pool.private.is_false()
