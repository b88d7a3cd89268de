"""Microsoft Entra Domain Services: old ciphers and protocols, directories on the internet.

Facts: azurerm schema and documentation at v3.117.1 and v4.81.0; Azure/bicep-types-az (2026-08). The service itself
leaves TLS 1.0 and RC4 on (PSRule for Azure, Azure.EntraDS.TLS and RC4); a `security` block of azurerm turns off what
it does not name.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import ENCRYPTION_IN_TRANSIT, PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes.model.version import by_version

_SWITCH = {"enabled": True, "disabled": False}


class DomainService(Kind):
    """A managed domain."""

    terraform = "azurerm_active_directory_domain_service"
    arm = "Microsoft.AAD/domainServices"

    security = Setting(terraform="security", arm="properties.domainSecuritySettings")
    old_tls = Setting(
        terraform="security.tls_v1_enabled",
        arm="properties.domainSecuritySettings.tlsV1",
        values=_SWITCH,
        default=by_version(azurerm=False, arm=True),
        safe=False,
    )
    rc4 = Setting(
        terraform="security.kerberos_rc4_encryption_enabled",
        arm="properties.domainSecuritySettings.kerberosRc4Encryption",
        values=_SWITCH,
        default=by_version(azurerm=False, arm=True),
        safe=False,
    )
    ldaps = Setting(
        terraform="secure_ldap.enabled", arm="properties.ldapsSettings.ldaps", values=_SWITCH, default=False, safe=False
    )
    external = Setting(
        terraform="secure_ldap.external_access_enabled",
        arm="properties.ldapsSettings.externalAccess",
        values=_SWITCH,
        default=False,
        safe=False,
    )


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("Azure.EntraDS.TLS",))
def azure_domain_service_accepts_old_tls(domain: DomainService) -> Evidence:
    """This managed domain accepts TLS 1.0.

    Why: It has known attacks and is deprecated since 2021 (RFC 8996). Where nothing is said, it is accepted.

    Fix: Set `security { tls_v1_enabled = false }` (azurerm) or `domainSecuritySettings: { tlsV1: 'Disabled' }` (ARM,
    Bicep).
    """
    return domain.security.is_absent() | domain.old_tls.is_true()


@rule(ENCRYPTION_IN_TRANSIT, Severity.LOW, equivalents=("Azure.EntraDS.RC4",))
def azure_domain_service_accepts_rc4(domain: DomainService) -> Evidence:
    """This managed domain encrypts Kerberos tickets with RC4 for whoever asks.

    Why: RC4 is broken: the passwords of service accounts are guessed from such tickets ("Kerberoasting"). Where
    nothing is said, it is offered.

    Fix: Set `security { kerberos_rc4_encryption_enabled = false }` (azurerm) or `domainSecuritySettings: {
    kerberosRc4Encryption: 'Disabled' }` (ARM, Bicep).
    """
    return domain.security.is_absent() | domain.rc4.is_true()


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_domain_service_publishes_directory(domain: DomainService) -> Evidence:
    """This managed domain answers secure LDAP from the internet.

    Why: Passwords of every user can be tried from anywhere; the filter rules of the subnet are the only barrier.

    Fix: Set `secure_ldap { external_access_enabled = false }` (azurerm) or `ldapsSettings: { externalAccess:
    'Disabled' }` (ARM, Bicep); let clients come through a VPN.
    """
    return domain.ldaps.is_true() & domain.external.is_true()
