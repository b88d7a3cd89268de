"""Roots and deployments of Bicep, evaluated."""

from __future__ import annotations

import pytest

from foureyes.languages.bicep import read
from foureyes.model.decision import Choice
from foureyes.model.root import Inputs, Options, Root
from foureyes.model.value import Absent, Known, Unknown
from tests.languages.bicep.rendering import MemoryTree

ACCOUNT = """
param public bool = false
param name string = 'acct'
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  properties: { allowBlobPublicAccess: public }
}
output id string = account.id
output open bool = public
"""


def found_roots(files: dict[str, str], *inputs: str) -> list[Root]:
    tree = MemoryTree(files)
    bicep = sorted(path for path in files if path.endswith(".bicep"))
    parameters = sorted(path for path in files if path.endswith(".bicepparam"))
    return read.roots(bicep, parameters, tree)


def evaluations(files, **options):
    tree = MemoryTree(files)
    bicep = sorted(path for path in files if path.endswith(".bicep"))
    parameters = sorted(path for path in files if path.endswith(".bicepparam"))
    return [
        read.evaluate(root, inputs, tree, Options(**options))
        for root in read.roots(bicep, parameters, tree)
        for inputs in root.deployments
    ]


def resource(evaluation, address="account"):
    (one,) = [one for one in evaluation.resources if one.address == address]
    return one


def public(evaluation, address="account"):
    return resource(evaluation, address).body.find("properties").find("allowBlobPublicAccess")


def test_a_root_is_what_nothing_else_uses():
    files = {
        "main.bicep": "module m 'm/a.bicep' = { name: 'm' }\nimport { t } from 'types.bicep'",
        "m/a.bicep": "module b './b.bicep' = { name: 'b' }",
        "m/b.bicep": "",
        "types.bicep": "@export()\ntype t = string",
        "other.bicep": "",
        "comment.bicep": "// module m 'other.bicep' = {}",
    }
    assert [root.path for root in found_roots(files)] == ["comment.bicep", "main.bicep", "other.bicep"]


def test_a_file_that_deploys_is_a_root_though_others_import_from_it():
    files = {"main.bicep": "import { t } from 'store.bicep'", "store.bicep": f"@export()\ntype t = string\n{ACCOUNT}"}
    assert [root.path for root in found_roots(files)] == ["main.bicep", "store.bicep"]


def test_files_in_a_circle_are_judged_once():
    files = {f"{a}.bicep": f"module m '{b}.bicep' = {{ name: 'm' }}" for a, b in ("ab", "bc", "ca")}
    assert [root.path for root in found_roots(files)] == ["a.bicep"]
    assert [root.path for root in found_roots({"a.bicep": "module m 'a.bicep' = { name: 'm' }"})] == ["a.bicep"]


def test_a_broken_file_is_still_a_root():
    assert [root.path for root in found_roots({"a.bicep": "resource = ="})] == ["a.bicep"]


def test_parameter_files_are_deployments():
    files = {
        "main.bicep": ACCOUNT,
        "prod.bicepparam": "using 'main.bicep'\nparam public = true",
        "env/dev.bicepparam": "using '../main.bicep'\nparam public = false",
        "none.bicepparam": "using none",
    }
    roots = found_roots(files)
    assert [(root.path, [inputs.name for inputs in root.deployments]) for root in roots] == [
        ("main.bicep", ["env/dev.bicepparam", "prod.bicepparam"]),
        ("none.bicepparam", ["none.bicepparam"]),
    ]


def test_a_parameter_file_makes_a_module_a_root_of_its_own():
    files = {
        "main.bicep": "module m 'store.bicep' = { name: 'm' }",
        "store.bicep": ACCOUNT,
        "store.bicepparam": "using 'store.bicep'",
    }
    assert [root.path for root in found_roots(files)] == ["main.bicep", "store.bicep"]


