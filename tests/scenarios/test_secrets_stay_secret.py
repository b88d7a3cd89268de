"""What is passed to a secure parameter is in no report, whatever it decides."""

import json

import pytest

SECRETS = ("Hunter2Hunter2", "Sup3rSecret", "0.0.0.1", "N3sted")
MODULE = """
@secure()
param password string
@secure()
param other string
param guess string
param login { name: string, @secure() key: string }
resource server 'Microsoft.Sql/servers@2023-05-01-preview' = {
  name: 'server'
  location: 'westeurope'
  properties: {
    administratorLoginPassword: '${password}${other}${login.key}'
    publicNetworkAccess: empty(other) ? 'Disabled' : 'Enabled'
    minimalTlsVersion: login.key == 'x' || guess == password ? '1.2' : '1.0'
  }
  resource rule 'firewallRules' = { name: 'all', properties: { startIpAddress: '0.0.0.0', endIpAddress: password } }
}
"""
MAIN = """
@secure()
param password string
param guess string
module m 'module.bicep' = {
  name: 'm'
  params: { password: password, other: 'Sup3rSecret', guess: guess, login: { name: 'n', key: 'N3sted' } }
}
"""
SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deployment{}.json#"


def template():
    def secure(name):
        return {"type": "securestring", **name}

    server = {
        "type": "Microsoft.Sql/servers",
        "apiVersion": "2023-05-01-preview",
        "name": "server",
        "properties": {
            "administratorLoginPassword": "[concat(parameters('password'), parameters('other'))]",
            "publicNetworkAccess": "[if(empty(parameters('other')), 'Disabled', 'Enabled')]",
            "minimalTlsVersion": "[if(equals(parameters('password'), 'x'), '1.2', '1.0')]",
        },
    }
    inner = {
        "$schema": SCHEMA.format("Template"),
        "contentVersion": "1.0.0.0",
        "parameters": {"password": secure({}), "other": secure({})},
        "resources": [server],
    }
    deployment = {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": "m",
        "properties": {
            "mode": "Incremental",
            "expressionEvaluationOptions": {"scope": "inner"},
            "template": inner,
            "parameters": {
                "password": {"value": "[parameters('password')]"},
                "other": {"value": "[variables('held')]"},
            },
        },
    }
    return {
        "$schema": SCHEMA.format("Template"),
        "contentVersion": "1.0.0.0",
        "parameters": {"password": secure({})},
        "variables": {"held": "Sup3rSecret"},
        "resources": [deployment],
    }


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
@pytest.mark.parametrize("language", ["bicep", "arm"])
def test_no_report_tells_a_secret(language, form, cli):
    if language == "bicep":
        (cli.folder / "main.bicep").write_text(MAIN)
        (cli.folder / "module.bicep").write_text(MODULE)
    else:
        (cli.folder / "main.json").write_text(json.dumps(template(), indent=1))
    given = {"$schema": SCHEMA.format("Parameters"), "parameters": {"password": {"value": "Hunter2Hunter2"}}}
    (cli.folder / "main.parameters.json").write_text(json.dumps(given, indent=1))
    done = cli("lint", "--format", form, "--profile", "hardening", ".")
    assert "azure-sql-server-has-public-endpoint" in done.stdout
    assert [secret for secret in SECRETS if secret in done.stdout + done.stderr] == []
