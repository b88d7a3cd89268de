"""Azure Verified Modules that are not restored: judged by what is passed to them, and told as not read."""

from __future__ import annotations

import json

import pytest

from foureyes.languages.arm.evaluate import evaluate_template
from foureyes.languages.arm.template import ModuleDeclaration
from foureyes.languages.bicep import verified
from foureyes.languages.bicep.verified import known_template
from foureyes.model.evidence import Answer
from foureyes.model.place import Place, Source
from foureyes.run import lint
from tests.languages.bicep.rendering import MemoryTree

HTTP = "azure-storage-account-accepts-plain-http"
TLS = "azure-storage-account-accepts-old-tls"
OPEN_SQL = "azure-sql-server-firewall-open-to-internet"
NAME = "avm/res/storage/storage-account"


@pytest.fixture(autouse=True)
def nothing_restored(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))


def outcome(text: str, **more: str):
    return lint(["."], MemoryTree({"main.bicep": text, **more}), packs=("foureyes_rules.azure",))


def answers(text: str, **more: str) -> dict[str, Answer]:
    return {one.rule: one.answer for one in outcome(text, **more).findings}


def account(params: str, version: str = "0.9.1", registry: str = "br/public:") -> str:
    return f"module st '{registry}{NAME}:{version}' = {{ name: 'st', params: {{ name: 'acct', {params} }} }}"


def test_what_is_passed_decides():
    assert answers(account("supportsHttpsTrafficOnly: false"))[HTTP] is Answer.YES
    assert HTTP not in answers(account("supportsHttpsTrafficOnly: true"))


def test_the_default_of_that_very_version_decides_where_nothing_is_passed():
    said = answers(account(""))
    assert HTTP not in said
    assert said["azure-storage-account-sas-never-expires"] is Answer.YES


def test_the_module_is_still_told_as_not_read():
    for text in (account("supportsHttpsTrafficOnly: true"), account("", "9.9.9")):
        found = outcome(text)
        assert [gap.what for gap in found.coverage.gaps] == [f"{text.split(chr(39))[1]} is not in the local cache"]


@pytest.mark.parametrize("version", ["9.9.9", "0.9", "0.9.1-preview", "latest"])
def test_of_a_version_nobody_knows_nothing_is_said(version):
    assert answers(account("supportsHttpsTrafficOnly: false", version)) == {}


@pytest.mark.parametrize(
    ("registry", "aliases"),
    [
        ("br:mcr.microsoft.com/bicep/", {}),
        ("br/own:", {"own": {"registry": "mcr.microsoft.com", "modulePath": "bicep"}}),
    ],
)
def test_the_registry_counts_not_how_it_is_written(registry, aliases):
    config = json.dumps({"moduleAliases": {"br": aliases}})
    text = account("supportsHttpsTrafficOnly: false", registry=registry)
    assert answers(text, **{"bicepconfig.json": config})[HTTP] is Answer.YES


def test_the_same_path_in_another_registry_is_another_module():
    assert answers(account("supportsHttpsTrafficOnly: false", registry="br:acme.azurecr.io/bicep/")) == {}


def test_a_finding_points_at_what_is_passed():
    text = account("supportsHttpsTrafficOnly: false")
    (finding,) = [one for one in outcome(text).findings if one.rule == HTTP]
    assert finding.place.text == "false"
    assert finding.span.text == text
    assert finding.resource == "st/storageAccount"


def test_a_condition_on_what_is_passed_is_told():
    text = "param env string\n" + account("minimumTlsVersion: env == 'dev' ? 'TLS1_0' : 'TLS1_2'")
    (finding,) = [one for one in outcome(text).findings if one.rule == TLS]
    assert finding.answer is Answer.UNSURE
    assert finding.when == "parameters('env') is dev"


def test_what_may_be_passed_besides_is_no_default():
    text = "param more object\n" + account("...more")
    assert answers(text).get(HTTP) in (None, Answer.UNSURE)
    assert answers("param more object\n" + account("supportsHttpsTrafficOnly: true, ...more")).get(HTTP) in (
        None,
        Answer.UNSURE,
    )


def test_loops_and_conditions_of_the_call_hold():
    text = account("supportsHttpsTrafficOnly: false").replace("= {", "= if (false) {", 1)
    assert answers(text) == {}
    text = account("supportsHttpsTrafficOnly: false").replace("= {", "= [for i in range(0, 2): {", 1) + "]"
    assert {one.resource for one in outcome(text).findings if one.rule == HTTP} == {
        "st[0]/storageAccount",
        "st[1]/storageAccount",
    }


def test_resources_outside_find_what_the_module_makes():
    container = """
resource acct 'Microsoft.Storage/storageAccounts@2023-01-01' existing = {
  name: 'acct'
  resource blobs 'blobServices' existing = {
    name: 'default'
    resource box 'containers' = { name: 'box', properties: { publicAccess: 'Blob' } }
  }
}
"""
    rule = "azure-blob-container-open-to-everyone"
    closed = account("allowBlobPublicAccess: false")
    opened = account(
        "allowBlobPublicAccess: true, publicNetworkAccess: 'Enabled', networkAcls: {defaultAction: 'Allow'}"
    )
    assert rule not in answers(container + closed)
    assert answers(container + opened)[rule] is Answer.YES


def test_outputs_stay_unknown_and_lead_to_the_module():
    text = account("") + "\noutput id string = st.outputs.resourceId\noutput any string = st.outputs.nothing"
    assert not outcome(text).coverage.errors


def test_a_doubt_that_rests_on_nothing_passed_is_left_to_the_gap():
    name = "br/public:avm/res/key-vault/vault:0.6.0"
    nothing = outcome(f"module kv '{name}' = {{ params: {{ name: 'kv' }} }}")
    assert [one for one in nothing.findings if one.answer is Answer.UNSURE] == []


def test_every_line_is_a_module_that_can_be_made():
    """Of each module, the first version and the last: all of its expressions are read and worked out."""
    known = json.loads(verified._FILE.read_text())
    types = set(known.pop(""))
    place = Place(Source("main.bicep", "module"), 0, 6)
    made = 0
    for name, one in known.items():
        for version in (one["versions"][0], one["versions"][-1]):
            declaration = ModuleDeclaration("m", None, None, {}, place, place)
            path = f"br/mcr.microsoft.com/bicep$avm$res${name.replace('/', '$')}/{version}$/main.json"
            template = known_template(path, declaration, place.source)
            assert template is not None
            assert template.hidden is not None
            made += len(template.resources)
            assert {resource.type.lower() for resource in template.resources} <= types
            result = evaluate_template(template)
            assert result.gaps == []
            assert "the expression cannot be read" not in repr([one.body for one in result.resources])
    assert made > 100


def test_a_reference_to_another_module_is_none_of_these():
    place = Place(Source("main.bicep", "module"), 0, 6)
    declaration = ModuleDeclaration("m", None, None, {}, place, place)
    for path in (
        "br/acme.azurecr.io/a$b/1.0.0$/main.json",
        "br/mcr.microsoft.com/bicep$avm$res$nothing/0.9.1$/main.json",
    ):
        assert known_template(path, declaration, place.source) is None


def test_nothing_is_loaded_without_need():
    """A file that uses no such module costs nothing."""
    import subprocess
    import sys

    code = (
        "import sys; from foureyes.run import lint\n"
        "from tests.languages.bicep.rendering import MemoryTree\n"
        "lint(['.'], MemoryTree({'main.bicep': \"module m 'a.bicep' = {}\", 'a.bicep': ''}))\n"
        "sys.exit('foureyes.languages.bicep.verified' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
