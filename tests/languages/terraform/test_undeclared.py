"""Names that nothing declares: they leave a gap, and nothing but that gap is lost."""

import pytest

from foureyes.languages.terraform.functions.failure import Failure
from foureyes.model.value import Known, MapValue, Reference, Unknown
from tests.languages.terraform.configurations import Files, evaluated, plain, resources, value_of

MODULE = {
    "main.tf": 'module "m" {\n  source = "./m"\n}\n',
    "m/main.tf": 'output "there" {\n  value = "here"\n}\n',
}


def in_root(expression):
    files = Files(MODULE | {"probe.tf": f'resource "t_x" "probe" {{\n  value = {expression}\n}}\n'})
    return {one.address: one for one in evaluated(files.texts).resources}["t_x.probe"].body.get("value")


@pytest.mark.parametrize(
    ("expression", "reference"),
    [
        ("aws_s3_bucket.b.id", Reference("aws_s3_bucket.b", "id")),
        ("aws_s3_bucket.b.arn", Reference("aws_s3_bucket.b", "arn")),
        ("aws_s3_bucket.b[0].arn", Reference("aws_s3_bucket.b", "[0].arn")),
        ("data.aws_iam_policy_document.p.json", Reference("data.aws_iam_policy_document.p", "json")),
    ],
)
def test_a_resource_is_there_and_linked_by_name(expression, reference):
    value = value_of(expression)
    assert isinstance(value, Unknown)
    assert not isinstance(value, Failure)
    assert value.present
    assert value.references == (reference,)
    assert value.subject == expression
    assert "is not declared here" in value.reason


def test_an_attribute_that_may_be_null_may_be_null():
    assert not value_of("aws_instance.i.public_ip").present


@pytest.mark.parametrize("expression", ["var.nope", "local.nope", "module.nope.x", "module.m.nope"])
def test_other_names_may_be_null(expression):
    value = in_root(expression)
    assert isinstance(value, Unknown)
    assert not isinstance(value, Failure)
    assert not value.present
    assert value.subject == expression


def test_texts_and_documents_keep_a_gap():
    assert value_of('"${aws_s3_bucket.b.arn}/*"').parts[1] == "/*"
    policy = value_of('jsonencode({ Principal = "*", Resource = aws_s3_bucket.b.arn })')
    assert isinstance(policy.document, MapValue)
    assert policy.document.entries["Principal"] == Known("*")
    assert plain(value_of('["0.0.0.0/0", local.nope]')) == ["0.0.0.0/0", "?"]
    assert plain(value_of("merge({ a = 1 }, { b = upper(aws_x.y.z) }, { c = [3] })")) == {"a": 1, "b": "?", "c": [3]}


def test_in_a_module_the_name_is_the_modules_own():
    files = {"main.tf": 'module "m" {\n  source = "./m"\n}\n', "m/main.tf": 'resource "t_x" "p" {\n  v = t_y.z.id\n}\n'}
    assert resources(files)["module.m.t_x.p"].body.get("v").references == (Reference("module.m.t_y.z", "id"),)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('try({}.a, "d")', "d"),
        ('try(aws_x.y.id, "d")', "?"),
        ('try(local.nope, "d")', "?"),
        ('try({}.a, aws_x.y.id, "d")', "?"),
        ('try(module.m.there, "d")', "here"),
        ('try(module.m.nope, "d")', "d"),
        ("can(module.m.nope)", False),
        ("can(aws_x.y.id)", "?"),
        ("can({}.a)", False),
    ],
)
def test_try_and_can(expression, expected):
    assert plain(in_root(expression)) == expected


def test_an_output_of_a_file_that_cannot_be_read_may_be_there():
    broken = MODULE | {"m/broken.tf": 'output "nope" {\n  value = = 1\n}\noutput "also" {\n'}
    files = Files(broken | {"probe.tf": 'resource "t_x" "probe" {\n  value = try(module.m.also, "d")\n}\n'})
    value = {one.address: one for one in evaluated(files.texts).resources}["t_x.probe"].body.get("value")
    assert not isinstance(value, Known)
