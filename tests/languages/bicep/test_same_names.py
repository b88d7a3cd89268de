"""What is unknown is called the same in Bicep and in the JSON that it compiles to."""

import json

import pytest

from foureyes.languages.arm.evaluate import evaluate_template
from foureyes.languages.arm.read import TemplateFiles
from foureyes.languages.bicep.workspace import Workspace
from foureyes.model.value import Unknown
from tests.languages.bicep.rendering import MemoryTree

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
BICEP = """
param name string
param group string
param list array
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = { name: name }
module unread 'br:registry.example.org/x:1' = { name: 'unread', scope: resourceGroup(group) }
module inner 'inner.bicep' = { name: 'inner', scope: resourceGroup(group) }
module above 'inner.bicep' = { name: 'above', scope: managementGroup(group) }
"""
INNER = "output group string = resourceGroup().name"
ID = "resourceId('Microsoft.Storage/storageAccounts', parameters('name'))"


def deployment(name, **more):
    inner = {"$schema": SCHEMA, "outputs": {"group": {"type": "string", "value": "[resourceGroup().name]"}}}
    return {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": name,
        **more,
        "properties": {"expressionEvaluationOptions": {"scope": "inner"}, "template": inner},
    }


def compiled(value):
    resources = {
        "account": {
            "type": "Microsoft.Storage/storageAccounts",
            "apiVersion": "2023-05-01",
            "name": "[parameters('name')]",
        },
        "unread": {
            **deployment("unread", resourceGroup="[parameters('group')]"),
            "properties": {"templateLink": {"uri": "https://example.org/x.json"}},
        },
        "inner": deployment("inner", resourceGroup="[parameters('group')]"),
        "above": deployment(
            "above", scope="[format('Microsoft.Management/managementGroups/{0}', parameters('group'))]"
        ),
    }
    return {
        "$schema": SCHEMA,
        "languageVersion": "2.0",
        "parameters": {"name": {"type": "string"}, "group": {"type": "string"}, "list": {"type": "array"}},
        "resources": resources,
        "outputs": {"x": {"type": "object", "value": value}},
    }


@pytest.mark.parametrize(
    ("written", "expression"),
    [
        ("account.listKeys().keys[0].value", f"listKeys({ID}, '2023-05-01').keys[0].value"),
        ("account.listKeys().keys[0].value", "listKeys('account', '2023-05-01').keys[0].value"),
        ("account.properties.primaryEndpoints.blob", "reference('account').primaryEndpoints.blob"),
        ("account.properties.primaryEndpoints.blob", f"reference({ID}, '2023-05-01').primaryEndpoints.blob"),
        ("unread.outputs.key", "reference('unread').outputs.key.value"),
        ("inner.outputs.group", "reference('inner').outputs.group.value"),
        ("above.outputs.group", "reference('above').outputs.group.value"),
    ],
)
def test_the_same_unknown_has_the_same_name(written, expression):
    tree = MemoryTree(
        {
            "main.bicep": f"{BICEP}\noutput x object = {written}",
            "inner.bicep": INNER,
            "main.json": json.dumps(compiled(f"[{expression}]")),
        }
    )
    ours = evaluate_template(Workspace(tree).unit("main.bicep").template).outputs["x"]
    theirs = evaluate_template(TemplateFiles(tree).read("main.json")).outputs["x"]
    assert isinstance(ours, Unknown)
    assert isinstance(theirs, Unknown)
    assert ours.subject is not None
    assert ours.subject == theirs.subject
