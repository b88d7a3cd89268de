"""Modules: calls, outputs, instances, folders, overrides."""

import json

from foureyes.model.value import Reference, Unknown
from tests.languages.terraform.configurations import Files, evaluated, found_roots, plain, resources

BUCKET = """
variable "name" {
  default = "unnamed"
}
variable "public" {
  type    = bool
  default = false
}
resource "aws_s3_bucket" "b" {
  bucket = var.name
  public = var.public
}
output "id" {
  value = aws_s3_bucket.b.id
}
output "name" {
  value = aws_s3_bucket.b.bucket
}
"""


def test_a_local_module():
    found = resources(
        {
            "main.tf": """
            module "data" {
              source = "./bucket"
              name   = "logs"
            }
            resource "t_x" "probe" {
              bucket = module.data.id
              name   = module.data.name
            }
            """,
            "bucket/main.tf": BUCKET,
        }
    )
    bucket = found["module.data.aws_s3_bucket.b"]
    assert plain(bucket.body.get("bucket")) == "logs"
    assert bucket.body.get("bucket").trail[0].text == '`var.name` is "logs" in the call of module.data'
    assert [step.text for step in bucket.trail] == ["in module `data`, called here"]
    assert bucket.trail[0].place.text == 'module "data"'
    body = found["t_x.probe"].body
    assert body.get("bucket").references == (Reference("module.data.aws_s3_bucket.b", "id"),)
    assert plain(body.get("name")) == "logs"


def test_instances_of_modules():
    found = resources(
        {
            "main.tf": """
            variable "on" {
              type = bool
            }
            module "m" {
              source   = "./bucket"
              for_each = { a = true, b = false }
              name     = each.key
              public   = each.value
            }
            module "maybe" {
              source = "./bucket"
              count  = var.on ? 1 : 0
            }
            module "off" {
              source = "./bucket"
              count  = 0
            }
            resource "t_x" "probe" {
              one = module.m["a"].name
              all = [for m in module.m : m.name]
              ids = values(module.m)[*].name
              may = one(module.maybe[*].name)
            }
            """,
            "bucket/main.tf": BUCKET,
        }
    )
    assert plain(found['module.m["a"].aws_s3_bucket.b'].body.get("public")) is True
    assert plain(found['module.m["b"].aws_s3_bucket.b'].body.get("public")) is False
    assert found['module.m["b"].aws_s3_bucket.b'].identities == {
        'module.m["b"].aws_s3_bucket.b',
        "module.m.aws_s3_bucket.b",
    }
    assert plain(found["module.maybe[0].aws_s3_bucket.b"].exists) == {"var.on == True": True, "else": False}
    assert not any(address.startswith("module.off") for address in found)
    body = found["t_x.probe"].body
    assert plain(body.get("one")) == "a"
    assert plain(body.get("all")) == plain(body.get("ids")) == ["a", "b"]
    assert plain(body.get("may")) == {"var.on == True": "unnamed", "else": None}


def test_modules_in_modules_and_back_and_forth():
    found = resources(
        {
            "main.tf": """
            module "outer" {
              source = "./outer"
              first  = "f"
              second = module.outer.echo
            }
            """,
            "outer/main.tf": """
            variable "first" {}
            variable "second" {}
            output "echo" {
              value = "${var.first}!"
            }
            module "inner" {
              source = "../bucket"
              name   = var.second
            }
            """,
            "bucket/main.tf": BUCKET,
        }
    )
    bucket = found["module.outer.module.inner.aws_s3_bucket.b"]
    assert plain(bucket.body.get("bucket")) == "f!"
    assert [step.text for step in bucket.trail] == [
        "in module `inner`, called here",
        "in module `outer`, called here",
    ]


def test_unknown_instances_of_modules_keep_links():
    found = resources(
        {
            "main.tf": """
            variable "names" {}
            module "m" {
              source   = "./bucket"
              for_each = var.names
            }
            resource "t_x" "probe" {
              bucket = module.m["a"].id
            }
            """,
            "bucket/main.tf": BUCKET,
        }
    )
    assert isinstance(found["module.m[*].aws_s3_bucket.b"].exists, Unknown)
    bucket = found["t_x.probe"].body.get("bucket")
    assert [one.target for one in bucket.references] == ["module.m[*].aws_s3_bucket.b"]


def test_an_unknown_output_of_two_modules_is_not_the_same():
    body = resources(
        {
            "main.tf": """
            module "a" {
              source = "./m"
            }
            module "b" {
              source = "./m"
            }
            resource "t_x" "probe" {
              value = module.a.v ? (module.b.v ? 1 : 2) : 3
            }
            """,
            "m/main.tf": 'variable "v" {\n  type = bool\n}\noutput "v" {\n  value = var.v\n}\n',
        }
    )["t_x.probe"].body
    assert plain(body.get("value")) == {
        "module.a.var.v == True": {"module.b.var.v == True": 1, "else": 2},
        "else": 3,
    }


def test_a_module_that_is_not_there_is_a_gap():
    evaluation = evaluated(
        """
        module "vpc" {
          source  = "terraform-aws-modules/vpc/aws"
          version = "5.0.0"
        }
        resource "t_x" "probe" {
          value = module.vpc.vpc_id
        }
        """
    )
    (gap,) = evaluation.gaps
    assert "terraform-aws-modules/vpc/aws" in gap.what
    assert "terraform init" in gap.remedy
    assert gap.place.text == '"terraform-aws-modules/vpc/aws"'
    value = evaluation.resources[0].body.get("value")
    assert isinstance(value, Unknown)
    assert value.references == ()
    assert value.subject == "module.vpc.vpc_id"


