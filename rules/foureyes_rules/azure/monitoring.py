"""Azure Monitor: Log Analytics, Application Insights, private link scopes, Prometheus workspaces.

azurerm 5 turned the workspace's booleans into words. Facts: azurerm schema at v2.99.0 to v5.2.0; ARM property
descriptions in Azure/bicep-types-az (2026-08).
"""

from __future__ import annotations

from foureyes.model.evidence import Evidence
from foureyes.model.finding import Severity
from foureyes.model.kind import Kind
from foureyes.model.rule import PUBLIC_ACCESS, rule
from foureyes.model.setting import Setting
from foureyes_rules.azure.exposure import is_on, public_network


class LogWorkspace(Kind):
    """A Log Analytics workspace."""

    terraform = "azurerm_log_analytics_workspace"
    arm = "Microsoft.OperationalInsights/workspaces"

    query = public_network(
        ("internet_query_access_type", "internet_query_enabled"), "properties.publicNetworkAccessForQuery"
    )
    ingestion = public_network(
        ("internet_ingestion_access_type", "internet_ingestion_enabled"), "properties.publicNetworkAccessForIngestion"
    )


class ApplicationInsights(Kind):
    """An Application Insights component."""

    terraform = "azurerm_application_insights"
    arm = "Microsoft.Insights/components"

    query = public_network("internet_query_enabled", "properties.publicNetworkAccessForQuery")
    ingestion = public_network("internet_ingestion_enabled", "properties.publicNetworkAccessForIngestion")


class MonitorScope(Kind):
    """A private link scope of Azure Monitor."""

    terraform = "azurerm_monitor_private_link_scope"
    arm = "Microsoft.Insights/privateLinkScopes"

    query = Setting(
        terraform="query_access_mode",
        arm="properties.accessModeSettings.queryAccessMode",
        default="Open",
        safe="PrivateOnly",
    )
    ingestion = Setting(
        terraform="ingestion_access_mode",
        arm="properties.accessModeSettings.ingestionAccessMode",
        default="Open",
        safe="PrivateOnly",
    )


@rule(PUBLIC_ACCESS, Severity.LOW)
def azure_log_workspace_reachable_from_any_network(workspace: LogWorkspace) -> Evidence:
    """Logs may be queried or sent from every address on the internet.

    Why: A leaked token then reads the logs, which name people, hosts and secrets, from anywhere.

    Fix: Set `internet_query_enabled = false` and `internet_ingestion_enabled = false` (azurerm; `…_access_type =
    "Disabled"` from 5) or `publicNetworkAccessForQuery: 'Disabled'` and `publicNetworkAccessForIngestion: 'Disabled'`
    (ARM, Bicep) and use a private link scope.
    """
    return is_on(workspace.query) | is_on(workspace.ingestion)


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def azure_application_insights_reachable_from_any_network(component: ApplicationInsights) -> Evidence:
    """Telemetry of this component may be queried or sent from every address on the internet.

    Why: Browsers usually need to send from anywhere; queries do not.

    Fix: Set `internet_query_enabled = false` (azurerm) or `publicNetworkAccessForQuery: 'Disabled'` (ARM, Bicep).
    """
    return is_on(component.query) | is_on(component.ingestion)


@rule(PUBLIC_ACCESS, Severity.INFO, profile="hardening")
def azure_monitor_scope_allows_public_paths(scope: MonitorScope) -> Evidence:
    """Networks of this scope may also speak to workspaces outside it.

    Why: Logs can be carried out to a workspace of somebody else.

    Fix: Set `query_access_mode` and `ingestion_access_mode` to `PrivateOnly` (azurerm; `accessModeSettings` in ARM and
    Bicep).
    """
    return scope.query.equals("Open") | scope.ingestion.equals("Open")
