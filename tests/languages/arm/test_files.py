"""Which files are roots, which parameter files fit them, and what is said of what cannot be read."""

import pytest

from foureyes.languages.arm import read
from foureyes.languages.arm.inputs import fitting
from foureyes.model.root import Options
from foureyes.model.value import Known, Unknown
from tests.languages.arm.support import INPUTS, deployments, evaluated, template, tree_of

ACCOUNT = "Microsoft.Storage/storageAccounts"


def account(**properties):
    return {"type": ACCOUNT, "apiVersion": "2023-05-01", "name": "a", "properties": properties}


def inputs(**values):
    return {"$schema": INPUTS, "contentVersion": "1.0.0.0", "parameters": values}


def linked(**link):
    return {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": "part",
        "properties": {"mode": "Incremental", "templateLink": link, "parameters": {"p": {"value": "given"}}},
    }


PART = template(parameters={"p": {"type": "string"}}, resources=[account(x="[parameters('p')]")])


@pytest.mark.parametrize(
    ("name", "templates", "best"),
    [
        ("azuredeploy.parameters.json", ["azuredeploy.json", "other.json"], "azuredeploy.json"),
        ("x.parameters.prod.json", ["x.json", "y.json"], "x.json"),
        ("x.prod.parameters.json", ["x.json", "y.json"], "x.json"),
        ("x-parameters.json", ["x.json", "y.json"], "x.json"),
        ("storage.prod.parameters.json", ["storage.json", "storage.prod.json"], "storage.prod.json"),
        ("parameters.json", ["main.json"], "main.json"),
        ("parameters.json", ["a.json", "b.json"], None),
        ("xy.parameters.json", ["x.json", "y.json"], None),
    ],
)
def test_parameter_files_fit_by_name(name, templates, best):
    assert fitting(name, templates) == best


def test_each_parameter_file_is_a_deployment():
    tree = tree_of(
        main__json=template(parameters={"p": {"type": "bool"}}, resources=[account(x="[parameters('P')]")]),
        main__parameters__dev__json=inputs(p={"value": True}),
        main__parameters__prod__json=inputs(p={"value": False}),
    )
    dev, prod = deployments(tree)
    assert dev.deployment == "main.parameters.dev.json"
    assert dev.files == {"main.json", "main.parameters.dev.json"}
    value = dev.resources[0].body.find("properties").find("x")
    assert value == Known(True)
    assert value.trail[0].text == "parameter `p` is true in main.parameters.dev.json"
    assert value.trail[0].place.path == "main.parameters.dev.json"
    assert prod.resources[0].body.find("properties").find("x") == Known(False)


def test_brackets_in_parameter_files_are_text_and_vaults_are_secrets():
    tree = tree_of(
        main__json=template(
            parameters={"p": {"type": "string"}, "s": {"type": "securestring"}},
            resources=[account(x="[parameters('p')]", y="[parameters('s')]")],
        ),
        main__parameters__json=inputs(
            p={"value": "[x]"}, s={"reference": {"keyVault": {"id": "/subscriptions/1"}, "secretName": "n"}}
        ),
    )
    (found,) = deployments(tree)
    properties = found.resources[0].body.find("properties")
    assert properties.find("x") == Known("[x]")
    assert properties.find("y").secret
    assert properties.find("y").reason == "it is a secret kept in a vault"


def test_a_parameter_file_that_cannot_be_read_makes_nothing_safe():
    tree = tree_of(
        main__json=template(
            parameters={"p": {"type": "bool", "defaultValue": False}}, resources=[account(x="[parameters('p')]")]
        ),
        main__parameters__json=f'{{"$schema": "{INPUTS}", "parameters": {{"p": {{"value": tru}}}}}}',
    )
    (found,) = deployments(tree)
    assert found.errors
    assert not isinstance(found.resources[0].body.find("properties").find("x"), Known)


@pytest.mark.parametrize(
    "link",
    [
        {"relativePath": "parts/part.json"},
        {"uri": "[uri(deployment().properties.templateLink.uri, 'parts/part.json')]"},
    ],
)
def test_local_linked_templates(link):
    tree = tree_of(main__json=template(resources=[linked(**link)]), parts___part__json=PART)
    assert [root.path for root in read.roots(sorted(tree.texts), [], tree)] == ["main.json"]
    (found,) = deployments(tree)
    (resource,) = found.resources
    assert resource.place.path == "parts/part.json"
    assert resource.body.find("properties").find("x") == Known("given")
    assert found.files == {"main.json", "parts/part.json"}
    assert found.gaps == []


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ({"uri": "https://example.org/x.json"}, "https://example.org/x.json is not read"),
        ({"id": "[resourceId('Microsoft.Resources/templateSpecs/versions', 's', '1')]"}, "the template spec"),
        ({"relativePath": "nowhere.json"}, "nowhere.json is not there"),
    ],
)
def test_what_is_not_read_is_told(link, words):
    found = evaluated(template(resources=[linked(**link), account()]))
    assert words in found.gaps[0].what
    assert found.gaps[0].place
    assert len(found.resources) == 1


