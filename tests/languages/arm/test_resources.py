"""Resources out of templates: names, parents, loops, conditions, deployments inside each other."""

import pytest

from foureyes.model.limits import Limits, limited
from foureyes.model.value import Absent, Choice, Known, ListValue, MapValue, Unknown
from tests.languages.arm.support import SCHEMA, deployments, evaluated, outputs, template, tree_of

ACCOUNT = "Microsoft.Storage/storageAccounts"
IDENTITY = "microsoft.storage/storageaccounts"


def resource(type=ACCOUNT, name="a", **more):
    return {"type": type, "apiVersion": "2023-05-01", "name": name, **more}


def deployed(evaluation):
    return [one for one in evaluation.resources if not one.is_output]


def only(evaluation):
    (found,) = deployed(evaluation)
    return found


def at(resource, path):
    value = resource.body
    for key in path.split("."):
        value = value.find(key)
    return value


def inner(resources, parameters=None, arguments=None, **more):
    nested = {"$schema": SCHEMA, "contentVersion": "1.0.0.0", "resources": resources, "parameters": parameters or {}}
    return resource(
        "Microsoft.Resources/deployments",
        more.pop("name", "inside"),
        properties={
            "mode": "Incremental",
            "template": {**nested, **more.pop("extra", {})},
            "parameters": {key: {"value": one} for key, one in (arguments or {}).items()},
            "expressionEvaluationOptions": {"scope": "inner"},
        },
        **more,
    )


def test_a_resource_with_its_places():
    found = only(evaluated(template(resources=[resource(properties={"supportsHttpsTrafficOnly": False})])))
    assert found.schema == found.language == "arm"
    assert found.type == ACCOUNT
    assert found.address == f"{ACCOUNT}/a"
    assert found.identities == {f"{IDENTITY}/a"}
    assert found.ancestors == ()
    assert found.version.low == (2023, 5, 1)
    assert found.place.text == f'"type": "{ACCOUNT}"'
    assert found.span.contains(found.place)
    assert found.exists == Known(True)
    assert at(found, "properties.supportsHttpsTrafficOnly").place.text == "false"
    assert at(found, "name").place.text == '"a"'


def test_places_inside_strings_with_escapes():
    text = '{"resources": [{"type": "A.B/c", "name": "\\u0041-\\"[x", "tags": "[concat(\'\\"\', parameters(\'p\'))]"}]}'
    (evaluation,) = deployments(tree_of(main__json=text))
    (found,) = evaluation.resources
    assert at(found, "name") == Known('A-"[x')
    assert at(found, "tags").place.text == "concat('\\\"', parameters('p'))"


CHILD = f"{ACCOUNT}/blobServices/containers"
CHILDREN = {
    "slashes": [resource(), resource(CHILD, "a/default/c")],
    "concat": [resource(), resource(CHILD, "[concat('a', '/default/', 'c')]")],
    "nested": [
        resource(
            resources=[
                resource("blobServices", "default", resources=[resource("containers", "c")]),
            ]
        )
    ],
    "nested twice": [resource(resources=[resource("blobServices/containers", "default/c")])],
    "nested, full type": [resource(resources=[resource(CHILD, "a/default/c")])],
    "other deployment": [resource(), inner([resource(CHILD, "a/default/c")])],
    "unknown name": [
        resource(name="[parameters('n')]"),
        resource(CHILD, "[format('{0}/default/c', parameters('n'))]"),
    ],
    "unique name": [
        resource(name="[concat('st', uniqueString(resourceGroup().id))]"),
        resource(CHILD, "[format('st{0}/default/c', uniqueString(resourceGroup().id))]"),
    ],
    "name by condition": [
        resource(name="[if(parameters('b'), 'x', 'y')]"),
        resource(CHILD, "[concat(if(parameters('b'), 'x', 'y'), '/default/c')]"),
    ],
    "passed to a deployment": [
        resource(name="[parameters('n')]"),
        inner(
            [resource(CHILD, "[concat(parameters('account'), '/default/c')]")],
            {"account": {"type": "string"}},
            {"account": "[parameters('n')]"},
        ),
    ],
}


@pytest.mark.parametrize("spelling", CHILDREN)
def test_a_child_knows_its_parent(spelling):
    parameters = {"n": {"type": "string"}, "b": {"type": "bool"}}
    evaluation = evaluated(template(parameters=parameters, resources=CHILDREN[spelling]))
    account = next(one for one in evaluation.resources if one.type == ACCOUNT)
    child = next(one for one in evaluation.resources if one.type == CHILD)
    assert set(child.ancestors) & account.identities, (child.ancestors, account.identities)


