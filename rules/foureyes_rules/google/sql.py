"""Cloud SQL and AlloyDB: who reaches the database, and whether in clear.

Facts: hashicorp/google and google-beta provider docs and source, 2026-08. Cloud SQL has a public address unless
told otherwise and accepts clear text; AlloyDB is the opposite in both. `require_ssl` gave way to `ssl_mode` in
provider 6. A public Cloud SQL address admits nobody directly until a network is authorised.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One
from foureyes.model.reading import Reading
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.networks import is_whole_internet
from foureyes_rules.vocabulary.principals import definite

_IP = "settings.ip_configuration"


def _admits_internet(networks: Reading) -> Evidence:
    return networks.any(lambda one: is_whole_internet(definite(one)))


class Instance(Kind):
    """Cloud SQL instance."""

    terraform = "google_sql_database_instance"

    name = Setting(terraform="name")
    version = Setting(terraform="database_version")
    public_address = Setting(terraform=f"{_IP}.ipv4_enabled", default=True, safe=False)
    networks = Setting(terraform=f"{_IP}.authorized_networks[].value")
    ssl_mode = Setting(
        terraform=f"{_IP}.ssl_mode",
        levels=("TRUSTED_CLIENT_CERTIFICATE_REQUIRED", "ENCRYPTED_ONLY", "ALLOW_UNENCRYPTED_AND_ENCRYPTED"),
        safe="ENCRYPTED_ONLY",
    )
    require_ssl = Setting(terraform=f"{_IP}.require_ssl", default=False, safe=True)
    connectors = Setting(terraform="settings.connector_enforcement", default="NOT_REQUIRED", safe="REQUIRED")

    def accepts_clear_text(self) -> Evidence:
        """Whether a client may come without TLS. Google's connectors always bring it."""
        asked = self.ssl_mode.equals("ALLOW_UNENCRYPTED_AND_ENCRYPTED")
        unsaid = self.ssl_mode.is_absent() & self.require_ssl.is_false()
        return (asked | unsaid) & ~self.connectors.equals("REQUIRED")

    def is_used_over_internet(self) -> Evidence:
        return self.public_address.is_true() & self.networks.is_present()


class User(Kind):
    """A user of a Cloud SQL instance."""

    terraform = "google_sql_user"

    instance = One(Instance, terraform="instance")
    host = Setting(terraform="host", default="%")
    login = Setting(terraform="type", default="BUILT_IN")


class AlloyInstance(Kind):
    """AlloyDB instance."""

    terraform = "google_alloydb_instance"

    public_address = Setting(terraform="network_config.enable_public_ip", default=False, safe=False)
    networks = Setting(terraform="network_config.authorized_external_networks[].cidr_range")
    guests = Setting(terraform="psc_instance_config.allowed_consumer_projects")
    ssl_mode = Setting(
        terraform="client_connection_config.ssl_config.ssl_mode", default="ENCRYPTED_ONLY", safe="ENCRYPTED_ONLY"
    )


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("CKV_GCP_11", "AVD-GCP-0017"))
def google_sql_instance_open_to_internet(instance: Instance) -> Evidence:
    """Anyone on the internet reaches the login of this database.

    Why: Only a password is left. Open database ports are scanned all the time, and passwords leak or are guessed.

    Fix: Set `ipv4_enabled = false` and use a private address or the Cloud SQL connectors, or name your own networks
    in `authorized_networks`.
    """
    return _admits_internet(instance.networks) & instance.public_address.is_true()


@rule(PUBLIC_ACCESS, Severity.LOW, equivalents=("CKV_GCP_11", "AVD-GCP-0017"))
def google_sql_instance_authorizes_internet_for_later(instance: Instance) -> Evidence:
    """This database would be open to the whole internet as soon as it got a public address.

    Why: The list of authorised networks admits everybody; nobody will look at it again when the address is added.

    Fix: Name your own networks in `authorized_networks`, or remove it.
    """
    return _admits_internet(instance.networks) & instance.public_address.is_false()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_GCP_60", "AVD-GCP-0017"))
