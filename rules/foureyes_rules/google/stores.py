"""Caches and file shares inside a network: Memorystore, Memcached, Filestore, NetApp volumes.

Facts: hashicorp/google and google-beta provider docs, 2026-08. None of them has an address on the internet; what
they lack is a login and encryption towards everybody else in the network. Each Memorystore product spells both
in its own way.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.vocabulary.networks import admits_everyone, is_whole_internet

_OFF = {
    "AUTH_MODE_DISABLED": "off",
    "AUTH_DISABLED": "off",
    "false": "off",
    "DISABLED": "off",
    "TRANSIT_ENCRYPTION_MODE_DISABLED": "off",
    "TRANSIT_ENCRYPTION_DISABLED": "off",
}


class Cache(Kind):
    """Memorystore for Redis, Redis Cluster or Valkey."""

    terraform = ("google_redis_instance", "google_redis_cluster", "google_memorystore_instance")

    login = Setting(
        terraform={
            "google_redis_instance": "auth_enabled",
            "google_redis_cluster": "authorization_mode",
            "google_memorystore_instance": "authorization_mode",
        },
        default="off",
        values=_OFF,
    )
    transit = Setting(terraform="transit_encryption_mode", default="off", values=_OFF)
    network = Setting(
        terraform={
            "google_redis_instance": "authorized_network",
            "google_redis_cluster": "psc_configs.network",
            "google_memorystore_instance": "desired_auto_created_endpoints.network",
        }
    )


class Memcached(Kind):
    """Memorystore for Memcached, which knows neither a login nor TLS."""

    terraform = "google_memcache_instance"

    network = Setting(terraform="authorized_network", default="default")


class FileShare(Kind):
    """Filestore instance."""

    terraform = "google_filestore_instance"

    exports = Setting(terraform="file_shares.nfs_export_options")
    clients = Setting(terraform="file_shares.nfs_export_options[].ip_ranges")
    protocol = Setting(terraform="protocol", default="NFS_V3")


class Volume(Kind):
    """NetApp volume."""

    terraform = "google_netapp_volume"

    clients = Setting(terraform="export_policy.rules[].allowed_clients")
    protocols = Setting(terraform="protocols")
    kerberos = Setting(terraform="kerberos_enabled", default=False, safe=True)
    share_settings = Setting(terraform="smb_settings")


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_GCP_95",))
def google_memorystore_asks_no_login(cache: Cache) -> Evidence:
    """Whoever reaches this cache may use it: it asks for no login.

    Why: Caches hold sessions and tokens; one taken machine in the network is enough to read them all.

    Fix: Set `auth_enabled = true`, or `authorization_mode` to `AUTH_MODE_IAM_AUTH` (cluster) or `IAM_AUTH` (Valkey).
    """
    return cache.login.equals("off")


@rule(ENCRYPTION_IN_TRANSIT, Severity.MEDIUM, equivalents=("CKV_GCP_97",))
def google_memorystore_talks_in_clear(cache: Cache) -> Evidence:
    """Clients talk to this cache without encryption.

    Why: Sessions, tokens and the password itself cross the network in clear text.

    Fix: Set `transit_encryption_mode` to `SERVER_AUTHENTICATION` (cluster:
    `TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION`).
    """
    return cache.transit.equals("off")


@rule(PUBLIC_ACCESS, Severity.LOW)
def google_memcached_on_default_network(cache: Memcached) -> Evidence:
    """This cache lies on the default network and asks for no login.

    Why: Memcached knows no login: the network is its only protection, and the default one is shared by all.

    Fix: Set `authorized_network` to a network of its own.
    """
    return cache.network.matches(lambda text: text.rpartition("/")[2] == "default")


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def google_filestore_exported_to_everyone(share: FileShare) -> Evidence:
    """Every machine in the network may mount this file share, as root.

    Why: NFS asks for no login. Unless told otherwise, all clients may read, write and act as root.

    Fix: Add `nfs_export_options` with the clients' `ip_ranges` and `squash_mode = "ROOT_SQUASH"`.
    """
    return share.exports.is_absent() | share.clients.any(is_whole_internet)


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, profile="hardening")
def google_filestore_talks_in_clear(share: FileShare) -> Evidence:
    """Files travel to and from this share without encryption of their own.

    Why: NFS 3 has none; version 4.1 can have it, with Kerberos.

    Fix: Set `protocol = "NFS_V4_1"` and use Kerberos (`krb5p`), on a tier that offers it.
    """
    return share.protocol.equals("NFS_V3")


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def google_netapp_volume_exported_to_everyone(volume: Volume) -> Evidence:
    """Every machine that reaches the network may mount this volume.

    Why: NFS asks for no login; the list of clients is its only lock.

    Fix: Name the clients' networks in `allowed_clients`.
    """
    return volume.clients.any(
        lambda one: one.matches(lambda text: any(admits_everyone(part.strip()) for part in text.split(",")))
    )


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW)
def google_netapp_volume_talks_in_clear(volume: Volume) -> Evidence:
    """Files travel to and from this volume without encryption.

    Why: Whoever listens in the network reads and changes them.

    Fix: Set `kerberos_enabled = true` with `kerberos5p` rules for NFS, `ENCRYPT_DATA` in `smb_settings` for SMB.
    """
    encrypts_shares = volume.share_settings.any(lambda one: one.equals("ENCRYPT_DATA"))
    return volume.kerberos.is_false() & ~encrypts_shares
