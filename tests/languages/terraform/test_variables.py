"""Input variables: precedence, types, domains."""

import pytest

from foureyes.languages.terraform.read import evaluate
from foureyes.model.decision import leaves
from foureyes.model.root import Options
from foureyes.model.value import Absent, Unknown
from tests.languages.terraform.configurations import Files, evaluated, found_roots, plain, resources, value_of

PROBE = 'resource "t_x" "probe" {\n  value = var.v\n}\n'


def probe(files, **options):
    return resources(files, **options)["t_x.probe"].body.get("value")


def test_files_win_over_defaults_in_terraforms_order():
    files = {"main.tf": 'variable "v" {\n  default = 0\n}\n' + PROBE}
    assert plain(probe(files)) == 0
    for number, name in enumerate(
        ("terraform.tfvars", "terraform.tfvars.json", "a.auto.tfvars", "b.auto.tfvars.json"), start=1
    ):
        files[name] = f'{{"v": {number}}}' if name.endswith(".json") else f"v = {number}\n"
        value = probe(files)
        assert plain(value) == number
        assert value.trail[0].text == f"`var.v` is {number} in {name}"
        assert value.trail[0].place.path == name
    assert plain(probe(files, variables=(("v", "9"),))) == "9"
    files["other.vars"] = "v = 7\n"
    assert plain(probe(files, variable_files=("other.vars",))) == 7


def test_other_variable_files_are_deployments():
    tree = Files(
        {
            "app/main.tf": 'variable "v" {}\n' + PROBE,
            "app/terraform.tfvars": "v = 1\n",
            "app/env/dev.tfvars": "v = 2\n",
            "app/env/prod.tfvars": "v = 3\n",
            "app/env/unrelated.tfvars": "w = 3\n",
        }
    )
    (root,) = found_roots(tree)
    assert [one.name for one in root.deployments] == ["app/env/dev.tfvars", "app/env/prod.tfvars"]
    for inputs, expected in zip(root.deployments, (2, 3), strict=True):
        evaluation = evaluate(root, inputs, tree, Options())
        assert plain(evaluation.resources[0].body.get("value")) == expected
        assert evaluation.deployment == inputs.name
        assert {"app/main.tf", "app/terraform.tfvars", inputs.name} <= evaluation.files


@pytest.mark.parametrize(
    ("type", "default", "expected"),
    [
        ("bool", '"true"', True),
        ("number", '"5"', 5),
        ("string", "5", "5"),
        ("string", "true", "true"),
        ("list(string)", "[1, true]", ["1", "true"]),
        ("set(string)", '["b", "a", "b"]', ["a", "b"]),
        ("map(number)", '{ a = "1" }', {"a": 1}),
        ("list(any)", '[1, "a"]', ["1", "a"]),
        ("tuple([string, bool])", "[1, true]", ["1", True]),
        ("object({ a = string })", "{ a = 1, b = 2 }", {"a": "1"}),
        ("object({ a = optional(bool, true) })", "{}", {"a": True}),
        ("object({ a = optional(bool, true) })", "{ a = null }", {"a": True}),
        ("object({ a = optional(bool) })", "{}", {"a": None}),
        (
            "map(object({ a = optional(object({ b = optional(number, 3) }), {}) }))",
            "{ k = {} }",
            {"k": {"a": {"b": 3}}},
        ),
        ("any", "[1]", [1]),
        ('"list"', "[1]", [1]),
    ],
)
def test_types_convert(type, default, expected):
    assert plain(value_of("var.v", f'variable "v" {{\n  type = {type}\n  default = {default}\n}}\n')) == expected


def test_what_does_not_convert_is_unknown():
    value = value_of("var.v", 'variable "v" {\n  type = number\n  default = "many"\n}\n')
    assert isinstance(value, Unknown)


def test_null_and_nullable():
    declared = 'variable "v" {\n  default = 1\n  nullable = %s\n}\n'
    given = {"terraform.tfvars": "v = null\n"}
    assert isinstance(probe({"main.tf": declared % "true" + PROBE, **given}), Absent)
    assert plain(probe({"main.tf": declared % "false" + PROBE, **given})) == 1


def test_without_a_value_it_is_unknown_and_named():
    value = value_of("var.v", 'variable "v" {\n  type = bool\n}\n')
    assert isinstance(value, Unknown)
    assert value.subject == "var.v"
    assert "`v` has no value" in value.reason


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('contains(["a", "b"], var.v)', {"a", "b"}),
        ('var.v == "a" || var.v == "b"', {"a", "b"}),
        ('var.v == null || contains(["a"], var.v)', {"a", None}),
        ('contains(["a", "b"], var.v) && length(var.v) > 0', {"a", "b"}),
    ],
)
def test_validation_is_a_domain(condition, expected):
    validation = f'  validation {{\n    condition = {condition}\n    error_message = "no"\n  }}\n'
    value = value_of("var.v", f'variable "v" {{\n  type = string\n{validation}}}\n')
    assert {plain(leaf) for leaf in leaves(value)} == expected


@pytest.mark.parametrize("condition", ['contains(["a"], lower(var.v))', "length(var.v) > 1", 'var.v != "a"'])
def test_other_validations_are_no_domain(condition):
    validation = f'  validation {{\n    condition = {condition}\n    error_message = "no"\n  }}\n'
    assert isinstance(value_of("var.v", f'variable "v" {{\n{validation}}}\n'), Unknown)


def test_the_command_line_is_read_by_type():
    text = 'variable "v" {\n  type = %s\n}\n' + PROBE
    assert plain(probe(text % "list(string)", variables=(("v", '["a"]'),))) == ["a"]
    assert plain(probe(text % "string", variables=(("v", '["a"]'),))) == '["a"]'
    assert plain(probe(text % "bool", variables=(("v", "true"),))) is True
    evaluation = evaluated(PROBE, variables=(("nothing", "1"),))
    assert "declares no such variable" in str(evaluation.errors[0])


def test_broken_variable_files_are_told_and_default_nothing():
    files = {"main.tf": 'variable "v" {\n  default = 1\n}\n' + PROBE}
    files |= {"terraform.tfvars": "v = \n", "x.auto.tfvars.json": "{"}
    evaluation = evaluated(files)
    assert {error.path for error in evaluation.errors} == {"terraform.tfvars", "x.auto.tfvars.json"}
    value = evaluation.resources[0].body.get("value")
    assert isinstance(value, Unknown)
    assert "cannot be read" in value.reason
    assert plain(probe({**files, "z.auto.tfvars": "v = 2\n"})) == 2
