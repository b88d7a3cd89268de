"""`foureyes rules` and `foureyes explain RULE`, over the built-in rules."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

from foureyes.cli.reads import reads
from foureyes.cli.rules import clouds
from foureyes.engine.catalogue import load

Run = Callable[..., "subprocess.CompletedProcess[str]"]

BLOB = "azure-blob-container-open-to-everyone"


def test_list_names_every_rule(cli: Run) -> None:
    done = cli("rules")
    assert done.returncode == 0
    for rule in load():
        assert f"{rule.severity!s:<8}  {rule.id}  ({rule.concern.value}" in done.stdout


def test_json_and_filters(cli: Run) -> None:
    everything = json.loads(cli("rules", "--format", "json").stdout)
    assert [one["rule"] for one in everything] == [rule.id for rule in load()]
    azure = json.loads(cli("rules", "--format", "json", "--cloud", "azure", "blob", "CKV_AZURE_34").stdout)
    assert [one["rule"] for one in azure] == [BLOB]
    assert azure[0]["clouds"] == ["azure"]
    assert set(azure[0]) == {
        "rule", "severity", "concern", "message", "why", "fix", "profile", "clouds", "equivalents"
    }  # fmt: skip
    assert json.loads(cli("rules", "--format", "json", "no-such-word").stdout) == []


def test_every_rule_has_a_cloud_and_reads_something() -> None:
    for rule in load():
        assert len(clouds(rule)) == 1, rule.id
        assert clouds(rule)[0] == rule.module.split(".")[1], rule.id
        asks_for_presence = "is_empty" in rule.function.__code__.co_names
        assert reads(rule) or asks_for_presence, rule.id


def test_reads_follow_links_and_methods() -> None:
    rule = next(one for one in load() if one.id == BLOB)
    names = {(kind.__name__, setting.name) for kind, setting in reads(rule)}
    assert {"anonymous_level", "anonymous_blobs"} <= {name for _, name in names}
    assert len({kind for kind, _ in names}) > 1


def test_explain_rule(cli: Run) -> None:
    done = cli("explain", BLOB)
    assert done.returncode == 0
    for part in (BLOB, "critical, public-access", "Why", "Fix", "azurerm_storage_container", "CKV_AZURE_34"):
        assert part in done.stdout
    assert "container_access_type (Terraform); properties.publicAccess (Bicep and ARM)" in done.stdout


def test_every_rule_can_be_explained() -> None:
    from foureyes.reports.explanation import of_rule
    from foureyes.reports.style import Style

    for rule in load():
        page = of_rule(rule, reads(rule), Style())
        assert page.startswith(f"{rule.id}\n")
        assert rule.fix == "" or "\nFix\n" in page