def test_symbolic_names_and_existing():
    found = evaluated(
        template(
            languageVersion="2.0",
            resources={
                "store": resource(existing=True),
                "docs": resource(CHILD, "a/default/c", dependsOn=["store"], scope="[resourceId('A.B/c', 'x')]"),
            },
        )
    )
    store, docs = found.resources
    assert (store.address, docs.address) == ("store", "docs")
    assert store.outside
    assert store.body.open
    assert store.identities == {f"{IDENTITY}/a", "symbol:/store"}
    assert {one.target for one in at(docs, "dependsOn").items[0].references} == store.identities
    assert "a.b/c/x" in docs.ancestors


def test_existing_gives_way_to_what_is_declared():
    found = evaluated(
        template(languageVersion="2.0", resources={"one": resource(), "again": resource(name="A", existing=True)})
    )
    assert [one.address for one in found.resources] == ["one"]
    assert "symbol:/again" in found.resources[0].identities


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("[resourceId('Microsoft.Storage/storageAccounts', 'A')]", f"{IDENTITY}/a"),
        ("[resourceId('g', 'Microsoft.Storage/storageAccounts', parameters('n'))]", f"{IDENTITY}/{{parameters('n')}}"),
        ("[concat('Microsoft.Storage/storageAccounts/', 'a')]", f"{IDENTITY}/a"),
        ("[extensionResourceId(resourceId('X.Y/z', 'z'), 'A.B/locks', 'l')]", "a.b/locks/l"),
        ("/subscriptions/s/resourceGroups/g/providers/A.B/c/d/e/f", "a.b/c/e/d/f"),
        ("a", f"{IDENTITY}/a"),
    ],
)
def test_dependencies_name_resources(written, target):
    parameters = {"n": {"type": "string"}}
    found = evaluated(
        template(parameters=parameters, resources=[resource(), resource("A.B/c", "x", dependsOn=[written])])
    )
    (dependency,) = at(found.resources[1], "dependsOn").items
    assert [one.target for one in dependency.references] == [target]


def test_ids_and_references_keep_what_they_speak_of():
    properties = {
        "id": "[resourceId('Microsoft.Storage/storageAccounts', 'a')]",
        "state": "[reference(resourceId('Microsoft.Storage/storageAccounts', 'a')).primaryEndpoints.blob]",
        "key": "[listKeys(resourceId('Microsoft.Storage/storageAccounts', 'a'), '2023-01-01').keys[0].value]",
    }
    found = only(evaluated(template(resources=[resource("A.B/c", "x", properties=properties)])))
    for key in properties:
        assert at(found, f"properties.{key}").references[0].target == f"{IDENTITY}/a"
    assert at(found, "properties.state").references[0].attribute == "primaryEndpoints.blob"
    assert at(found, "properties.key").secret


def test_a_condition_is_a_decision_that_correlates():
    found = only(
        evaluated(
            template(
                parameters={"env": {"type": "string"}},
                resources=[
                    resource(
                        condition="[equals(parameters('env'), 'prod')]",
                        properties={"x": "[if(equals(parameters('env'), 'prod'), 1, 2)]"},
                    )
                ],
            )
        )
    )
    assert isinstance(found.exists, Choice)
    assert found.exists.test == at(found, "properties.x").test


COPIES = {
    "resource": resource(name="[concat('a', copyIndex())]", copy={"name": "l", "count": 3}),
    "named": resource(name="[concat('a', copyIndex('l'))]", copy={"name": "l", "count": 3, "mode": "serial"}),
    "offset": resource(name="[concat('a', copyIndex(1))]", copy={"name": "l", "count": 2, "batchSize": 1}),
}


@pytest.mark.parametrize(("which", "names"), [("resource", "a0 a1 a2"), ("named", "a0 a1 a2"), ("offset", "a1 a2")])
def test_resource_copies(which, names):
    found = evaluated(template(resources=[COPIES[which]]))
    assert [at(one, "name").scalar for one in found.resources] == names.split()


