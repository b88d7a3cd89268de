"""Changes outside of what is judged, by which a risk could go untold: each needs a second person."""

import json

import pytest

from tests.gate.kit import STORAGE

CODE = "infra/prod/storage.bicep"
OFF = '[lint.severities]\nazure-blob-container-open-to-everyone = "off"\n'
MODULE = """\
module "b" {
  source  = "contoso/bucket/aws"
  version = "1.0.0"
  acl     = "private"
  tags    = { team = "a" }
}
"""
REGISTRY = """\
module m 'br:contoso.azurecr.io/storage:v1' = {
  name: 'm'
  params: {
    tags: { team: 'a' }
    open: false
  }
}
"""
NESTED = """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Nested:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: https://contoso.s3.amazonaws.com/t.yaml
      Parameters:
        Open: "false"
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: a
"""
LINKED = json.dumps(
    {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "resources": [
            {
                "type": "Microsoft.Resources/deployments",
                "apiVersion": "2021-04-01",
                "name": "n",
                "properties": {
                    "mode": "Incremental",
                    "templateLink": {"uri": "https://contoso.example/t.json"},
                    "parameters": {"open": {"value": False}},
                },
            }
        ],
    }
)


def mark(resource, rule="azure-blob-container-open-to-everyone"):
    return {
        "rule": rule, "root": CODE, "resource": resource, "fingerprint": resource, "declaration": "d",
        "severity": "high", "answer": "risky", "facts": [],
    }  # fmt: skip


def baseline(*marks):
    return json.dumps({"version": 1, "findings": marks})


def changed(world, before, after):
    for path, text in before.items():
        world.write(path, text)
    world.commit("before", who="erik")
    world.branch()
    for path, text in after.items():
        world.write(path, text)
    world.git("add", "--all", "--force")
    world.commit("after")
    return world.check()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("infra/foureyes.toml", OFF),
        ("pyproject.toml", OFF.replace("[lint", "[tool.foureyes.lint")),
        ("infra/pyproject.toml", OFF.replace("[lint", "[tool.foureyes.lint")),
        ("infra/pyproject.toml", "foureyes = ["),
    ],
)
def test_every_configuration_that_lint_reads(world, path, text):
    assert changed(world, {}, {path: text}).kinds == {"changes-policy"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[project]\ndependencies = ["foureyes"]\n'),
        ("[tool.foureyes.lint]\nfail_on = 'low'\n", "# words\n[tool.foureyes.lint]\nfail_on = 'low'\n[tool.other]\n"),
    ],
)
def test_a_project_that_says_nothing_new_of_foureyes(world, before, after):
    assert changed(world, {"app/pyproject.toml": before}, {"app/pyproject.toml": after}).code == 0


@pytest.mark.parametrize(
    ("before", "after", "asks"),
    [
        (None, baseline(mark("a")), True),
        (baseline(mark("a")), baseline(mark("a"), mark("b")), True),
        (baseline(mark("a")), baseline({**mark("a"), "fingerprint": "b"}), True),
        (baseline(mark("a")), "{", True),
        (baseline(mark("a"), mark("b")), baseline(mark("a")), False),
        (baseline(mark("a"), mark("b")), baseline(mark("b"), mark("a")), False),
    ],
)
@pytest.mark.parametrize("name", ["foureyes-baseline.json", "infra/known.json"])
def test_a_baseline_that_grows(world, name, before, after, asks):
    if name != "foureyes-baseline.json":
        world.write("foureyes.toml", f'{world.read("foureyes.toml")}\n[lint]\nbaseline = "{name}"\n')
    found = changed(world, {name: before} if before else {}, {name: after})
    assert found.kinds == ({"adds-suppression"} if asks else set())


@pytest.mark.parametrize(
    ("before", "after", "asks"),
    [
        ("", "*.tf working-tree-encoding=UTF-16\n", True),
        ("", "[attr]code filter=other\n*.bicep code\n", True),
        ("*.tf -filter\n", "", True),
        ("", "*.tf text eol=crlf\n*.png filter=lfs diff=lfs merge=lfs -text\n", False),
    ],
)
@pytest.mark.parametrize("folder", ["", "infra/"])
def test_attributes_by_which_other_files_are_checked_out(world, folder, before, after, asks):
    path = f"{folder}.gitattributes"
    assert changed(world, {path: before}, {path: after}).kinds == ({"blinds"} if asks else set())