def test_the_default_is_a_deployment_when_there_is_no_file():
    (evaluation,) = evaluations({"main.bicep": ACCOUNT})
    value = public(evaluation)
    assert isinstance(value, Known) and value.scalar is False
    assert value.place.text == "public"
    assert [step.text for step in value.trail] == ["`public` defaults to false"]
    assert resource(evaluation).language == "bicep"
    assert resource(evaluation).schema == "arm"


def test_a_parameter_file_with_functions_variables_and_imports():
    files = {
        "main.bicep": ACCOUNT,
        "prod.bicepparam": (
            "using 'main.bicep'\nimport { open, shout } from 'shared.bicep'\nvar mine = shout('a')\n"
            "param public = open\nparam name = '${mine}${length('xx')}'"
        ),
        "shared.bicep": "@export()\nvar open = true\n@export()\nfunc shout(t string) string => toUpper(t)",
    }
    (evaluation,) = [one for one in evaluations(files) if one.root == "main.bicep"]
    assert public(evaluation).scalar is True
    assert "parameter `public` is true in prod.bicepparam" in [step.text for step in public(evaluation).trail]
    assert resource(evaluation).body.find("name").scalar == "A2"
    assert evaluation.files == {"main.bicep", "prod.bicepparam", "shared.bicep"}
    assert evaluation.deployment == "prod.bicepparam"


def test_a_parameter_file_that_extends_another():
    files = {
        "main.bicep": ACCOUNT,
        "base.bicepparam": "using none\nparam public = true\nparam name = 'base'",
        "prod.bicepparam": "using 'main.bicep'\nextends 'base.bicepparam'\nparam name = '${base.name}-prod'",
    }
    (evaluation,) = evaluations(files)
    assert public(evaluation).scalar is True
    assert resource(evaluation).body.find("name").scalar == "base-prod"
    assert evaluation.files == {"main.bicep", "prod.bicepparam", "base.bicepparam"}


@pytest.mark.parametrize(
    "text",
    [
        "using 'main.bicep'\nparam public = = 1",
        "using 'main.bicep'\nparam = true",
        "using 'main.bicep'\nextends 'gone.bicepparam'",
        "using 'main.bicep'\nparam public = readEnvironmentVariable('PUBLIC', 'false')",
    ],
)
def test_what_a_parameter_file_may_set_is_unknown(text):
    for evaluation in evaluations({"main.bicep": ACCOUNT, "prod.bicepparam": text}):
        assert isinstance(public(evaluation), Unknown | Choice), public(evaluation)


def test_parameters_for_nothing_are_a_gap():
    (evaluation,) = evaluations({"none.bicepparam": "using none\nparam a = 1"})
    assert [gap.what for gap in evaluation.gaps] == ["the parameters are for no template"]
    (evaluation,) = evaluations({"gone.bicepparam": "using 'gone.bicep'"})
    assert [gap.what for gap in evaluation.gaps] == ["gone.bicep is not there"]


def test_values_from_the_command_line():
    (evaluation,) = evaluations({"main.bicep": ACCOUNT}, variables=(("public", "true"), ("unused", "1")))
    assert public(evaluation).scalar is True
    assert [step.text for step in public(evaluation).trail] == ["parameter `public` is true on the command line"]


MODULES = {
    "main.bicep": """
param env 'dev' | 'prod'
module store 'store.bicep' = { name: 'store', params: { public: env == 'dev' } }
module each 'store.bicep' = [for n in ['x', 'y']: if (n == 'x') { params: { name: n, public: true } }]
module later 'store.bicep' = { params: { name: 'l', public: store.outputs.open } }
""",
    "store.bicep": ACCOUNT,
}


def test_modules_bring_their_resources_with_the_call_in_the_trail():
    (evaluation,) = evaluations(MODULES)
    addresses = {one.address for one in evaluation.resources}
    assert {"store/account", "each[0]/account", "later/account"} <= addresses
    (step,) = public(evaluation, "each[0]/account").trail
    assert step.text == "`each[0]` sets `public` to true"
    assert (step.place.path, step.place.text) == ("main.bicep", "true")
    assert isinstance(public(evaluation, "store/account"), Choice)
    assert public(evaluation, "store/account").test == public(evaluation, "later/account").test
    gone = resource(evaluation, "each[1]/account") if "each[1]/account" in addresses else None
    assert gone is None or gone.exists.scalar is False