def test_a_copy_of_unknown_count_stands_for_all():
    found = only(
        evaluated(
            template(
                parameters={"many": {"type": "array"}},
                resources=[
                    resource(
                        name="[concat('a', copyIndex())]",
                        copy={"name": "l", "count": "[length(parameters('many'))]"},
                        properties={"x": "[parameters('many')[copyIndex()].x]", "y": True},
                    )
                ],
            )
        )
    )
    assert not isinstance(found.exists, Known)
    assert isinstance(at(found, "properties.x"), Unknown)
    assert at(found, "properties.y") == Known(True)
    assert found.address.endswith("[*]")


def test_a_copy_whose_count_depends_on_a_condition():
    found = evaluated(
        template(
            parameters={"b": {"type": "bool"}},
            resources=[
                resource(name="[concat('a', copyIndex())]", copy={"name": "l", "count": "[if(parameters('b'), 2, 1)]"})
            ],
        )
    )
    first, second = found.resources
    assert first.exists == Known(True)
    assert isinstance(second.exists, Choice)


def test_too_many_turns_are_told():
    with limited(Limits()) as reached:
        found = evaluated(template(resources=[resource(copy={"name": "l", "count": 5000})]))
    assert any("5,000" in one.what or "5000" in one.what for one in reached)
    assert not isinstance(only(found).exists, Known)


def test_property_and_variable_copies():
    properties = {
        "copy": [
            {
                "name": "disks",
                "count": 2,
                "input": {
                    "lun": "[copyIndex('disks')]",
                    "copy": [{"name": "parts", "count": 2, "input": "[add(copyIndex('disks'), copyIndex('parts'))]"}],
                },
            },
            {"name": "none", "count": 0, "input": 1},
        ],
        "names": "[variables('names')]",
        "within": "[variables('object').list]",
    }
    variables = {
        "copy": [{"name": "names", "count": 2, "input": "[concat('n', copyIndex('names', 1))]"}],
        "object": {"copy": [{"name": "list", "count": 1, "input": "[copyIndex('list')]"}]},
    }
    found = only(evaluated(template(variables=variables, resources=[resource(properties=properties)])))
    disks = at(found, "properties.disks")
    assert disks.items[1] == MapValue({"lun": Known(1), "parts": ListValue([Known(1), Known(2)])})
    assert at(found, "properties.none") == ListValue([])
    assert at(found, "properties.names") == ListValue([Known("n1"), Known("n2")])
    assert at(found, "properties.within") == ListValue([Known(0)])


def test_output_copies():
    made = outputs(
        template(resources=[], outputs={"x": {"type": "array", "copy": {"count": 2, "input": "[copyIndex()]"}}})
    )
    assert made["x"] == ListValue([Known(0), Known(1)])


def test_inner_scope_sees_its_own_parameters_and_outer_scope_those_around():
    def nested(scope):
        made = inner([resource(properties={"x": "[parameters('p')]"})], {"p": {"type": "int", "defaultValue": 2}})
        made["properties"]["expressionEvaluationOptions"]["scope"] = scope
        return evaluated(template(parameters={"p": {"type": "int", "defaultValue": 1}}, resources=[made]))

    assert at(only(nested("inner")), "properties.x") == Known(2)
    assert at(only(nested("outer")), "properties.x") == Known(1)


def test_a_deployment_tells_where_it_was_and_what_it_was_given():
    found = only(
        evaluated(
            template(
                parameters={"open": {"type": "bool", "defaultValue": True}},
                resources=[
                    inner(
                        [resource(properties={"x": "[parameters('public')]"})],
                        {"public": {"type": "bool"}},
                        {"public": "[parameters('open')]"},
                    )
                ],
            )
        )
    )
    assert found.address == f"inside/{ACCOUNT}/a"
    assert found.trail[0].text == "it is deployed by `inside`"
    steps = [step.text for step in at(found, "properties.x").trail]
    assert steps == ["`inside` sets `public` to true", "`open` defaults to true"]


def test_null_given_to_a_parameter_means_its_default():
    made = inner(
        [resource(properties={"x": "[parameters('p')]", "y": "[parameters('q')]"})],
        {"p": {"type": "string", "defaultValue": "d"}, "q": {"type": "string", "nullable": True}},
        {"p": None},
    )
    found = only(evaluated(template(resources=[made])))
    assert at(found, "properties.x") == Known("d")
    assert at(found, "properties.y") == Absent()


