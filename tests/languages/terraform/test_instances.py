"""Resources: instances, references, blocks, providers."""

import pytest

from foureyes.model.decision import Choice
from foureyes.model.value import Known, Reference, Unknown
from foureyes.model.version import VersionRange
from tests.languages.terraform.configurations import evaluated, plain, resources

FLAG = 'variable "x" {\n  type = bool\n}\n'


def exists(resource):
    return plain(resource.exists)


def test_count_and_for_each():
    found = resources(
        """
        resource "t_a" "counted" {
          count = 2
          name  = "n${count.index}"
        }
        resource "t_a" "keyed" {
          for_each = { a = 1, b = 2 }
          name     = "${each.key}${each.value}"
        }
        resource "t_a" "set" {
          for_each = toset(["x"])
          name     = each.value
        }
        resource "t_a" "none" {
          count = 0
        }
        """
    )
    assert {address: plain(one.body.get("name")) for address, one in found.items()} == {
        "t_a.counted[0]": "n0",
        "t_a.counted[1]": "n1",
        't_a.keyed["a"]': "a1",
        't_a.keyed["b"]': "b2",
        't_a.set["x"]': "x",
    }
    assert found["t_a.counted[1]"].identities == {"t_a.counted[1]", "t_a.counted"}
    assert all(exists(one) is True for one in found.values())
    assert found["t_a.counted[0]"].place.text == 'resource "t_a" "counted"'
    assert found["t_a.counted[0]"].span.text.endswith("}")


def test_a_conditional_count_decides_existence():
    found = resources(FLAG + 'resource "t_a" "b" {\n  count = var.x ? 1 : 0\n}\n')
    assert list(found) == ["t_a.b[0]"]
    assert exists(found["t_a.b[0]"]) == {"var.x == True": True, "else": False}


def test_unknown_counts_and_keys_stand_for_all():
    found = resources(
        """
        variable "n" {
          type = number
        }
        variable "m" {}
        resource "t_a" "counted" {
          count = var.n
          index = count.index
        }
        resource "t_a" "keyed" {
          for_each = var.m
          name     = each.key
        }
        resource "t_a" "half" {
          for_each = merge({ a = 1 }, var.m)
        }
        """
    )
    assert {"t_a.counted[*]", "t_a.keyed[*]", "t_a.half[*]"} <= set(found)
    for address in ("t_a.counted[*]", "t_a.keyed[*]"):
        assert isinstance(found[address].exists, Unknown)
    assert isinstance(found["t_a.keyed[*]"].body.get("name"), Unknown)


def test_huge_counts_are_bounded():
    found = resources('resource "t_a" "b" {\n  count = 100000000\n}\n')
    assert list(found) == ["t_a.b[*]"]
    assert "raise `instances` in [limits]" in found["t_a.b[*]"].exists.reason


def test_references_know_what_is_configured():
    found = resources(
        """
        resource "aws_s3_bucket" "b" {
          bucket = "logs"
          versioning {
            enabled = true
          }
        }
        resource "t_x" "probe" {
          configured = aws_s3_bucket.b.bucket
          computed   = aws_s3_bucket.b.id
          block      = aws_s3_bucket.b.versioning[0].enabled
          unset      = aws_s3_bucket.b.versioning[0].mfa_delete
          list       = [aws_s3_bucket.b.arn]
          text       = "${aws_s3_bucket.b.arn}/*"
        }
        """
    )
    body = found["t_x.probe"].body
    assert body.get("configured").scalar == "logs"
    assert body.get("configured").references == (Reference("aws_s3_bucket.b", "bucket"),)
    computed = body.get("computed")
    assert isinstance(computed, Unknown)
    assert computed.present
    assert computed.subject == "aws_s3_bucket.b.id"
    assert computed.references == (Reference("aws_s3_bucket.b", "id"),)
    assert body.get("block").scalar is True
    assert isinstance(body.get("unset"), Unknown)
    assert body.get("list").items[0].references == (Reference("aws_s3_bucket.b", "arn"),)
    assert body.get("text").references == (Reference("aws_s3_bucket.b", "arn"),)


@pytest.mark.parametrize(
    "expression",
    [
        "aws_s3_bucket.b[0].id",
        "aws_s3_bucket.b[*].id",
        "aws_s3_bucket.b.*.id",
        "one(aws_s3_bucket.b[*].id)",
        'try(aws_s3_bucket.b[0].id, "")',
        "local.id",
        "[for b in aws_s3_bucket.b : b.id]",
        'element(concat(aws_s3_bucket.b[*].id, [""]), 0)',
    ],
)
def test_references_hold_through_indirection(expression):
    found = resources(
        f"""
        resource "aws_s3_bucket" "b" {{
          count = 1
        }}
        locals {{
          id = aws_s3_bucket.b[0].id
        }}
        resource "t_x" "probe" {{
          bucket = {expression}
        }}
        """
    )
    value = found["t_x.probe"].body.get("bucket")
    value = value.items[0] if hasattr(value, "items") else value
    assert Reference("aws_s3_bucket.b[0]", "id") in value.references


def test_references_between_unknown_instances():
    found = resources(
        """
        variable "m" {}
        resource "aws_s3_bucket" "b" {
          for_each = var.m
        }
        resource "aws_s3_bucket_policy" "p" {
          for_each = var.m
          bucket   = aws_s3_bucket.b[each.key].id
        }
        """
    )
    bucket = found["aws_s3_bucket_policy.p[*]"].body.get("bucket")
    assert [one.target for one in bucket.references] == ["aws_s3_bucket.b[*]"]
    assert bucket.subject is None


