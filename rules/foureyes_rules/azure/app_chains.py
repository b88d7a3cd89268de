"""Azure App Service: apps that keep strangers out, and the doors left open beside them.

Facts: as in `app_service` and `front_door`. A slot has settings and a host name of its own and inherits nothing; Front
Door reaches an origin at its public address unless a private link is set.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence, no
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, Many, One
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting, Spelling
from foureyes_rules.azure.app_service import SLOTS, Site
from foureyes_rules.azure.app_service_access import is_open
from foureyes_rules.azure.front_door import PROFILES, FrontDoorOrigin

_SLOTS: dict[str, Spelling] = {
    "azurerm_app_service_slot": "app_service_name",
    "azurerm_function_app_slot": "function_app_name",
    "azurerm_linux_web_app_slot": "app_service_id",
    "azurerm_windows_web_app_slot": "app_service_id",
    "azurerm_linux_function_app_slot": "function_app_id",
    "azurerm_windows_function_app_slot": "function_app_id",
}


class App(Site):
    """An app itself, as its slots name it."""

    terraform = tuple(one for one in Site.terraform if one not in _SLOTS)
    arm = tuple(one for one in Site.arm if one != SLOTS)


class Slot(Site):
    """A slot with its app."""

    terraform = tuple(_SLOTS)
    arm = SLOTS

    app = One(App, terraform=_SLOTS)


class SecurityPolicy(Kind):
    """A web application firewall at the edge of a Front Door."""

    terraform = "azurerm_cdn_frontdoor_security_policy"
    arm = f"{PROFILES}/securityPolicies"


class AppOrigin(FrontDoorOrigin):
    """An app behind a Front Door."""

    app = One(Site, terraform="host_name", arm="properties.hostName")
    private_link = Setting(terraform="private_link", arm="properties.sharedPrivateLinkResource")
    policies = Many(SecurityPolicy)


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_app_service_slot_open_beside_restricted_app(slot: Slot) -> Evidence:
    """Every address on the internet may call this slot, though its app keeps strangers out.

    Why: A staging slot runs the next version of the app, often with the same connection strings and data, and its
    address is the app's with the slot's name added. It inherits none of the app's restrictions.

    Fix: Repeat the app's `public_network_access_enabled`, `ip_restriction` and `ip_restriction_default_action`
    (azurerm) or `publicNetworkAccess` and `ipSecurityRestrictions` (ARM, Bicep) on the slot.
    """
    if slot.app.resource.outside:
        return no()
    return ~is_open(slot.app) & is_open(slot)


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_front_door_can_be_walked_around(origin: AppOrigin) -> Evidence:
    """Every address on the internet may call the app behind this Front Door directly.

    Why: Whoever calls the app's own address walks around the web application firewall at the edge.

    Fix: Admit only the service tag `AzureFrontDoor.Backend` with your Front Door's id in the header
    `X-Azure-FDID` and deny the rest, or use a private link and switch the app's public access off.
    """
    if origin.app.resource.outside:
        return no()
    return ~origin.policies.is_empty() & origin.private_link.is_absent() & is_open(origin.app)
