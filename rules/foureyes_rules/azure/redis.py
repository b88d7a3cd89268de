"""Azure Cache for Redis, Redis Enterprise and Azure Managed Redis.

A cache without firewall rules and outside a subnet is open. Facts: azurerm schema at v2.99.0, v3.117.1,
v4.81.0, v5.2.0; ARM property descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.version import by_version
from foureyes_rules.azure.exposure import is_on, is_wide_span, public_network, span_admits
from foureyes_rules.vocabulary.transport import admits_weak_tls

CACHES = "Microsoft.Cache/redis"
ENTERPRISE = "Microsoft.Cache/redisEnterprise"


class RedisCache(Kind):
    """A Redis cache."""

    terraform = "azurerm_redis_cache"
    arm = CACHES

    name = Setting(terraform="name", arm="name")
    plaintext_port = Setting(
        terraform=("non_ssl_port_enabled", "enable_non_ssl_port"),
        arm="properties.enableNonSslPort",
        default=False,
        safe=False,
    )
    public_network = public_network()
    subnet = Setting(terraform="subnet_id", arm="properties.subnetId")
    password_required = Setting(
        terraform=("redis_configuration.authentication_enabled", "redis_configuration.enable_authentication"),
        arm="!properties.redisConfiguration.authnotrequired",
        default=True,
        safe=True,
    )
    minimum_tls = Setting(
        terraform="minimum_tls_version",
        arm="properties.minimumTlsVersion",
        default=by_version(azurerm={"<3": "1.0", ">=3": "1.2"}, arm="1.2"),
        levels=("1.2", "1.1", "1.0"),
        safe="1.2",
    )
    firewall = Many("RedisFirewallRule", back="cache")

    def is_public(self) -> Evidence:
        return is_on(self.public_network) & self.subnet.is_absent()

    def is_reachable(self) -> Evidence:
        """Whether any address on the internet may speak to it."""
        return self.is_public() & (self.firewall.is_empty() | self.firewall.any(lambda one: one.is_wide()))


class RedisFirewallRule(Kind):
    """A range of addresses that may speak to a cache."""

    terraform = "azurerm_redis_firewall_rule"
    arm = f"{CACHES}/firewallRules"

    cache = One(RedisCache, terraform="redis_cache_name")
    start = Setting(terraform="start_ip", arm="properties.startIP")
    end = Setting(terraform="end_ip", arm="properties.endIP")

    def is_wide(self) -> Evidence:
        return span_admits(self.start, self.end, is_wide_span)


class RedisEnterpriseDatabase(Kind):
    """A database of a Redis Enterprise cluster or of Azure Managed Redis."""

    terraform = ("azurerm_redis_enterprise_database", "azurerm_managed_redis#default_database")
    arm = f"{ENTERPRISE}/databases"

    protocol = Setting(
        terraform="client_protocol", arm="properties.clientProtocol", default="Encrypted", safe="Encrypted"
    )


class RedisEnterpriseCluster(Kind):
    """A Redis Enterprise cluster or an Azure Managed Redis."""

    terraform = ("azurerm_managed_redis", "azurerm_redis_enterprise_cluster")
    arm = ENTERPRISE

    public_network = public_network("public_network_access")
    minimum_tls = Setting(
        terraform="minimum_tls_version", arm="properties.minimumTlsVersion", default="1.2", safe="1.2"
    )


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH, equivalents=("CKV_AZURE_91", "AZR-000163", "AC_AZURE_0394", "TA-000022"))
def azure_redis_cache_accepts_plaintext(cache: RedisCache) -> Evidence:
    """This cache accepts unencrypted connections.

    Why: Access keys and data cross the network in clear text on port 6379.

    Fix: Set `non_ssl_port_enabled = false` (azurerm; `enable_non_ssl_port` before 4) or `enableNonSslPort: false`
    (ARM, Bicep).
    """
    return cache.plaintext_port.is_true()


@rule(PUBLIC_ACCESS, Severity.MEDIUM, equivalents=("CKV_AZURE_89", "AZR-000165"))
def azure_redis_cache_reachable_from_any_network(cache: RedisCache) -> Evidence:
    """Every address on the internet may speak to this cache.

    Why: An access key is then the only barrier: whoever holds it reads and writes the cache from anywhere.

    Fix: Set `public_network_access_enabled = false` (azurerm) or `publicNetworkAccess: 'Disabled'` (ARM, Bicep) and
    use a private endpoint, or name the addresses in firewall rules.
    """
    return cache.is_reachable()


@rule(PUBLIC_ACCESS, Severity.HIGH, equivalents=("AZR-000300", "AC_AZURE_0390", "AC_AZURE_0391", "AC_AZURE_0392"))
def azure_redis_cache_firewall_open_to_internet(firewall: RedisFirewallRule) -> Evidence:
    """This firewall rule lets the whole internet speak to the cache.

    Why: The firewall is there and keeps nobody out.

    Fix: Name the addresses that need it (`start_ip`, `end_ip` in azurerm; `startIP`, `endIP` in ARM and Bicep).
    """
    return firewall.is_wide() & firewall.cache.is_public()


@rule(PUBLIC_ACCESS, Severity.HIGH)
def azure_redis_cache_needs_no_password(cache: RedisCache) -> Evidence:
    """Whoever reaches this cache may read and write it: no key is asked for.

    Why: It is possible only inside a virtual network, which is then the only barrier.

    Fix: Remove `authentication_enabled = false` (azurerm; `enable_authentication` before 4) or `authnotrequired:
    'true'` (ARM, Bicep) from the Redis configuration.
    """
    return cache.password_required.is_false()


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, equivalents=("CKV_AZURE_148", "AZR-000164"), profile="hardening")
def azure_redis_cache_accepts_old_tls(cache: RedisCache) -> Evidence:
    """This cache's configuration admits TLS 1.0 or 1.1.

    Why: The service stopped offering them; the configuration should not promise what must not come back.

    Fix: Set `minimum_tls_version = "1.2"` (azurerm) or `minimumTlsVersion: '1.2'` (ARM, Bicep).
    """
    return admits_weak_tls(cache.minimum_tls)


@rule(ENCRYPTION_IN_TRANSIT, Severity.HIGH)
def azure_redis_enterprise_accepts_plaintext(database: RedisEnterpriseDatabase) -> Evidence:
    """This Redis database speaks unencrypted.

    Why: Access keys and data cross the network in clear text.

    Fix: Set `client_protocol = "Encrypted"` (azurerm) or `clientProtocol: 'Encrypted'` (ARM, Bicep): the default.
    """
    return database.protocol.equals("Plaintext")


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_redis_enterprise_has_public_endpoint(cluster: RedisEnterpriseCluster) -> Evidence:
    """Every address on the internet may speak to this Redis cluster.

    Why: An access key or token is then the only barrier.

    Fix: Set `public_network_access = "Disabled"` (azurerm_managed_redis) or `publicNetworkAccess: 'Disabled'` (ARM,
    Bicep) and use a private endpoint.
    """
    return is_on(cluster.public_network)


@rule(ENCRYPTION_IN_TRANSIT, Severity.INFO, equivalents=("AZR-000301",), profile="hardening")
def azure_redis_enterprise_accepts_old_tls(cluster: RedisEnterpriseCluster) -> Evidence:
    """This Redis cluster's configuration admits TLS 1.0 or 1.1.

    Why: The service stopped offering them; the configuration should not promise what must not come back.

    Fix: Set `minimum_tls_version = "1.2"` (azurerm) or `minimumTlsVersion: '1.2'` (ARM, Bicep).
    """
    return admits_weak_tls(cluster.minimum_tls)
