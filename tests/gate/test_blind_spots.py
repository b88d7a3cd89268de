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


NAMED = MODULE.replace('"private"', "var.acl")
ACL = 'variable "acl" {\n  default = "private"\n}\n'
CALLER = 'module "w" {\n  source = "../../modules/w"\n  acl    = "private"\n}\n'
BICEP = "param open bool = false\n" + REGISTRY.replace("open: false", "open: open")
STACK = 'Parameters:\n  Open:\n    Type: String\n    Default: "false"\n' + NESTED.replace(
    'Open: "false"', "Open: !Ref Open"
)
BASE = "Parameters:\n  Base:\n    Type: String\n    Default: https://contoso.s3.amazonaws.com\n" + NESTED.replace(
    "https://contoso.s3.amazonaws.com/t.yaml", '!Sub "${Base}/t.yaml"'
)
SET = """\
Parameters:
  Open:
    Type: String
    Default: "false"
Resources:
  Set:
    Type: AWS::CloudFormation::StackSet
    Properties:
      StackSetName: s
      PermissionModel: SELF_MANAGED
      TemplateURL: https://contoso.s3.amazonaws.com/t.yaml
      Parameters:
        - ParameterKey: Open
          ParameterValue: !Ref Open
  Application:
    Type: AWS::Serverless::Application
    Properties:
      Location:
        ApplicationId: arn:aws:serverlessrepo:us-east-1:123456789012:applications/a
        SemanticVersion: 1.0.0
      Parameters:
        Wide: "false"
  Module:
    Type: Contoso::S3::Bucket::MODULE
    Properties:
      Deep: "false"
"""
PARAMETERS = {"open": {"type": "bool", "defaultValue": False}}
ARM = json.dumps({**json.loads(LINKED.replace("false", "\"[parameters('open')]\"")), "parameters": PARAMETERS})


@pytest.mark.parametrize(
    ("before", "path", "old", "new", "asks"),
    [
        ({"a.tf": NAMED, "v.tf": ACL}, "v.tf", "private", "public-read", True),
        ({"a.tf": NAMED, "v.tf": ACL, "prod.tfvars": 'acl = "private"\n'}, "prod.tfvars", "private", "public", True),
        ({"a.tf": NAMED, "v.tf": ACL, "prod.tfvars": "# none\n"}, "prod.tfvars", "# none", 'acl = "public"', True),
        ({"a.tf": NAMED, "v.tf": ACL, "prod.tfvars": "# none\n"}, "prod.tfvars", "# none", 'acl = "private"', False),
        ({"a.tf": NAMED, "v.tf": ACL}, "v.tf", 'default = "private"', 'default = "${"private"}"', False),
        ({"a.tf": NAMED, "v.tf": ACL + "locals {\n  x = 1\n}\n"}, "v.tf", "x = 1", "x = 2", False),
        ({"a.tf": MODULE.replace('"a"', "local.x"), "v.tf": "locals {\n  x = 1\n}\n"}, "v.tf", "1", "2", False),
        ({"a.tf": CALLER, "../../modules/w/main.tf": NAMED + ACL}, "a.tf", '"private"', '"public-read"', True),
        (
            {"a.tf": NAMED.replace("acl ", "for_each = local.all\n  acl").replace("var.acl", "each.value"),
             "v.tf": 'locals {\n  all = { a = "private" }\n}\n'},
            "v.tf", "{ a", '{ b = "public", a', True,
        ),
        ({"a.bicep": BICEP}, "a.bicep", "bool = false", "bool = true", True),
        (
            {"a.bicep": BICEP, "a.bicepparam": "using 'a.bicep'\nparam open = false\n"},
            "a.bicepparam", "false", "true", True,
        ),
        ({"a.yaml": STACK}, "a.yaml", 'Default: "false"', 'Default: "true"', True),
        ({"a.yaml": BASE}, "a.yaml", "https://contoso", "https://evil", True),
        ({"a.yaml": SET}, "a.yaml", 'Default: "false"', 'Default: "true"', True),
        ({"a.yaml": SET}, "a.yaml", 'Wide: "false"', 'Wide: "true"', True),
        ({"a.yaml": SET}, "a.yaml", 'Deep: "false"', 'Deep: "true"', True),
        ({"a.json": ARM}, "a.json", '"defaultValue": false', '"defaultValue": true', True),
    ],
)  # fmt: skip
def test_what_is_passed_by_a_name_to_code_that_is_not_read(world, before, path, old, new, asks):
    before = {f"infra/prod/{name}": text for name, text in before.items()}
    path = f"infra/prod/{path}"
    assert old in before[path]
    found = changed(world, before, {path: before[path].replace(old, new)})
    assert found.kinds == ({"blinds"} if asks else set())
    if asks:
        assert "what is passed to code that is not read changes" in found.words


