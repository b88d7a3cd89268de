"""Defaults that changed between provider majors, told by the real command line.

One folder per major holds the same resources with nothing said about the setting in question; another
the same intent written out in the spelling of each major. `risky`, `unsure` and `clean` are expected per major.
Sources: azurerm schema and upgrade guides at v2.99.0, v3.117.1, v4.81.0, v5.2.0; hashicorp/google upgrade guides.
"""

import pytest

from tests.support import Cli

ANSWERS = {"risky": "risky", "cannot-tell": "unsure"}
AZURERM = ("2", "3", "4", "5")
GOOGLE = ("4", "5", "6", "7", "8")

CHANGED = {
    # resource type: rule, lines that are needed besides, what is expected in azurerm 2, 3, 4, 5
    "storage anonymous blobs": (
        "azurerm_storage_account", "azure-storage-account-allows-anonymous-blobs", "",
        ("clean", "risky", "risky", "clean"),
    ),
    "storage TLS": (
        "azurerm_storage_account", "azure-storage-account-accepts-old-tls", "", ("risky", "clean", "clean", "clean"),
    ),
    "SQL TLS": (
        "azurerm_mssql_server", "azure-sql-server-accepts-old-tls", "", ("risky", "clean", "clean", "clean"),
    ),
    "Redis TLS": (
        "azurerm_redis_cache", "azure-redis-cache-accepts-old-tls", "", ("risky", "clean", "clean", "clean"),
    ),
    # Computed before 4, which means the service's own default: 1.2
    "Event Hubs TLS": (
        "azurerm_eventhub_namespace", "azure-event-hubs-accept-old-tls", "", ("clean", "clean", "clean", "clean"),
    ),
    "Service Bus TLS": (
        "azurerm_servicebus_namespace", "azure-service-bus-accepts-old-tls", "", ("clean", "clean", "clean", "clean"),
    ),
    "Cosmos TLS": (
        "azurerm_cosmosdb_account", "azure-cosmos-account-accepts-old-tls", "", ("clean", "clean", "clean", "clean"),
    ),
    "Databricks public addresses": (
        "azurerm_databricks_workspace", "azure-databricks-nodes-have-public-addresses", "",
        ("unsure", "unsure", "clean", "clean"),
    ),
    "Machine Learning network": (
        "azurerm_machine_learning_workspace", "azure-machine-learning-workspace-reachable-from-any-network", "",
        ("unsure", "unsure", "risky", "risky"),
    ),
    "Machine Learning SSH": (
        "azurerm_machine_learning_compute_cluster", "azure-machine-learning-compute-offers-ssh", "",
        ("risky", "risky", "clean", "clean"),
    ),
    "public address tier": (
        "azurerm_public_ip", "azure-public-address-open-by-default", "", ("risky", "risky", "clean", "clean"),
    ),
    "IoT Hub TLS": (
        "azurerm_iothub", "azure-iot-hub-accepts-old-tls", "", ("risky", "risky", "clean", "clean"),
    ),
    # Unset before 4, which the platform reads as AllowAll: the same
    "disk export": (
        "azurerm_managed_disk", "azure-disk-exportable-to-any-network", "", ("risky", "risky", "risky", "risky"),
    ),
    # In 3 inside `site_config`, in 4 computed, in 5 on its own: open in all
    "logic app network": (
        "azurerm_logic_app_standard", "azure-web-app-reachable-from-any-network", "",
        ("risky", "risky", "risky", "risky"),
    ),
    "HDInsight TLS": (
        "azurerm_hdinsight_hadoop_cluster", "azure-hdinsight-cluster-accepts-old-tls", "",
        ("risky", "risky", "risky", "risky"),
    ),
    "gateway TLS": (
        "azurerm_application_gateway", "azure-application-gateway-accepts-weak-tls", "",
        ("risky", "risky", "clean", "clean"),
    ),
}  # fmt: skip

WRITTEN = {
    # rule, type, the line that says the same in azurerm 2, 3, 4, 5
    "azure-storage-account-allows-anonymous-blobs": (
        "azurerm_storage_account",
        ("allow_blob_public_access = true", *("allow_nested_items_to_be_public = true",) * 3),
    ),
    "azure-storage-account-accepts-plain-http": (
        "azurerm_storage_account",
        (*("enable_https_traffic_only = false",) * 2, *("https_traffic_only_enabled = false",) * 2),
    ),
    "azure-network-interface-forwards-traffic": (
        "azurerm_network_interface",
        (*("enable_ip_forwarding = true",) * 3, "ip_forwarding_enabled = true"),
    ),
    "azure-redis-cache-accepts-plaintext": (
        "azurerm_redis_cache",
        (*("enable_non_ssl_port = true",) * 3, "non_ssl_port_enabled = true"),
    ),
    "azure-kubernetes-nodes-have-public-addresses": (
        "azurerm_kubernetes_cluster_node_pool",
        (*("enable_node_public_ip = true",) * 3, "node_public_ip_enabled = true"),
    ),
    "azure-public-address-open-by-default": ("azurerm_public_ip", ('sku = "Basic"',) * 4),
    "azure-iot-hub-accepts-old-tls": ("azurerm_iothub", ('min_tls_version = "1.0"',) * 4),
    "azure-disk-exportable-to-any-network": ("azurerm_managed_disk", ('network_access_policy = "AllowAll"',) * 4),
}