def test_existing_resources_are_outside_and_parents_link():
    (evaluation,) = evaluations(
        {
            "main.bicep": """
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: 'far' }
resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = { parent: account, name: 'default' }
resource box 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = [for n in ['a', 'b']: {
  parent: blobs
  name: n
}]
"""
        }
    )
    assert resource(evaluation).outside
    box = resource(evaluation, "box[1]")
    assert set(resource(evaluation).identities) & set(box.ancestors)
    assert set(resource(evaluation, "blobs").identities) & set(box.ancestors)
    assert box.body.find("name").scalar == "far/default/b"


def test_nullable_parameters_are_null_when_not_given():
    (evaluation,) = evaluations(
        {
            "main.bicep": "param open bool?\nresource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n"
            "name: 'a'\nproperties: { allowBlobPublicAccess: open }\n}"
        }
    )
    assert isinstance(public(evaluation), Absent)


def test_a_lost_property_is_unknown_not_absent():
    (evaluation,) = evaluations(
        {
            "main.bicep": "resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {\nname: 'a'\n"
            "properties: {\nallowBlobPublicAccess = true\nminimumTlsVersion: 'TLS1_2'\n}\n}"
        }
    )
    assert isinstance(public(evaluation), Unknown)
    assert resource(evaluation).body.find("properties").find("minimumTlsVersion").scalar == "TLS1_2"
    assert [error.path for error in evaluation.errors] == ["main.bicep"]


def test_a_missing_root_file_is_an_error():
    tree = MemoryTree({})
    evaluation = read.evaluate(Root("bicep", "gone.bicep", ("gone.bicep",)), Inputs(), tree, Options())
    assert [error.path for error in evaluation.errors] == ["gone.bicep"]


COMPILED = """{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"public": {"type": "bool", "defaultValue": false}},
  "resources": [{
    "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "json",
    "properties": {"allowBlobPublicAccess": "[parameters('public')]"}
  }],
  "outputs": {"open": {"type": "bool", "value": "[parameters('public')]"}}
}"""


def test_a_module_in_json():
    (evaluation,) = evaluations(
        {
            "main.bicep": "module m 'inner.json' = { name: 'm', params: { public: true } }\n"
            "module n 'store.bicep' = { name: 'n', params: { public: m.outputs.open } }",
            "inner.json": COMPILED,
            "store.bicep": ACCOUNT,
        }
    )
    assert public(evaluation, "m/Microsoft.Storage/storageAccounts/json").scalar is True
    assert public(evaluation, "n/account").scalar is True
    assert evaluation.files == {"main.bicep", "inner.json", "store.bicep"}


def test_a_restored_module_from_a_registry(monkeypatch):
    monkeypatch.setenv("HOME", "/home/me")
    cached = "/home/me/.bicep/br/mcr.microsoft.com/bicep$avm$res$x/1.0.0$/main.json"
    main = "module m 'br/public:avm/res/x:1.0.0' = { name: 'm', params: { public: true } }"
    (evaluation,) = evaluations({"in/main.bicep": main, cached: COMPILED})
    assert public(evaluation, "m/Microsoft.Storage/storageAccounts/json").scalar is True
    (evaluation,) = evaluations({"in/main.bicep": main})
    assert [gap.what for gap in evaluation.gaps] == ["br/public:avm/res/x:1.0.0 is not in the local cache"]
    assert "bicep restore" in evaluation.gaps[0].remedy


def test_a_broken_module_in_json_is_an_error():
    (evaluation,) = evaluations({"main.bicep": "module m 'inner.json' = { name: 'm' }", "inner.json": "{"})
    assert {error.path for error in evaluation.errors} == {"inner.json"}


PARAMETERS = """{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"public": {"value": true}}
}"""