def test_installed_modules_are_read():
    manifest = {
        "Modules": [
            {"Key": "", "Source": "", "Dir": "."},
            {"Key": "data", "Source": "registry.terraform.io/x/y/z", "Dir": ".terraform/modules/data"},
            {"Key": "data.inner", "Source": "registry.terraform.io/x/w/z", "Dir": ".terraform/modules/data.inner/sub"},
        ]
    }
    found = resources(
        {
            "app/main.tf": 'module "data" {\n  source = "x/y/z"\n}\n',
            "app/.terraform/modules/modules.json": json.dumps(manifest),
            "app/.terraform/modules/data/main.tf": 'module "inner" {\n  source = "x/w/z"\n}\n',
            "app/.terraform/modules/data.inner/sub/main.tf": BUCKET + 'output "p" {\n  value = path.module\n}\n',
        }
    )
    assert list(found) == ["module.data.module.inner.aws_s3_bucket.b"]


def test_circles_of_modules_end():
    evaluation = evaluated({"main.tf": 'module "again" {\n  source = "./"\n}\nresource "t_x" "a" {}\n'})
    assert [one.address for one in evaluation.resources] == ["t_x.a"]
    assert "calls itself" in evaluation.gaps[0].what


def test_roots_are_what_nobody_calls():
    roots = found_roots(
        {
            "modules/bucket/main.tf": BUCKET,
            "live/prod/main.tf": 'module "b" {\n  source = "../../modules/bucket"\n}\n',
            "live/dev/main.tf": 'module "b" {\n  source = "../../modules/bucket"\n}\n',
            "circle/a/main.tf": 'module "b" {\n  source = "../b"\n}\n',
            "circle/b/main.tf": 'module "a" {\n  source = "../a"\n}\n',
        }
    )
    assert [root.path for root in roots] == ["circle/a", "live/dev", "live/prod"]


def test_nothing_is_read_outside_of_the_bound():
    tree = Files({"live/main.tf": 'module "b" {\n  source = "../bucket"\n}\n', "bucket/main.tf": BUCKET})
    tree.bound = "live"
    evaluation = evaluated(tree)
    assert evaluation.resources == []
    assert "outside" in evaluation.gaps[0].what


def test_overrides_are_merged():
    found = resources(
        {
            "main.tf": """
            resource "t_a" "b" {
              name = "n"
              size = 1
              rule {
                port = 1
              }
              rule {
                port = 2
              }
              other {}
            }
            locals {
              x = 1
            }
            """,
            "a_override.tf": """
            resource "t_a" "b" {
              size = 2
              rule {
                port = 3
              }
            }
            """,
            "override.tf": 'locals {\n  x = 5\n}\nresource "t_a" "b" {\n  x = local.x\n}\n',
        }
    )
    body = found["t_a.b"].body
    assert plain(body) == {"name": "n", "size": 2, "x": 5, "rule": [{"port": 3}], "other": [{}]}
    assert body.get("size").place.path == "a_override.tf"


def test_tofu_files_shadow_terraform_files():
    found = resources(
        {
            "main.tf": 'resource "t_a" "tf" {}\n',
            "main.tofu": 'resource "t_a" "tofu" {}\n',
            "other.tf": 'resource "t_a" "other" {}\n',
        }
    )
    assert sorted(found) == ["t_a.other", "t_a.tofu"]


def test_broken_files_do_not_hide_the_rest():
    evaluation = evaluated({"main.tf": 'resource "t_a" "ok" {}\nresource "t_a" {\n  x = [\n}\n', "z.tf": "\0"})
    assert "t_a.ok" in [one.address for one in evaluation.resources]
    assert evaluation.errors


def test_each_file_is_parsed_once(monkeypatch):
    from foureyes.languages.terraform import module

    parsed = []
    real = module.parse
    monkeypatch.setattr(module, "parse", lambda source: parsed.append(source.path) or real(source))
    calls = "".join(f'module "m{n}" {{\n  source = "./bucket"\n}}\n' for n in range(20))
    tree = Files({"main.tf": calls, "bucket/main.tf": BUCKET})
    assert len(resources(tree.texts)) == 20
    assert len(parsed) == 2


def test_sensitive_outputs_are_secret():
    body = resources(
        {
            "main.tf": 'module "m" {\n  source = "./m"\n}\nresource "t_x" "probe" {\n  value = module.m.v\n}\n',
            "m/main.tf": 'output "v" {\n  value = "s"\n  sensitive = true\n}\n',
        }
    )["t_x.probe"].body
    assert body.get("value").secret


def test_what_stands_beside_a_mistake_is_not_taken_for_absent():
    evaluation = evaluated(
        {
            "main.tf": """
            resource "t_a" "b" {
              name   = "n"
              public = [
              rule {
                port = 1
                open = = 2
              }
            }
            resource "t_a" "whole" {
              rule {
                port = 1
              }
            }
            module "m" {
              source = "./m"
              value  = "a" "b"
            }
            """,
            "m/main.tf": 'variable "value" {\n  default = 1\n}\nresource "t_a" "c" {\n  value = var.value\n}\n',
        }
    )
    assert evaluation.errors
    found = {one.address: one.body for one in evaluation.resources}
    assert isinstance(found["t_a.b"].get("public"), Unknown)
    assert isinstance(found["t_a.b"].get("other"), Unknown)
    assert isinstance(found["module.m.t_a.c"].get("value"), Unknown)
    assert plain(found["t_a.whole"]) == {"rule": [{"port": 1}]}