def test_a_signature_holds_for_what_is_passed_and_for_nothing_else(world):
    changed(world, {"infra/prod/a.tf": NAMED, "infra/prod/v.tf": ACL}, {"infra/prod/v.tf": ACL.replace("vate", "v")})
    world.request()
    world.sign("bob")
    assert world.check().code == 0
    world.write("infra/prod/v.tf", ACL.replace("private", "public-read"))
    world.commit("worse")
    assert world.check().code == 1


FETCHED = "infra/prod/.terraform/modules/"
TOPIC = 'resource "aws_sns_topic" "t" {\n  name              = "t"\n  kms_master_key_id = "k"\n}\n'


@pytest.mark.parametrize(
    ("old", "new", "asks"),
    [
        ('"contoso/bucket/aws"', '"evil/bucket/aws"', True),
        ('"1.0.0"', '"1.0.1"', True),
        ('"1.0.0"', '"!= 1.0.0"', True),
        ('"1.0.0"', '"~> 2.0"', True),
        ('"contoso/bucket/aws"', '"registry.terraform.io/contoso/bucket/aws"', False),
        ('"1.0.0"', '">= 1.0, < 2.0"', False),
    ],
)
def test_another_module_than_the_one_that_was_fetched(world, old, new, asks):
    source = "registry.terraform.io/contoso/bucket/aws"
    entry = {"Key": "b", "Source": source, "Version": "1.0.0", "Dir": ".terraform/modules/b"}
    before = {
        "infra/prod/main.tf": MODULE,
        f"{FETCHED}modules.json": json.dumps({"Modules": [entry]}),
        f"{FETCHED}b/main.tf": 'variable "acl" {}\nvariable "tags" {}\n' + TOPIC,
    }
    for path, text in before.items():
        world.write(path, text)
    world.git("add", "--all", "--force")
    found = changed(world, {}, {"infra/prod/main.tf": MODULE.replace(old, new)})
    assert found.kinds == ({"changes-supply"} if asks else set())
    if asks:
        assert f"what was fetched is {source} 1.0.0" in found.words