def google_sql_instance_has_public_address(instance: Instance) -> Evidence:
    """This database has an address on the internet.

    Why: Only the list of authorised networks and the connectors' permissions stand between it and everybody. It is
    what one gets without saying anything.

    Fix: Set `ipv4_enabled = false` and give it a `private_network` or Private Service Connect.
    """
    return instance.public_address.is_true()


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def google_sql_instance_allows_direct_connections(instance: Instance) -> Evidence:
    """Clients may connect to this database without Google's connectors.

    Why: The connectors check IAM permissions and always encrypt; a direct connection needs only a password.

    Fix: Set `connector_enforcement = "REQUIRED"`.
    """
    return instance.connectors.equals("NOT_REQUIRED")


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH, equivalents=("CKV_GCP_6", "AVD-GCP-0015"))
def google_sql_instance_talks_in_clear_over_internet(instance: Instance) -> Evidence:
    """Clients on the internet may talk to this database without encryption.

    Why: Passwords and data then cross foreign networks in clear text.

    Fix: Set `ssl_mode = "ENCRYPTED_ONLY"`.
    """
    return instance.accepts_clear_text() & instance.is_used_over_internet()


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_GCP_6", "AVD-GCP-0015"))
def google_sql_instance_accepts_clear_text(instance: Instance) -> Evidence:
    """Clients may talk to this database without encryption.

    Why: Passwords and data then cross the network in clear text. It is what one gets without saying anything.

    Fix: Set `ssl_mode = "ENCRYPTED_ONLY"`.
    """
    return instance.accepts_clear_text() & ~instance.is_used_over_internet()


@rule(PUBLIC_ACCESS, Severity.LOW)
def google_sql_user_may_come_from_anywhere(user: User) -> Evidence:
    """This MySQL user may sign in from any host.

    Why: A leaked password is then good from everywhere the instance can be reached from.

    Fix: Set `host` to the network of the clients, or use IAM users (`type = "CLOUD_IAM_USER"`).
    """
    is_mysql = user.instance.version.matches(lambda text: text.upper().startswith("MYSQL"))
    return user.host.equals("%") & user.login.equals("BUILT_IN") & is_mysql


@rule(PUBLIC_ACCESS, Severity.HIGH)
def google_alloydb_instance_open_to_internet(instance: AlloyInstance) -> Evidence:
    """Anyone on the internet reaches the login of this database.

    Why: Only a password is left. Open database ports are scanned all the time, and passwords leak or are guessed.

    Fix: Set `enable_public_ip = false`, or name your own networks in `authorized_external_networks`.
    """
    return _admits_internet(instance.networks) & instance.public_address.is_true()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def google_alloydb_instance_has_public_address(instance: AlloyInstance) -> Evidence:
    """This database has an address on the internet.

    Why: Only the list of authorised networks and the connectors' permissions stand between it and everybody.

    Fix: Set `enable_public_ip = false`.
    """
    return instance.public_address.is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH)
def google_alloydb_instance_accepts_clear_text(instance: AlloyInstance) -> Evidence:
    """Clients may talk to this database without encryption.

    Why: Passwords and data then cross the network in clear text. It takes an explicit setting to get there.

    Fix: Set `ssl_mode = "ENCRYPTED_ONLY"`.
    """
    return instance.ssl_mode.equals("ALLOW_UNENCRYPTED_AND_ENCRYPTED")


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def google_alloydb_instance_offered_to_other_projects(instance: AlloyInstance) -> Evidence:
    """Other projects may connect to this database through Private Service Connect.

    Why: Whoever can create an endpoint in one of them reaches the login.

    Fix: Keep `allowed_consumer_projects` to the projects that use the database.
    """
    return instance.guests.any(lambda one: one.is_present())
