"""Terraform from files to findings: versions decide defaults, links hold, gaps are told."""

import time

import pytest

from foureyes.languages.terraform.read import evaluate
from foureyes.model.limits import Limits, limited
from foureyes.model.root import Inputs, Options, Root
from foureyes.run import lint
from tests.languages.terraform.configurations import Files, evaluated, found_roots, resources

CONTAINER = "azure-blob-container-open-to-everyone"
ACCOUNT = """
resource "azurerm_storage_account" "a" {
  name = "contoso"
}
resource "azurerm_storage_container" "c" {
  name                  = "documents"
  storage_account_id    = azurerm_storage_account.a.id
  container_access_type = "blob"
}
"""


def required(version):
    return f"""
terraform {{
  required_providers {{
    azurerm = {{
      source  = "hashicorp/azurerm"
      version = "{version}"
    }}
  }}
}}
"""


def answers(files, rule):
    tree = Files({"main.tf": files} if isinstance(files, str) else files)
    outcome = lint(["."], tree)
    assert outcome.coverage.errors == []
    return {one.resource: (one.answer.value, one.when) for one in outcome.findings if one.rule == rule}


@pytest.mark.parametrize(("version", "expected"), [("~> 2.99", {}), ("~> 4.1", "yes"), (">= 5.0", {})])
def test_the_providers_version_decides_what_is_left_out(version, expected):
    found = answers(required(version) + ACCOUNT, CONTAINER)
    assert found == ({"azurerm_storage_container.c": (expected, "")} if expected else {})


def test_a_range_of_versions_cannot_tell():
    (found,) = answers(required(">= 4.0") + ACCOUNT, CONTAINER).values()
    assert found[0] == "cannot tell"
    assert found[1] == "the version of azurerm is <5"


def test_a_bucket_that_exists_only_in_prod_and_is_public_only_outside_is_no_finding():
    text = """
    variable "env" {
      type = string
    }
    resource "azurerm_storage_account" "a" {
      name                            = "contoso"
      allow_nested_items_to_be_public = true
    }
    resource "azurerm_storage_container" "c" {
      count                 = var.env == "prod" ? 1 : 0
      name                  = "documents"
      storage_account_id    = azurerm_storage_account.a.id
      container_access_type = var.env == %s ? "blob" : "private"
    }
    """
    assert answers(text % '"dev"', CONTAINER) == {}
    assert answers(text % '"prod"', CONTAINER) == {"azurerm_storage_container.c[0]": ("yes", "var.env is prod")}


def test_findings_name_the_deployments_they_hold_in():
    tree = Files(
        {
            "main.tf": 'variable "public" {\n  type = bool\n}\n'
            + ACCOUNT.replace('"contoso"', '"contoso"\n  allow_nested_items_to_be_public = var.public'),
            "dev.tfvars": "public = true\n",
            "prod.tfvars": "public = false\n",
        }
    )
    (found,) = [one for one in lint(["."], tree).findings if one.rule == CONTAINER]
    assert found.deployments == ["dev.tfvars"]
    steps = [step for fact in found.facts for step in fact.trail]
    told = next(step for step in steps if step.text == "`var.public` is true in dev.tfvars")
    assert str(told.place) == "dev.tfvars:1:10"


def test_links_hold_through_modules():
    files = {
        "main.tf": """
        module "account" {
          source = "./account"
        }
        module "containers" {
          source   = "./container"
          for_each = { documents = "blob", closed = "private" }
          account  = module.account.id
          access   = each.value
        }
        """,
        "account/main.tf": """
        resource "azurerm_storage_account" "a" {
          name                            = "contoso"
          allow_nested_items_to_be_public = true
        }
        output "id" {
          value = azurerm_storage_account.a.id
        }
        """,
        "container/main.tf": """
        variable "account" {}
        variable "access" {}
        resource "azurerm_storage_container" "c" {
          name                  = "c"
          storage_account_id    = var.account
          container_access_type = var.access
        }
        """,
    }
    assert answers(files, CONTAINER) == {'module.containers["documents"].azurerm_storage_container.c': ("yes", "")}


def test_a_policy_document_is_judged():
    text = """
    resource "aws_s3_bucket" "b" {
      bucket = "logs"
    }
    resource "aws_s3_bucket_public_access_block" "p" {
      bucket = aws_s3_bucket.b.id
    }
    data "aws_iam_policy_document" "d" {
      statement {
        actions   = ["s3:GetObject"]
        resources = ["${aws_s3_bucket.b.arn}/*"]
        principals {
          type        = "*"
          identifiers = ["*"]
        }
      }
    }
    resource "aws_s3_bucket_policy" "p" {
      bucket = aws_s3_bucket.b.id
      policy = data.aws_iam_policy_document.d.json
    }
    """
    rule = "aws-s3-bucket-policy-open-to-readers"
    assert answers(text, rule) == {"aws_s3_bucket_policy.p": ("yes", "")}


def test_a_folder_that_cannot_be_read_is_told():
    tree = Files({"main.tf": "resource {"})
    evaluation = evaluate(Root("terraform", ".", ("main.tf",)), Inputs(), tree, Options())
    assert [error.path for error in evaluation.errors] == ["main.tf"]


def test_no_files_no_roots():
    assert found_roots({}) == []


def test_cost_grows_with_the_input():
    def seconds(count):
        bucket = 'locals {\n  nN = "b-${var.p}-N"\n}\nresource "aws_s3_bucket" "bN" {\n  bucket = local.nN\n}\n'
        text = "".join(bucket.replace("N", str(n)) for n in range(count))
        start = time.process_time()
        assert len(resources('variable "p" {}\n' + text)) == count
        return time.process_time() - start

    seconds(200)
    assert seconds(4_000) < 40 * max(seconds(400), 0.01)


def test_many_instances_of_modules_are_bounded():
    calls = "".join(f'module "m{n}" {{\n  source = "../{n + 1}"\n  count  = 20\n}}\n' for n in (0,))
    files = {f"{n}/main.tf": calls.replace("../1", f"../{n + 1}") for n in range(6)}
    files["6/main.tf"] = 'resource "t_a" "b" {}\n'
    with limited(Limits()) as reached:
        evaluated(files)
    assert any("modules" in one.what for one in reached)


def test_a_file_that_only_terraform_reads_is_told_to_be_shadowed():
    public = 'resource "aws_db_instance" "a" {\n  publicly_accessible = true\n}\n'
    tree = Files({"main.tf": public, "main.tofu": 'resource "aws_db_instance" "b" {}\n', "other.tf": "locals {}\n"})
    (gap,) = lint(["."], tree).coverage.gaps
    assert gap.what.startswith("main.tf is not judged: main.tofu stands in for it")
    assert gap.remedy
