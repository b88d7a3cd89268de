"""A secret of each language, written where frames and trails pass by, is in no report of any form."""

from __future__ import annotations

import json

import pytest

SECRET = "Qw7-unutterable"
FORMS = ("text", "json", "sarif", "html", "markdown", "github", "gitlab", "junit")
SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"

TERRAFORM = """
variable "default" {
  type      = string
  sensitive = true
  default   = "Qw7-unutterable"
}
variable "given" {
  type      = string
  sensitive = true
}
variable "open" {
  type      = string
  sensitive = true
}
variable "flag" { default = "Qw7-unutterable" }
locals { passed = "Qw7-unutterable" }
module "m" {
  source = "./m"
  literal = "Qw7-unutterable"
  local = local.passed
}
resource "aws_db_instance" "default" {
  publicly_accessible = var.default == "Qw7-unutterable"
  password            = var.default
}
resource "aws_db_instance" "given" {
  publicly_accessible = var.given != "" ? true : false
  identifier          = var.given
}
resource "aws_db_instance" "open" {
  publicly_accessible = var.open == "Qw7-unutterable" ? true : false
}
resource "aws_db_instance" "starts" {
  publicly_accessible = startswith(var.open, "Qw7-unutterable")
}
resource "aws_db_instance" "named" {
  publicly_accessible = sensitive("Qw7-unutterable") != "x"
}
resource "aws_db_instance" "listed" {
  publicly_accessible = contains(["Qw7-unutterable"], var.open) ? true : false
}
resource "aws_db_instance" "key" {
  publicly_accessible = { "Qw7-unutterable" = true }[var.default]
}
resource "aws_db_instance" "each" {
  for_each            = toset([var.default])
  publicly_accessible = true
  identifier          = each.key
}
resource "aws_db_instance" "several" {
  publicly_accessible = var.open == "Qw7-unutterable" || length(var.open) > 3
}
"""
MODULE = """
variable "literal" { sensitive = true }
variable "local" {
  sensitive = true
}
resource "aws_db_instance" "literal" {
  publicly_accessible = var.literal == "a" ? false : true
}
resource "aws_db_instance" "local" {
  publicly_accessible = var.local != null
  identifier = var.local
}
resource "aws_security_group_rule" "r" {
  type = "ingress"
  from_port = 22
  to_port = 22
  protocol = "tcp"
  cidr_blocks = [var.local == "Qw7-unutterable" ? "0.0.0.0/0" : "10.0.0.0/8"]
}
"""
BICEP = """
@secure()
param default string = 'Qw7-unutterable'
@secure()
param line string = 'Qw7-unutterable'
@secure()
param open string
resource server 'Microsoft.Sql/servers@2023-05-01-preview' = {
  name: 'server'
  location: 'westeurope'
  properties: {
    administratorLoginPassword: default
    publicNetworkAccess: line == 'Qw7-unutterable' ? 'Enabled' : 'Disabled'
  }
}
resource other 'Microsoft.Sql/servers@2023-05-01-preview' = {
  name: 'other'
  location: 'westeurope'
  properties: { publicNetworkAccess: open == 'Qw7-unutterable' ? 'Enabled' : 'Disabled' }
}
resource third 'Microsoft.Sql/servers@2023-05-01-preview' = {
  name: 'third'
  location: 'westeurope'
  properties: { publicNetworkAccess: startsWith(open, 'Qw7-unutterable') ? 'Enabled' : 'Disabled' }
}
"""


def arm() -> str:
    def server(name: str, access: str) -> dict[str, object]:
        return {
            "type": "Microsoft.Sql/servers", "apiVersion": "2023-05-01-preview", "name": name,
            "properties": {"administratorLoginPassword": "[parameters('default')]", "publicNetworkAccess": access},
        }  # fmt: skip

    return json.dumps(
        {
            "$schema": SCHEMA,
            "contentVersion": "1.0.0.0",
            "parameters": {
                "default": {"type": "secureString", "defaultValue": SECRET},
                "unused": {"type": "secureString", "defaultValue": SECRET},
                "open": {"type": "secureString"},
            },
            "resources": [
                server("one", f"[if(equals(parameters('default'), '{SECRET}'), 'Enabled', 'Disabled')]"),
                server("two", f"[if(equals(parameters('open'), '{SECRET}'), 'Enabled', 'Disabled')]"),
            ],
        }
    )


