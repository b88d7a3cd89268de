"""Azure SignalR and Web PubSub.

Without CORS settings SignalR admits every origin. Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property
descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind, One, Satellite
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_on, public_network

SIGNALR = "Microsoft.SignalRService/signalR"
PUBSUB = "Microsoft.SignalRService/webPubSub"


class RealtimeService(Kind):
    """A SignalR or Web PubSub service."""

    terraform = ("azurerm_signalr_service", "azurerm_web_pubsub", "azurerm_web_pubsub_socketio")
    arm = (SIGNALR, PUBSUB)

    name = Setting(terraform="name", arm="name")
    public_network = public_network(("public_network_access_enabled", "public_network_access"))
    keys = Setting(terraform="local_auth_enabled", arm="!properties.disableLocalAuth", default=True, safe=False)
    network = Satellite("RealtimeRules", back="service")

    def is_reachable(self) -> Evidence:
        """Whether any address on the internet may speak to its server side."""
        rules = self.network
        allowed = rules.allowed.any(lambda one: one.is_in("ServerConnection", "RESTAPI", "Trace"))
        return is_on(self.public_network) & (rules.default_action.equals("Allow") | allowed)


class RealtimeRules(Kind):
    """What kinds of request the public endpoint takes."""

    terraform = ("azurerm_signalr_service_network_acl", "azurerm_web_pubsub_network_acl")
    arm = (f"{SIGNALR}#properties.networkACLs", f"{PUBSUB}#properties.networkACLs")

    service = One(RealtimeService, terraform=("signalr_service_id", "web_pubsub_id"))
    default_action = Setting(
        terraform="default_action", arm="defaultAction", default="Deny", missing="Allow", safe="Deny"
    )
    allowed = Setting(terraform="public_network.allowed_request_types", arm="publicNetwork.allow")


class SignalR(Kind):
    """What only SignalR has."""

    terraform = "azurerm_signalr_service"
    arm = SIGNALR

    allowed_origins = Setting(terraform="cors.allowed_origins", arm="properties.cors.allowedOrigins")


class PubSubHub(Kind):
    """A hub of Web PubSub."""

    terraform = "azurerm_web_pubsub_hub"
    arm = f"{PUBSUB}/hubs"

    service = One(RealtimeService, terraform="web_pubsub_id")
    anonymous = Setting(
        terraform="anonymous_connections_enabled",
        arm="properties.anonymousConnectPolicy",
        values={"true": "allow", "false": "deny"},
        default="deny",
        safe="deny",
    )


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_realtime_service_reachable_from_any_network(service: RealtimeService) -> Evidence:
    """Every address on the internet may use this service's server side.

    Why: Clients usually need the public endpoint; servers, the REST interface and traces do not: a leaked key
    sends messages to every client from anywhere.

    Fix: Deny by default and allow only `ClientConnection` (`azurerm_signalr_service_network_acl`,
    `azurerm_web_pubsub_network_acl`; `networkACLs` in ARM and Bicep), or disable public network access.
    """
    return service.is_reachable()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_realtime_service_accepts_keys(service: RealtimeService) -> Evidence:
    """This service accepts shared keys, from any network.

    Why: They are bearer secrets: whoever holds one speaks for the server, and the log names nobody.

    Fix: Set `local_auth_enabled = false` (azurerm) or `disableLocalAuth: true` (ARM, Bicep).
    """
    return service.keys.is_true() & service.is_reachable()


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_signalr_shared_with_any_origin(service: SignalR) -> Evidence:
    """Scripts of any website may connect to this SignalR service from a visitor's browser.

    Why: A page the user merely visits can then use the connection with what the browser holds. Where no origins
    are named, all are admitted.

    Fix: Name the origins in `cors { allowed_origins = [...] }` (azurerm) or `cors: { allowedOrigins: [...] }` (ARM,
    Bicep).
    """
    return service.allowed_origins.is_absent() | service.allowed_origins.any(lambda one: one.equals("*"))


@rule(PUBLIC_ACCESS, Severity.CRITICAL)
def azure_web_pubsub_hub_open_to_everyone(hub: PubSubHub) -> Evidence:
    """Anyone on the internet may connect to this hub without a token.

    Why: They receive the messages of the hub and may send their own.

    Fix: Set `anonymous_connections_enabled = false` (azurerm) or `anonymousConnectPolicy: 'deny'` (ARM, Bicep).
    """
    return hub.anonymous.equals("allow") & is_on(hub.service.public_network)
