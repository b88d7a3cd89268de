"""A linted file reads nothing outside of its repository, whatever it names and in whichever language."""

import json
import subprocess

import pytest

from tests.support import Cli

SECRET = "hunter2-of-the-runner"
BICEP = """var told = %s
resource account 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: 'account'
  properties: { publicNetworkAccess: told }
}
"""
TERRAFORM = """locals {
  told = %s
}
resource "azurerm_storage_account" "account" {
  name            = "account"
  min_tls_version = local.told == "no" ? "TLS1_2" : "TLS1_0"
}
"""
SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"


def template(*resources):
    return json.dumps({"$schema": SCHEMA, "contentVersion": "1.0.0.0", "resources": resources})


def linked(path):
    properties = {"mode": "Incremental", "templateLink": {"relativePath": path}}
    return template(
        {"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "n", "properties": properties}
    )


def account(value):
    return template(
        {
            "type": "Microsoft.Storage/storageAccounts",
            "apiVersion": "2023-01-01",
            "name": "account",
            "properties": {"publicNetworkAccess": value},
        }
    )


def stack(path):
    return f"Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: {path}\n"


def database(name):
    return (
        "Resources:\n  Main:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      PubliclyAccessible: true\n"
        f"      Engine: postgres\n    Metadata: {{x: 1}}\n  {name.replace('-', '')}:\n    Type: AWS::RDS::DBInstance\n"
        "    Properties:\n      PubliclyAccessible: true\n"
    )


WAYS = {
    "bicep text": ("main.bicep", BICEP % "loadTextContent('{out}/text')"),
    "bicep json": ("main.bicep", BICEP % "loadJsonContent('{out}/data.json').key"),
    "bicep yaml": ("main.bicep", BICEP % "loadYamlContent('{out}/data.json').key"),
    "bicep base64": ("main.bicep", BICEP % "base64ToString(loadFileAsBase64('{out}/text'))"),
    "bicep import": ("main.bicep", "import { key } from '{out}/lib.bicep'\n" + BICEP % "key"),
    "bicep module": ("main.bicep", "module m '{out}/main.bicep' = {}\n"),
    "parameter file": ("main.bicepparam", "using '{out}/main.bicep'\n"),
    "terraform file": ("main.tf", TERRAFORM % 'file("{out}/text")'),
    "terraform json": ("main.tf", TERRAFORM % 'jsondecode(file("{out}/data.json")).key'),
    "terraform template": ("main.tf", TERRAFORM % 'templatefile("{out}/text", {})'),
    "terraform module": ("main.tf", 'module "m" {\n  source = "{out}"\n}\n'),
    "linked template": ("main.json", linked("{out}/template.json")),
    "nested stack": ("main.yaml", stack("{out}/stack.yaml")),
}


@pytest.fixture
def cli(tmp_path):
    secret, here = tmp_path / "secret", tmp_path / "here"
    secret.mkdir()
    here.mkdir()
    (secret / "text").write_text(SECRET)
    (secret / "data.json").write_text(json.dumps({"key": SECRET}))
    (secret / "lib.bicep").write_text(f"@export()\nvar key = '{SECRET}'\n")
    (secret / "main.bicep").write_text(BICEP % f"'{SECRET}'")
    (secret / "main.tf").write_text(TERRAFORM % f'"{SECRET}"')
    (secret / "template.json").write_text(account(SECRET))
    (secret / "stack.yaml").write_text(database(SECRET))
    return Cli(here)


def told(cli, way, out):
    name, text = WAYS[way]
    (cli.folder / name).write_text(text.replace("{out}", out))
    done = cli("lint", "--format", "json")
    assert done.returncode != 0
    return done.stdout + done.stderr


@pytest.mark.parametrize("way", WAYS)
def test_inside_of_the_repository_it_is_read(cli, way):
    subprocess.run(["git", "init", "--quiet", str(cli.folder.parent)], check=True)
    assert SECRET.replace("-", "") in told(cli, way, "../secret").replace("-", "")


@pytest.mark.parametrize("repository", [True, False], ids=["repository", "folder"])
@pytest.mark.parametrize("out", ["../secret", "absolute", "link", "links"])
@pytest.mark.parametrize("way", WAYS)
def test_outside_of_it_nothing_is(cli, way, out, repository):
    secret = cli.folder.parent / "secret"
    if repository:
        subprocess.run(["git", "init", "--quiet", str(cli.folder)], check=True)
    if out == "absolute":
        out = str(secret)
    elif out == "link":
        (cli.folder / "link").symlink_to(secret)
    elif out == "links":
        (cli.folder / "links").mkdir()
        for path in secret.iterdir():
            (cli.folder / "links" / path.name).symlink_to(path)
    assert SECRET.replace("-", "") not in told(cli, way, out).replace("-", "")


def test_a_variable_file_that_the_user_names_is_read(cli):
    subprocess.run(["git", "init", "--quiet", str(cli.folder)], check=True)
    (cli.folder / "main.tf").write_text('variable "told" {\n  type = string\n}\n' + TERRAFORM % "var.told")
    named = cli.folder.parent / "secret" / "prod.tfvars"
    named.write_text(f'told = "{SECRET}"\n')
    assert SECRET in cli("lint", "--var-file", str(named)).stdout


@pytest.mark.parametrize("link", ["link", "main.bicep"])
def test_a_link_is_followed_out_where_the_configuration_says_so(cli, link):
    secret = cli.folder.parent / "secret"
    (cli.folder / link).symlink_to(secret if link == "link" else secret / link)
    assert SECRET not in cli("lint").stdout
    (cli.folder / "foureyes.toml").write_text("[limits]\noutside_links = 1\n")
    assert SECRET in cli("lint").stdout


def test_what_is_refused_is_told_and_fails(cli):
    (cli.folder / "main.bicep").write_text(
        "var told = loadTextContent('../secret/text')\nmodule m '../secret/main.bicep' = {}\n"
    )
    done = cli("lint")
    assert done.returncode == 3
    assert "../secret/text cannot be loaded: it is outside the folder that may be read" in done.stdout + done.stderr
    assert "../secret/main.bicep is outside the folder that may be read" in done.stdout