def test_data_sources_are_outside():
    found = resources(
        """
        data "aws_s3_bucket" "b" {
          bucket = "logs"
        }
        resource "t_x" "probe" {
          known   = data.aws_s3_bucket.b.bucket
          unknown = data.aws_s3_bucket.b.arn
        }
        """
    )
    outside = found["data.aws_s3_bucket.b"]
    assert outside.outside
    assert outside.type == "aws_s3_bucket"
    assert outside.body.open
    body = found["t_x.probe"].body
    assert body.get("known").scalar == "logs"
    assert isinstance(body.get("unknown"), Unknown)


def test_blocks_keep_order_and_presence():
    body = resources(
        """
        resource "t_a" "b" {
          access_config {}
          rule {
            port = 1
          }
          name = "n"
          rule {
            port = 2
          }
          lifecycle {
            prevent_destroy = true
          }
        }
        """
    )["t_a.b"].body
    assert plain(body) == {"name": "n", "access_config": [{}], "rule": [{"port": 1}, {"port": 2}]}
    assert body.get("access_config").items[0].place.text.startswith("access_config")


def test_dynamic_blocks():
    body = resources(
        """
        resource "t_a" "b" {
          rule {
            port = 0
          }
          dynamic "rule" {
            for_each = [1, 2]
            content {
              port = rule.value
              dynamic "inner" {
                for_each = { x = rule.key }
                iterator = each_inner
                content {
                  key   = each_inner.key
                  value = each_inner.value
                  outer = rule.value
                }
              }
            }
          }
        }
        """
    )["t_a.b"].body
    assert plain(body.get("rule")) == [
        {"port": 0},
        {"port": 1, "inner": [{"key": "x", "value": 0, "outer": 1}]},
        {"port": 2, "inner": [{"key": "x", "value": 1, "outer": 2}]},
    ]


def test_dynamic_blocks_that_depend():
    found = resources(
        FLAG
        + """
        variable "m" {}
        resource "t_a" "b" {
          dynamic "rule" {
            for_each = var.x ? [1] : []
            content {
              port = rule.value
            }
          }
          dynamic "other" {
            for_each = var.m
            content {}
          }
        }
        """
    )
    body = found["t_a.b"].body
    assert plain(body.get("rule")) == {"var.x == True": [{"port": 1}], "else": []}
    assert plain(body.get("other")) == ["…"]


def test_conditional_references_correlate_with_existence():
    found = resources(
        FLAG
        + """
        resource "t_a" "b" {
          count = var.x ? 1 : 0
          name  = "n"
        }
        resource "t_x" "probe" {
          value = var.x ? t_a.b[0].name : "other"
          sole  = one(t_a.b[*].name)
        }
        """
    )
    body = found["t_x.probe"].body
    assert plain(body.get("value")) == {"var.x == True": "n", "else": "other"}
    assert plain(body.get("sole")) == {"var.x == True": "n", "else": None}


@pytest.mark.parametrize(
    ("constraint", "low", "high"),
    [
        ("~> 4.81", (4, 81), (5,)),
        ("~> 4.81.0", (4, 81, 0), (4, 82)),
        (">= 3.0, < 5.0", (3, 0), (5, 0)),
        ("4.2.0", (4, 2, 0), (4, 2, 0, 0)),
        ("!= 4.2.0", (), (10**9,)),
    ],
)
def test_provider_versions(constraint, low, high):
    found = resources(
        f"""
        terraform {{
          required_providers {{
            azurerm = {{
              source  = "hashicorp/azurerm"
              version = "{constraint}"
            }}
          }}
        }}
        resource "azurerm_x" "a" {{}}
        """
    )
    resource = found["azurerm_x.a"]
    assert resource.provider == "azurerm"
    assert resource.version == VersionRange(low, high)


def test_the_lock_file_wins():
    found = resources(
        {
            "main.tf": 'resource "aws_x" "a" {}\nresource "google_x" "b" {\n  provider = google-beta.west\n}\n',
            ".terraform.lock.hcl": 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "5.100.0"\n}\n',
        }
    )
    assert found["aws_x.a"].version == VersionRange.exact("5.100.0")
    assert found["google_x.b"].provider == "google"
    assert found["google_x.b"].version == VersionRange()


def test_circles_between_resources_end():
    found = resources('resource "t_a" "a" {\n  x = t_a.b.y\n}\nresource "t_a" "b" {\n  y = t_a.a.x\n}\n')
    assert isinstance(found["t_a.a"].body.get("x"), Unknown)


def test_moved_import_check_and_removed_declare_nothing():
    evaluation = evaluated(
        """
        moved {
          from = t_a.x
          to   = t_a.b
        }
        import {
          to = t_a.b
          id = "i"
        }
        removed {
          from = t_a.gone
        }
        check "c" {
          assert {
            condition     = true
            error_message = "no"
          }
        }
        resource "t_a" "b" {}
        """
    )
    assert [one.address for one in evaluation.resources] == ["t_a.b"]
    assert evaluation.errors == []


def test_everything_known_is_a_single_leaf():
    found = resources(FLAG + 'resource "t_a" "b" {\n  count = true ? 1 : 0\n  a = false && var.x\n}\n')
    assert isinstance(found["t_a.b[0]"].exists, Known)
    assert not isinstance(found["t_a.b[0]"].body.get("a"), Choice)