@pytest.mark.parametrize("target", ["'inside'", "resourceId('Microsoft.Resources/deployments', 'inside')"])
def test_outputs_of_deployments_are_followed(target):
    extra = {"outputs": {"o": {"type": "string", "value": "[concat(parameters('p'), '!')]"}}}
    made = inner([], {"p": {"type": "string"}}, {"p": "hey"}, extra=extra)
    reader = resource(properties={"x": f"[reference({target}).outputs.o.value]"})
    assert at(only(evaluated(template(resources=[made, reader]))), "properties.x") == Known("hey!")


def test_symbols_of_loops_are_told_apart_by_index():
    extra = {"outputs": {"o": {"type": "int", "value": "[parameters('p')]"}}}
    made = inner([], {"p": {"type": "int"}}, {"p": "[copyIndex()]"}, extra=extra, copy={"name": "l", "count": 2})
    reader = resource(
        copy={"name": "r", "count": 2},
        properties={"x": "[reference(format('part[{0}]', copyIndex())).outputs.o.value]"},
        dependsOn=["[format('part[{0}]', copyIndex())]", "part"],
    )
    found = evaluated(template(languageVersion="2.0", resources={"part": made, "reader": reader}))
    assert [at(one, "properties.x") for one in deployed(found)] == [Known(0), Known(1)]
    one, all_of_them = at(deployed(found)[1], "dependsOn").items
    assert "symbol:/part[1]" in {reference.target for reference in one.references}
    assert "symbol:/part[0]" in {reference.target for reference in all_of_them.references}


def test_symbols_of_unknown_loops_are_the_same_turn():
    extra = {"outputs": {"o": {"type": "string", "value": "[parameters('p')]"}}}
    count = "[length(parameters('many'))]"
    made = inner([], {"p": {"type": "string"}}, {"p": "fix"}, extra=extra, copy={"name": "l", "count": count})
    properties = {"x": "[reference(format('part[{0}]', copyIndex())).outputs.o.value]"}
    reader = resource(copy={"name": "r", "count": count}, properties=properties)
    found = evaluated(
        template(
            languageVersion="2.0", parameters={"many": {"type": "array"}}, resources={"part": made, "reader": reader}
        )
    )
    assert at(only(found), "properties.x") == Known("fix")


def test_a_deployment_that_is_conditional_decides_its_resources():
    made = inner([resource()], condition="[parameters('b')]")
    found = only(evaluated(template(parameters={"b": {"type": "bool"}}, resources=[made])))
    assert isinstance(found.exists, Choice)
    made["condition"] = False
    assert evaluated(template(resources=[made])).resources == []


def test_copied_deployments():
    made = inner([resource(name="[parameters('n')]")], {"n": {"type": "string"}}, {"n": "[concat('s', copyIndex())]"})
    made["copy"] = {"name": "l", "count": 2}
    found = evaluated(template(resources=[made]))
    assert [at(one, "name").scalar for one in found.resources] == ["s0", "s1"]
    assert found.resources[0].address.startswith("inside[0]/")


def test_secrets_are_never_shown():
    made = inner(
        [resource(properties={"x": "[concat(parameters('p'), '!')]"})],
        {"p": {"type": "securestring"}},
        {"p": "[variables('v')]"},
    )
    found = only(evaluated(template(variables={"v": "hunter2"}, resources=[made])))
    value = at(found, "properties.x")
    assert value.secret
    assert "hunter2" not in str([step.text for step in value.trail])


def test_user_defined_types():
    definitions = {
        "level": {"type": "string", "allowedValues": ["low", "high"]},
        "options": {
            "type": "object",
            "properties": {
                "level": {"$ref": "#/definitions/level"},
                "self": {"$ref": "#/definitions/options", "nullable": True},
            },
        },
    }
    parameters = {"o": {"$ref": "#/definitions/options"}, "n": {"$ref": "#/definitions/level", "nullable": True}}
    properties = {"a": "[parameters('o').level]", "b": "[parameters('o').self]", "c": "[parameters('n')]"}
    found = only(
        evaluated(template(definitions=definitions, parameters=parameters, resources=[resource(properties=properties)]))
    )
    assert isinstance(at(found, "properties.a"), Choice)
    assert not at(found, "properties.b").present
    assert at(found, "properties.c") == Absent()


