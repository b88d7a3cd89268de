"""Names that are declared twice: Terraform refuses the file, we judge everything in it."""

from tests.languages.terraform.configurations import evaluated, plain


def test_both_resources_are_judged_and_the_file_is_told():
    text = 'resource "aws_s3_bucket" "b" {\n  bucket = "one"\n}\nresource "aws_s3_bucket" "b" {\n  bucket = "two"\n}\n'
    evaluation = evaluated(text)
    assert [(one.address, plain(one.body)) for one in evaluation.resources] == [
        ("aws_s3_bucket.b", {"bucket": "one"}),
        ("aws_s3_bucket.b", {"bucket": "two"}),
    ]
    (error,) = evaluation.errors
    assert error.message == "`aws_s3_bucket.b` is declared twice"
    assert (error.path, error.place.line) == ("main.tf", 4)


def test_calls_of_modules_too():
    call = 'module "m" {\n  source = "./m"\n  name = "%s"\n}\n'
    inside = 'variable "name" {}\nresource "t_x" "p" {\n  name = var.name\n}\n'
    evaluation = evaluated({"a.tf": call % "a", "b.tf": call % "b", "m/main.tf": inside})
    assert [(one.address, plain(one.body)) for one in evaluation.resources] == [
        ("module.m.t_x.p", {"name": "a"}),
        ("module.m.t_x.p", {"name": "b"}),
    ]
    assert [error.path for error in evaluation.errors] == ["b.tf"]


def test_of_other_names_the_first_counts():
    text = 'variable "v" {\n  default = 1\n}\nvariable "v" {}\nlocals {\n  l = var.v\n}\nlocals {\n  l = 2\n}\n'
    evaluation = evaluated(text + 'resource "t_x" "p" {\n  value = local.l\n}\n')
    assert plain(evaluation.resources[0].body) == {"value": 1}
    assert {error.message for error in evaluation.errors} == {
        "`var.v` is declared twice",
        "`local.l` is declared twice",
    }


def test_an_override_file_is_no_double():
    files = {
        "a.tf": 'resource "t_x" "p" {\n  value = 1\n}\n',
        "a_override.tf": 'resource "t_x" "p" {\n  value = 2\n}\n',
    }
    evaluation = evaluated(files)
    assert [plain(one.body) for one in evaluation.resources] == [{"value": 2}]
    assert evaluation.errors == []