def header(provider, major):
    return (
        "terraform {\n  required_providers {\n"
        f'    {provider} = {{\n      source  = "hashicorp/{provider}"\n'
        f'      version = "~> {major}.0"\n    }}\n  }}\n}}\n'
    )


def resource(type, name, line):
    return f'\nresource "{type}" "{name}" {{\n  name = "{name}"\n  {line}\n}}\n'


def answers_in(scratch):
    """Answers by folder, rule and resource."""
    report = Cli(scratch).lint("--profile", "hardening", ".")
    assert not report["coverage"]["errors"], report["coverage"]["errors"]
    return {
        (finding["path"].split("/")[0], finding["rule"], finding["resource"].rpartition(".")[2]): ANSWERS[
            finding["answer"]
        ]
        for finding in report["findings"]
    }


@pytest.fixture(scope="module")
def azurerm(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("azurerm")
    for at, major in enumerate(AZURERM):
        home = scratch / major
        home.mkdir()
        unsaid = {type: more for type, _, more, _ in CHANGED.values()}
        written = {f"written_{rule.replace('-', '_')}": (type, lines[at]) for rule, (type, lines) in WRITTEN.items()}
        text = header("azurerm", major)
        text += "".join(resource(type, "unsaid", more) for type, more in unsaid.items())
        text += "".join(resource(type, name, line) for name, (type, line) in written.items())
        (home / "main.tf").write_text(text)
    return answers_in(scratch)


@pytest.mark.parametrize("name", sorted(CHANGED))
def test_an_unset_azure_setting_means_what_its_major_says(name, azurerm):
    _, rule, _, expected = CHANGED[name]
    assert tuple(azurerm.get((major, rule, "unsaid"), "clean") for major in AZURERM) == expected


@pytest.mark.parametrize("rule", sorted(WRITTEN))
def test_what_is_written_means_the_same_in_every_azurerm(rule, azurerm):
    name = f"written_{rule.replace('-', '_')}"
    assert {azurerm.get((major, rule, name), "clean") for major in AZURERM} == {"risky"}


PROXY = """
resource "google_compute_url_map" "site" {
  name            = "site"
  default_service = "example"
}

resource "google_compute_target_http_proxy" "site" {
  name    = "site"
  url_map = google_compute_url_map.site.id
}
"""
FRONT = "target = google_compute_target_http_proxy.site.id"
INNER = f'{FRONT}\n  load_balancing_scheme = "INTERNAL_MANAGED"'
CLEAR = "google-load-balancer-answers-in-clear"
SQL_CLEAR = "google-sql-instance-accepts-clear-text"


def sql(setting):
    return 'settings {\n    tier = "db-f1-micro"\n    ip_configuration {\n      ' + setting + "\n    }\n  }"


@pytest.fixture(scope="module")
def google(tmp_path_factory):
    scratch = tmp_path_factory.mktemp("google")
    for major in GOOGLE:
        home = scratch / major
        home.mkdir()
        old = "require_ssl = false" if int(major) < 6 else 'ssl_mode = "ALLOW_UNENCRYPTED_AND_ENCRYPTED"'
        new = "require_ssl = true" if int(major) < 6 else 'ssl_mode = "ENCRYPTED_ONLY"'
        (home / "main.tf").write_text(
            header("google", major)
            + PROXY
            + resource("google_compute_global_forwarding_rule", "unsaid", FRONT)
            + resource(
                "google_compute_global_forwarding_rule",
                "inner",
                INNER,
            )
            + resource("google_sql_database_instance", "clear", sql(old))
            + resource("google_sql_database_instance", "encrypted", sql(new))
        )
    return answers_in(scratch)


def test_an_unset_google_scheme_is_external_before_and_from_8(google):
    assert {google.get((major, CLEAR, "unsaid"), "clean") for major in GOOGLE} == {"risky"}
    assert {google.get((major, CLEAR, "inner"), "clean") for major in GOOGLE} == {"clean"}


def test_a_google_database_is_judged_alike_in_every_spelling(google):
    assert {google.get((major, SQL_CLEAR, "clear"), "clean") for major in GOOGLE} == {"risky"}
    assert {google.get((major, SQL_CLEAR, "encrypted"), "clean") for major in GOOGLE} == {"clean"}