def test_templates_that_link_each_other_end():
    tree = tree_of(
        a__json=template(resources=[linked(relativePath="b.json")]),
        b__json=template(resources=[linked(relativePath="a.json"), account()]),
    )
    assert sum(len(one.resources) for one in deployments(tree)) >= 1


def test_comments_long_texts_and_faults():
    text = """// about
    {
      /* more */
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "variables": {"long": "[concat('a',
          'b')]"},
      "resources": [{"type": "A.B/c", "name": "[variables('long')]"}, {"type": "A.B/d", "name": "d"},
    }"""
    (found,) = deployments(tree_of(main__json=text))
    assert found.errors
    assert found.resources[0].body.find("name") == Known("ab")


def test_values_of_the_command_line_come_first():
    tree = tree_of(
        main__json=template(
            parameters={"p": {"type": "bool", "defaultValue": False}}, resources=[account(x="[parameters('p')]")]
        )
    )
    (root,) = read.roots(["main.json"], [], tree)
    found = read.evaluate(root, root.deployments[0], tree, Options(variables=(("P", "true"),)))
    assert found.resources[0].body.find("properties").find("x") == Known(True)


def test_a_type_that_cannot_be_told_is_a_gap():
    found = evaluated(template(resources=[{"type": "[parameters('t')]", "name": "x"}, {"name": "y"}]))
    assert found.resources == []
    assert len(found.gaps) == 2


def test_subscription_templates():
    schema = "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#"
    found = evaluated({**template(resources=[account()]), "$schema": schema})
    assert len(found.resources) == 1


def test_unknown_is_unknown():
    found = evaluated(template(resources=[account(x="[nosuch('a')]")]))
    assert isinstance(found.resources[0].body.find("properties").find("x"), Unknown)
    assert found.gaps[0].what == "the function `nosuch` is not known"


def test_a_resource_is_called_the_same_in_every_deployment():
    named = {
        **account(),
        "name": "[concat( parameters('p'), 'x y' )]",
        "resources": [{"type": "blobServices", "name": "default"}],
    }
    tree = tree_of(
        main__json=template(parameters={"p": {"type": "string", "defaultValue": "a"}}, resources=[named]),
        main__dev__json=inputs(p={"value": "b"}),
        main__prod__json=inputs(p={"value": "c"}),
    )
    for found in deployments(tree):
        assert [one.address for one in found.resources] == [
            f"{ACCOUNT}/[concat(parameters('p'),'x y')]",
            f"{ACCOUNT}/blobServices/[concat(parameters('p'),'x y')]/default",
        ]


def test_nothing_outside_of_the_bound_is_read():
    tree = tree_of(a___main__json=template(resources=[linked(relativePath="../b/part.json")]), b___part__json=PART)
    (root,) = read.roots(["a/main.json"], [], tree)
    assert len(read.evaluate(root, root.deployments[0], tree, Options()).resources) == 1
    tree.bound = "a"
    found = read.evaluate(root, root.deployments[0], tree, Options())
    assert found.resources == []
    assert "outside the folder that may be read" in found.gaps[0].what


def test_a_parameter_file_that_fits_no_template_is_a_gap():
    tree = tree_of(
        a__json=template(resources=[account()]),
        b__json=template(resources=[account()]),
        c__parameters__json=inputs(p={"value": 1}),
        x___c__bicep="",
        x___c__parameters__json=inputs(p={"value": 1}),
    )
    files, given = ["a.json", "b.json"], ["c.parameters.json", "x/c.parameters.json"]
    stray = [root for root in read.roots(files, given, tree) if root.path not in files]
    assert [root.path for root in stray] == ["c.parameters.json"]
    found = read.evaluate(stray[0], stray[0].deployments[0], tree, Options())
    assert "no template is there" in found.gaps[0].what


def test_a_template_held_by_a_variable():
    inner = template(
        parameters={"p": {"type": "string"}},
        resources=[account(x="[[parameters('p')]", y="[[[text]", z="[concat('a')]")],
    )
    deployment = {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": "part",
        "properties": {
            "mode": "Incremental",
            "expressionEvaluationOptions": {"scope": "inner"},
            "template": "[variables('$fxv#0')]",
            "parameters": {"p": {"value": "given"}},
        },
    }
    found = evaluated(template(variables={"$fxv#0": inner}, resources=[deployment]))
    assert found.gaps == []
    properties = found.resources[0].body.find("properties")
    assert properties.find("x") == Known("given")
    assert properties.find("x").place.text == "parameters('p')"
    assert properties.find("y") == Known("[text]")
    assert isinstance(properties.find("z"), Unknown)


@pytest.mark.parametrize("name", ["template", "mainTemplate"])
def test_a_template_in_an_artifact_or_specification_is_read(name):
    inner = template(
        parameters={"p": {"type": "string", "defaultValue": "d"}}, resources=[account(x="[parameters('p')]")]
    )
    around = {"kind": "template", "properties": {name: inner}}
    (found,) = deployments(tree_of(main__json=around))
    assert found.resources[0].body.find("properties").find("x") == Known("d")
    around["properties"]["parameters"] = {"p": {"value": "[parameters('of the blueprint')]"}}
    (found,) = deployments(tree_of(main__json=around))
    assert isinstance(found.resources[0].body.find("properties").find("x"), Unknown)