def test_scopes_have_different_groups():
    def group(**more):
        return inner([resource(properties={"x": "[resourceGroup().location]"})], **more)

    here, there = evaluated(template(resources=[group(), group(name="other", resourceGroup="else")])).resources
    assert at(here, "properties.x").subject == "resourceGroup().location"
    assert at(there, "properties.x").subject != at(here, "properties.x").subject


def test_deep_templates_end():
    deep = resource()
    for number in range(35):
        deep = inner([deep], name=f"n{number}")
    with limited(Limits()) as reached:
        evaluated(template(resources=[deep]))
    assert any("includes" in one.remedy for one in reached)


def test_long_chains_of_variables_end():
    variables = {f"v{number}": f"[concat(variables('v{number + 1}'), 'x')]" for number in range(1500)}
    found = only(evaluated(template(variables=variables, resources=[resource(properties={"x": "[variables('v0')]"})])))
    assert isinstance(at(found, "properties.x"), Unknown)


def test_doubling_texts_end():
    variables = {
        f"v{number}": f"[concat(variables('v{number - 1}'), variables('v{number - 1}'))]" for number in range(1, 60)
    }
    found = only(
        evaluated(
            template(
                variables={"v0": "x" * 100, **variables}, resources=[resource(properties={"x": "[variables('v59')]"})]
            )
        )
    )
    assert isinstance(at(found, "properties.x"), Unknown)


def test_outputs_hold_under_their_condition():
    values = outputs(
        template(
            parameters={"on": {"type": "bool"}},
            outputs={
                "never": {"type": "string", "condition": False, "value": "x"},
                "perhaps": {"type": "string", "condition": "[parameters('on')]", "value": "x"},
            },
        )
    )
    assert isinstance(values["never"], Absent)
    assert values["perhaps"].then == Known("x")
    assert isinstance(values["perhaps"].otherwise, Absent)


def test_of_namesakes_the_one_that_exists_is_meant():
    def one(condition, **properties):
        return {
            "type": "A.B/c",
            "apiVersion": "2020-01-01",
            "name": "n",
            "condition": condition,
            "properties": properties,
        }

    found = evaluated(template(resources=[one(False, x=1), one(True, x=2)])).resources
    assert [resource.body.find("properties").find("x") for resource in found] == [Known(2)]
    assert len(evaluated(template(resources=[one(False, x=1)])).resources) == 1


def test_a_loop_over_a_list_is_one_over_its_length():
    written = {
        "type": "A.B/c",
        "apiVersion": "2020-01-01",
        "name": "[parameters('list')[copyIndex()].name]",
        "copy": {"name": "loop", "count": "[length(parameters('list'))]"},
    }
    (found,) = evaluated(template(parameters={"list": {"type": "array"}}, resources=[written])).resources
    assert found.exists.test.subject == "empty(parameters('list'))"
    assert found.body.find("name").subject == "parameters('list')[*].name"


def test_a_list_known_in_part_names_its_further_elements():
    written = {
        "type": "A.B/c",
        "apiVersion": "2020-01-01",
        "name": "[variables('all')[copyIndex()]]",
        "copy": {"name": "loop", "count": "[length(variables('all'))]"},
    }
    (found,) = evaluated(
        template(
            parameters={"list": {"type": "array"}},
            variables={"copy": [{"name": "all", "count": "[length(parameters('list'))]", "input": "x"}]},
            resources=[written],
        )
    ).resources
    assert found.body.find("name").subject == "variables('all')[*]"


def test_a_name_that_depends_on_a_condition_is_meant_in_each_case():
    found = evaluated(
        template(
            parameters={"prod": {"type": "bool"}},
            variables={"name": "[if(parameters('prod'), 'one', 'two')]"},
            resources=[resource(name="[variables('name')]")],
        )
    ).resources[0]
    assert {f"{IDENTITY}/one", f"{IDENTITY}/two"} < found.identities


def test_outputs_of_a_deployment_whose_name_depends_on_a_condition():
    nested = inner([])
    nested["properties"]["template"]["outputs"] = {"x": {"type": "string", "value": "known"}}
    nested["name"] = "[variables('name')]"
    target = "resourceId('Microsoft.Resources/deployments', variables('name'))"
    values = outputs(
        template(
            parameters={"prod": {"type": "bool"}},
            variables={"name": "[if(parameters('prod'), 'one', 'two')]"},
            resources=[nested],
            outputs={"x": {"type": "string", "value": f"[reference({target}).outputs.x.value]"}},
        )
    )
    assert values["x"] == Known("known")
