"""Azure App Service: apps that keep strangers out, and slots left open beside them.

Facts: as in `app_service`. A slot has settings and a host name of its own and inherits nothing.
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Some
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Spelling
from foureyes_rules.azure.app_service import SLOTS, Site
from foureyes_rules.azure.app_service_access import is_open

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

    apps = Some(App, terraform=_SLOTS)


@rule(PUBLIC_ACCESS, Severity.MEDIUM)
def azure_app_service_slot_open_beside_restricted_app(slot: Slot) -> Evidence:
    """Every address on the internet may call this slot, though its app keeps strangers out.

    Why: A staging slot runs the next version of the app, often with the same connection strings and data, and its
    address is the app's with the slot's name added. It inherits none of the app's restrictions.

    Fix: Repeat the app's `public_network_access_enabled`, `ip_restriction` and `ip_restriction_default_action`
    (azurerm) or `publicNetworkAccess` and `ipSecurityRestrictions` (ARM, Bicep) on the slot.
    """
    return slot.apps.any(lambda app: ~is_open(app)) & is_open(slot)