EMBEDDED = """\
resource "aws_cloudformation_stack" "s" {
  name          = "s"
  template_body = local.body
}
locals {
  body = jsonencode({ Resources = { B = { Type = "AWS::S3::Bucket", Properties = { AccessControl = "Private" } } } })
}
"""
CONTROL = """\
resource "aws_cloudcontrolapi_resource" "b" {
  type_name     = "AWS::S3::Bucket"
  desired_state = jsonencode({ AccessControl = "Private" })
}
"""
CC = 'resource "awscc_s3_bucket" "a" {\n  access_control = "Private"\n}\n'
UNTOLD = 'variable "type" {}\nresource "azapi_resource" "a" {\n  type = var.type\n  name = "Private"\n  body = {}\n}\n'
ACTION = """\
resource "azapi_resource_action" "a" {
  type        = "Microsoft.Storage/storageAccounts@2023-05-01"
  resource_id = "/x"
  method      = "PATCH"
  body        = { properties = { mode = "Private" } }
}
"""
RUNS = """\
resource "null_resource" "a" {
  provisioner "local-exec" {
    command = "aws s3api put-bucket-acl --acl ${local.acl}"
  }
}
locals {
  acl = "Private"
}
"""
EXTERNAL = 'data "external" "a" {\n  program = ["sh", "Private"]\n}\n'
SCRIPT = """\
resource s 'Microsoft.Resources/deploymentScripts@2023-08-01' = {
  name: 's'
  location: 'westeurope'
  kind: 'AzureCLI'
  properties: {
    azCliVersion: '2.52.0'
    retentionInterval: 'P1D'
    scriptContent: 'az storage container set-permission --public-access Private'
  }
}
"""
CUSTOM = """\
Resources:
  Custom:
    Type: Custom::Bucket
    Properties:
      ServiceToken: arn:aws:lambda:us-east-1:123456789012:function:f
      Acl: Private
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tf", EMBEDDED), ("a.tf", CONTROL), ("a.tf", CC), ("a.tf", UNTOLD), ("a.tf", ACTION), ("a.tf", RUNS),
        ("a.tf", EXTERNAL), ("a.bicep", SCRIPT), ("a.yaml", CUSTOM),
    ],
)  # fmt: skip
def test_what_is_handed_to_another_engine(world, name, text):
    """A template inside of a resource, a script that runs at deployment: nothing of it is judged."""
    path = f"infra/prod/{name}"
    assert "blinds" in changed(world, {}, {path: text}).kinds
    world.git("checkout", "-q", "main")
    worse = changed(world, {path: text}, {path: text.replace("Private", "PublicRead")})
    assert worse.kinds == {"blinds"}
    assert "what is passed to code that is not read changes" in worse.words


def test_what_was_handed_to_another_engine_before_asks_nobody_again(world):
    before = {"infra/prod/a.tf": EMBEDDED + CONTROL + CC + RUNS + EXTERNAL, "infra/prod/a.bicep": SCRIPT}
    assert changed(world, before, {"infra/prod/b.tf": TOPIC}).code == 0


@pytest.mark.parametrize(
    ("root", "environment"),
    [("infra/sandbox", "sandbox"), ("infra/sandbox/net", "sandbox"), ("infra/sandboxed", "prod")],
)
def test_the_paths_of_an_environment_fit_a_root_in_their_own_folder(world, root, environment):
    group = (
        'resource "aws_security_group" "g" {\n  ingress {\n    from_port = 22\n    to_port = 22\n    protocol = "tcp"\n'
    )
    found = changed(world, {}, {f"{root}/main.tf": f'{group}    cidr_blocks = ["0.0.0.0/0"]\n  }}\n}}\n'})
    assert {one["environment"] for one in found.report["risks"]} == {environment}


TEMPLATE = 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  B:\n    Type: AWS::S3::Bucket\n'
SERVERLESS = "service: s\nresources:\n  Resources:\n    B:\n      Type: AWS::S3::Bucket\n"


@pytest.mark.parametrize(
    ("name", "text", "asks"),
    [
        ("stack.txt", TEMPLATE, True),
        ("stack.yaml.j2", f"{{% set x = 1 %}}\n{TEMPLATE}", True),
        ("main.arm", LINKED, True),
        ("serverless.yml", SERVERLESS, True),
        ("env.hcl", 'locals {\n  acl = "public-read"\n}\n', True),
        ("samconfig.toml", '[default.deploy.parameters]\nparameter_overrides = "Open=true"\n', True),
        ("README.md", f"# Stack\n\n{TEMPLATE}", False),
        ("notes.txt", "Buckets are of Type: AWS::S3::Bucket\n", False),
        (".terraform.lock.hcl", "# none\n", False),
    ],
)
def test_templates_under_names_that_are_not_looked_at(world, name, text, asks):
    assert changed(world, {}, {f"infra/prod/{name}": text}).kinds == ({"blinds"} if asks else set())