@pytest.mark.parametrize(
    ("path", "text", "asks"),
    [
        ("node_modules/storage.bicep", STORAGE, True),
        ("infra/prod/.terraform/modules/b/main.tf", 'variable "acl" {}\n', True),
        ("infra/prod/.terraform/modules/modules.json", '{"Modules": []}', True),
        ("node_modules/package.json", "{}", False),
    ],
)
def test_code_that_comes_where_none_is_looked_for(world, path, text, asks):
    assert changed(world, {}, {path: text}).kinds == ({"blinds"} if asks else set())


def test_a_module_from_elsewhere_whose_content_a_change_brings_along(world):
    entry = {"Key": "b", "Source": "registry.terraform.io/contoso/bucket/aws", "Dir": ".terraform/modules/b"}
    after = {
        "infra/prod/main.tf": MODULE.replace("contoso", "evil"),
        "infra/prod/.terraform/modules/modules.json": json.dumps({"Modules": [entry]}),
        "infra/prod/.terraform/modules/b/main.tf": 'variable "acl" {}\nvariable "tags" {}\n',
    }
    assert "blinds" in changed(world, {"infra/prod/main.tf": MODULE}, after).kinds


@pytest.mark.parametrize(
    ("path", "before", "old", "new", "asks"),
    [
        ("a.tf", MODULE, '"private"', '"public-read"', True),
        ("a.tf", MODULE, "tags ", "# words\n  acl_too = true\n  tags ", True),
        ("a.tf", MODULE, "team =", "# words\n    group   =", False),
        ("a.tf", MODULE, "  acl     =", "  // words\n\n  acl =", False),
        ("a.bicep", REGISTRY, "open: false", "open: true", True),
        ("a.bicep", REGISTRY, "{ team: 'a' }", "{ team: 'a' }\n    other: true", True),
        ("a.bicep", REGISTRY, "team: 'a'", "team: 'b'", False),
        ("a.yaml", NESTED, '"false"', '"true"', True),
        ("a.yaml", NESTED, "TopicName: a", "TopicName: b", False),
        ("a.json", LINKED, "false", "true", True),
        ("a.json", LINKED, '"parameters"', '\n "parameters"', False),
    ],
)
def test_what_is_passed_to_code_that_is_not_read(world, path, before, old, new, asks):
    path = f"infra/prod/{path}"
    assert old in before
    found = changed(world, {path: before}, {path: before.replace(old, new)})
    assert found.kinds == ({"blinds"} if asks else set())
    if asks:
        assert "what is passed to code that is not read changes" in found.words


def test_a_signature_of_no_record(world):
    found = changed(world, {}, {".foureyes/signoffs/x.json.sig": "10.0.0.0/8"})
    assert found.code == 4
    assert "neither a record nor a signature" in found.words


def test_deployments_that_the_base_tells_of_a_root_that_a_change_takes_away(world):
    text = 'variable "open" {\n  default = false\n}\nresource "aws_sns_topic" "t" {\n  name = "t"\n}\n'
    deployments = '\n[[lint.deployments]]\nroot = "infra/prod/net"\nvars = { open = "false" }\n'
    world.write("foureyes.toml", world.read("foureyes.toml") + deployments)
    world.write("infra/prod/net/main.tf", text)
    world.commit("before", who="erik")
    world.branch()
    world.git("mv", "infra/prod/net", "infra/prod/web")
    world.commit("after")
    found = world.check()
    assert "blinds" in found.kinds
    assert "the configuration tells deployments of infra/prod/net, which is no root" in found.words


def test_a_sign_off_is_not_written_out_of_the_repository(world, tmp_path):
    world.open_container_unasked()
    (tmp_path / "elsewhere").mkdir()
    (world.folder / ".foureyes").symlink_to(tmp_path / "elsewhere")
    said = world.gate("request", "--base", "main", "--sign", "--key", str(world.keys.private("alice")))
    assert said.code == 2
    assert "is not written" in said.err
    assert not list((tmp_path / "elsewhere").rglob("*.json"))
