"""What is said of an output that holds a secret: the secret's own source, not the next best gap of the text."""

import json

TEMPLATE = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "parameters": {"name": {"type": "string"}},
    "resources": [],
    "outputs": {
        "connection": {
            "type": "string",
            "value": "[concat('AccountName=', parameters('name'), ';AccountKey=', listKeys(parameters('name'), "
            "'2021-04-01').keys[0].value)]",
        }
    },
}


def test_the_secret_gap_of_a_text_is_named(cli):
    (cli.folder / "main.json").write_text(json.dumps(TEMPLATE, indent=2))
    (finding,) = [one for one in cli.lint()["findings"] if one["rule"] == "azure-deployment-tells-secret"]
    facts = [step["text"] for step in finding["trail"] if step["kind"] == "fact"]
    assert facts == ["the output is a secret: `listkeys` is asked from Azure"]