def test_json_parameters_beside_are_deployments():
    files = {
        "main.bicep": ACCOUNT,
        "main.prod.parameters.json": PARAMETERS,
        "main.other.json": "{}",
        "other.parameters.json": PARAMETERS,
        "other.bicep": "",
    }
    evaluation, other = evaluations(files)
    assert other.deployment == "other.parameters.json"
    assert evaluation.deployment == "main.prod.parameters.json"
    assert public(evaluation).scalar is True
    (step,) = public(evaluation).trail
    assert step.text == "parameter `public` is true in main.prod.parameters.json"
    assert step.place.path == "main.prod.parameters.json"


def test_json_parameters_of_the_only_template_may_be_called_anything():
    files = {"a/main.bicep": ACCOUNT, "a/params/dev.json": PARAMETERS, "a/prod-parameters.json": PARAMETERS}
    assert [one.deployment for one in evaluations(files)] == ["a/params/dev.json", "a/prod-parameters.json"]


def test_deployments_written_as_resources():
    (evaluation,) = evaluations(
        {
            "main.bicep": """
param open bool = true
resource literal 'Microsoft.Resources/deployments@2024-03-01' = {
  name: 'literal'
  properties: {
    expressionEvaluationOptions: { scope: 'inner' }
    parameters: { public: { value: open } }
    template: {
      '$schema': 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#'
      parameters: { public: { type: 'bool' } }
      resources: [
        {
          type: 'Microsoft.Storage/storageAccounts'
          apiVersion: '2023-05-01'
          name: 'inline'
          properties: { allowBlobPublicAccess: '[parameters(\\'public\\')]' }
        }
      ]
    }
  }
}
resource loaded 'Microsoft.Resources/deployments@2024-03-01' = {
  name: 'loaded'
  properties: {
    expressionEvaluationOptions: { scope: 'inner' }
    template: loadJsonContent('inner.json')
  }
}
resource made 'Microsoft.Resources/deployments@2024-03-01' = {
  name: 'made'
  properties: { template: union({}, {}) }
}
""",
            "inner.json": COMPILED,
        }
    )
    assert public(evaluation, "literal/Microsoft.Storage/storageAccounts/inline").scalar is True
    assert public(evaluation, "loaded/Microsoft.Storage/storageAccounts/json").scalar is False
    assert [gap.what for gap in evaluation.gaps] == ["a template that is made by an expression is not read"]


def test_settings_loaded_from_json_stand_in_the_json():
    (evaluation,) = evaluations(
        {
            "main.bicep": "var s = loadJsonContent('s.json')\n"
            "resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {\nname: 'a'\nproperties: s.account\n}",
            "s.json": '{"account": {"allowBlobPublicAccess": true}}',
        }
    )
    value = public(evaluation)
    assert value.scalar is True
    assert value.place.path == "s.json"
    assert value.place.text == "true"


@pytest.mark.parametrize(
    "text",
    [
        "var a = b\nvar b = a\n",
        "".join(f"var v{n} = v{n + 1}\n" for n in range(3000)) + "var v3000 = true\n",
        "var a = " + "[" * 90 + "]" * 90 + "\n",
        "var a = " + "+".join(["1"] * 300) + "\n",
        "var a0 = 'x'\n" + "".join(f"var a{n + 1} = '${{a{n}}}${{a{n}}}'\n" for n in range(60)),
        "var a0 = [1]\n" + "".join(f"var a{n + 1} = [a{n}, a{n}]\n" for n in range(40)),
        "func f(x int) int => f(x)\nvar a = f(1)\n",
        "".join(f"type t{n} = t{n + 1} | t{n + 1}\n" for n in range(60)) + "type t60 = 'a'\nparam p t0\n",
        "resource x 'A.B/c@1' = { name: x.name\nparent: x }\n",
        "resource x 'A.B/c@1' = if (y.?p == 1) { name: y.name }\n"
        "resource y 'A.B/c/d@1' = if (x.?p == 1) {\nparent: x\nname: y.name\n}\n",
        "module m 'main.bicep' = { name: m.name }\n",
    ],
)
def test_hostile_files_end(text):
    (evaluation,) = evaluations({"main.bicep": text + ACCOUNT})
    assert public(evaluation).scalar is False