CLOUDFORMATION = """
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Default: { Type: String, NoEcho: true, Default: Qw7-unutterable }
  Listed:
    Type: String
    NoEcho: true
    AllowedValues: [Qw7-unutterable, other]
Conditions:
  Is: !Equals [!Ref Default, Qw7-unutterable]
  May: !Equals [!Ref Listed, Qw7-unutterable]
Resources:
  A:
    Type: AWS::RDS::DBInstance
    Properties: { PubliclyAccessible: !If [Is, true, false], MasterUserPassword: !Ref Default }
  B:
    Type: AWS::RDS::DBInstance
    Properties:
      PubliclyAccessible: !If [May, true, false]
  C:
    Type: AWS::RDS::DBInstance
    Properties:
      PubliclyAccessible: !Equals [!Ref Listed, Qw7-unutterable]
  D:
    Type: AWS::RDS::DBInstance
    Properties:
      PubliclyAccessible: !Ref Default
"""


def plan() -> str:
    """A plan on one line, as `terraform show -json` writes it: what is shown of one setting has others around it."""
    after = {"identifier": SECRET, "publicly_accessible": True, "domain": SECRET, "tags": {"a": SECRET}}
    change = {
        "actions": ["update"],
        "before": {"domain": f"old {SECRET}"},
        "after": after,
        "after_unknown": {},
        "before_sensitive": {"domain": True},
        "after_sensitive": {"identifier": True, "domain": True, "tags": True},
    }
    kind = {"address": "aws_db_instance.a", "mode": "managed", "type": "aws_db_instance", "name": "a"}
    expressions = {"publicly_accessible": {"constant_value": True}, "domain": {"references": ["var.x"]}}
    configuration = {"resources": [{**kind, "expressions": expressions}]}
    return json.dumps(
        {
            "format_version": "1.2",
            "terraform_version": "1.9.0",
            "variables": {"x": {"value": SECRET}},
            "resource_changes": [{**kind, "provider_name": "registry.terraform.io/hashicorp/aws", "change": change}],
            "configuration": {"root_module": configuration},
        },
        separators=(",", ":"),
    )


FILES = {
    "plan": {"plan.json": plan()},
    "terraform": {
        "main.tf": TERRAFORM,
        "m/main.tf": MODULE,
        "line.tf.json": json.dumps(
            {
                "variable": {"line": {"sensitive": True, "default": SECRET}},
                "resource": {"aws_db_instance": {"line": {"publicly_accessible": '${var.line != "x"}'}}},
            }
        ),
        "terraform.tfvars": 'given = "Qw7-unutterable"\n',
    },
    "bicep": {"main.bicep": BICEP},
    "arm": {"main.json": arm()},
    "cloudformation": {"main.yaml": CLOUDFORMATION},
    "cloudformation in one line": {
        "main.json": json.dumps(
            {
                "AWSTemplateFormatVersion": "2010-09-09",
                "Parameters": {"P": {"Type": "String", "NoEcho": True, "Default": SECRET}},
                "Resources": {"A": {"Type": "AWS::RDS::DBInstance", "Properties": {"PubliclyAccessible": True}}},
            }
        )
    },
}


@pytest.mark.parametrize("form", [*FORMS, "explain"])
@pytest.mark.parametrize("language", FILES)
def test_a_secret_is_in_no_report(language, form, cli):
    for path, text in FILES[language].items():
        (cli.folder / path).parent.mkdir(exist_ok=True)
        (cli.folder / path).write_text(text)
    if form != "explain":
        done = cli("lint", "--format", form, "--profile", "hardening", ".")
        assert "public" in done.stdout.lower()
        assert SECRET not in done.stdout + done.stderr
        return
    found = json.loads(cli("lint", "--format", "json", ".").stdout)["findings"]
    assert found
    for one in found[:4]:
        done = cli("explain", one["fingerprint"], ".")
        assert one["rule"] in done.stdout, done.stderr
        assert SECRET not in done.stdout + done.stderr
