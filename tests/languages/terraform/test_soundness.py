"""Soundness: write a configuration in another way that means the same, or leave something open.

A finding stays, or becomes "cannot tell"; it never vanishes. What was no finding never becomes a sure one.
"""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foureyes.engine.merge import Merge
from foureyes.engine.ruleset import RuleSet
from foureyes.languages.terraform.read import evaluate
from foureyes.model.coverage import Coverage
from foureyes.model.root import Options
from foureyes.run import judge
from tests.languages.terraform.configurations import Files, found_roots

CONFIGURATIONS = [
    """
    resource "azurerm_storage_account" "a" {
      name                            = ⟦"contoso"⟧
      allow_nested_items_to_be_public = ⟦true⟧
      https_traffic_only_enabled      = ⟦false⟧
      min_tls_version                 = ⟦"TLS1_0"⟧
      ⟨network_rules⟩{
        default_action = ⟦"Allow"⟧
        ip_rules       = [⟦"203.0.113.0/24"⟧]
      }
    }
    resource "azurerm_storage_container" "c" {
      name                  = "documents"
      storage_account_id    = azurerm_storage_account.a.id
      container_access_type = ⟦"blob"⟧
    }
    resource "azurerm_storage_container" "closed" {
      name                  = "closed"
      storage_account_name  = ⟦"contoso"⟧
      container_access_type = ⟦"private"⟧
    }
    """,
    """
    resource "aws_s3_bucket" "b" {
      bucket = ⟦"logs"⟧
    }
    resource "aws_s3_bucket_ownership_controls" "o" {
      bucket = aws_s3_bucket.b.id
      ⟨rule⟩{
        object_ownership = ⟦"ObjectWriter"⟧
      }
    }
    resource "aws_s3_bucket_public_access_block" "p" {
      bucket                  = ⟦"logs"⟧
      block_public_acls       = ⟦false⟧
      ignore_public_acls      = ⟦false⟧
      block_public_policy     = ⟦false⟧
      restrict_public_buckets = ⟦false⟧
    }
    resource "aws_s3_bucket_acl" "a" {
      bucket = aws_s3_bucket.b.bucket
      acl    = ⟦"public-read"⟧
    }
    resource "aws_s3_bucket_policy" "p" {
      bucket = aws_s3_bucket.b.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = ⟦"Allow"⟧
          Principal = ⟦"*"⟧
          Action    = [⟦"s3:GetObject"⟧]
          Resource  = "${aws_s3_bucket.b.arn}/*"
        }]
      })
    }
    resource "aws_s3_bucket" "safe" {
      bucket = ⟦"safe"⟧
    }
    resource "aws_s3_bucket_public_access_block" "safe" {
      bucket                  = aws_s3_bucket.safe.id
      block_public_acls       = ⟦true⟧
      ignore_public_acls      = ⟦true⟧
      block_public_policy     = ⟦true⟧
      restrict_public_buckets = ⟦true⟧
    }
    """,
    """
    resource "google_storage_bucket" "b" {
      name                     = ⟦"reports"⟧
      public_access_prevention = ⟦"inherited"⟧
      ⟨encryption⟩{
        default_kms_key_name = ⟦"key"⟧
      }
    }
    resource "google_storage_bucket_iam_member" "m" {
      bucket = google_storage_bucket.b.name
      role   = ⟦"roles/storage.objectViewer"⟧
      member = ⟦"allUsers"⟧
    }
    resource "google_storage_bucket_iam_binding" "n" {
      bucket  = ⟦"reports"⟧
      role    = "roles/storage.admin"
      members = [⟦"user:ann@example.com"⟧]
    }
    """,
]
EQUAL = [
    "(§)",
    "true ? § : null",
    'false ? "other" : §',
    "[§][0]",
    "{ k = § }.k",
    '{ k = § }["k"]',
    "[for x in [§] : x][0]",
    "try(§, null)",
    "try({}.none, §)",
    "coalesce(null, §)",
    "one([§])",
    "element([§], 0)",
    "jsondecode(jsonencode(§))",
    'lookup({ k = § }, "k", null)',
    "flatten([[§]])[0]",
    "values({ k = § })[0]",
    "([{ k = § }][*].k)[0]",
    "[{ k = § }].*.k[0]",
    "merge({ k = null }, { k = § }).k",
    "local.NAME",
    "local.chain_NAME",
    "var.NAME",
    "var.nested_NAME.inner",
    "module.NAME.value",
    'module.each_NAME["only"].value',
    "module.none_NAME == [] ? § : §",
]
OPEN = [
    "var.open_NAME",
    "var.flag_NAME ? § : null",
    "var.flag_NAME ? null : §",
    'var.flag_NAME ? § : "something"',
    "var.some_NAME[var.key_NAME]",
    "module.NAME.unknown",
    "try(var.open_NAME, §)",
    "lookup({ k = § }, var.key_NAME, null)",
    "[for x in [§] : x if var.flag_NAME][0]",
    "concat(var.open_NAME, [§])[0]",
    "element(concat(var.open_NAME, [§]), 0)",
    "one([for x in [§] : x if x != var.open_NAME])",
    "coalescelist(flatten([var.flag_NAME ? [§] : []]), [null])[0]",
    "local.nothing_NAME",
    "nothing_at.all_NAME.value",
    "try(local.nothing_NAME, §)",
    "module.NAME.nothing",
]
BLOCKS = [
    "NAME {",
    'dynamic "NAME" {\n for_each = [1]\n content {',
    'dynamic "NAME" {\n for_each = { a = 1 }\n iterator = it\n content {',
    'dynamic "NAME" {\n for_each = true ? [1] : []\n content {',
]
OPEN_BLOCKS = [
    'dynamic "NAME" {\n for_each = var.flag ? [1] : []\n content {',
    'dynamic "NAME" {\n for_each = var.key\n content {',
]
ENVELOPES = ["", "\n", "count = 1", "for_each = { a = 1 }", "count = true ? 1 : 0", 'for_each = toset(["a", "b"])']
OPEN_ENVELOPES = ["count = var.on ? 1 : 0", "count = var.number", "for_each = var.keys"]
WRAPPED = """
variable "on" {
  type = bool
}
variable "number" {}
variable "keys" {}
module "w" {
  source = "./w"
  ENVELOPE
}
"""
RULES = RuleSet(["foureyes_rules"], ["default"])
MODULE = """
variable "value" {}
output "value" {
  value = var.value
}
variable "unset" {}
output "unknown" {
  value = var.unset
}
"""


def written(text, literals, blocks):
    """The configuration with each literal and block spelled as told, and the declarations this needs."""
    pick = iter(literals)
    declared: list[str] = []
    count = iter(range(10_000))

    def literal(match):
        form = next(pick, "§")
        name = f"x{next(count)}"
        declared.append(declarations(name, match[1]))
        return form.replace("NAME", name).replace("§", match[1])

    def block(match):
        form = next(spelled, "NAME {").replace("NAME", match[1])
        closing = "}\n}" if form.startswith("dynamic") else "}"
        return form + match[2] + closing

    spelled = iter(blocks)
    text = re.sub(r"⟨(\w+)⟩\{(.*?\n\s*)\}", block, text, flags=re.DOTALL)
    text = re.sub(r"⟦(.*?)⟧", literal, text)
    return text + "".join(declared) + 'variable "flag" {\n  type = bool\n}\nvariable "key" {}\n'


def declarations(name, literal):
    return f"""
locals {{
  {name}       = {literal}
  chain_{name} = local.{name}
}}
variable "{name}" {{
  default = {literal}
}}
variable "nested_{name}" {{
  type    = object({{ inner = optional(any, {literal}) }})
  default = {{}}
}}
variable "some_{name}" {{
  default = {{ one = {literal}, other = null }}
}}
variable "open_{name}" {{}}
variable "key_{name}" {{}}
variable "flag_{name}" {{
  type = bool
}}
module "{name}" {{
  source = "./m"
  value  = {literal}
}}
module "each_{name}" {{
  source   = "./m"
  for_each = {{ only = {literal} }}
  value    = each.value
}}
module "none_{name}" {{
  source = "./m"
  count  = 0
  value  = null
}}
"""


def verdicts(text, envelope=""):
    """The answer for each rule and resource that has one, in whatever instance of whatever module."""
    files = {"main.tf": text, "m/main.tf": MODULE}
    if envelope:
        files = {"w/main.tf": text, "w/m/main.tf": MODULE, "main.tf": WRAPPED.replace("ENVELOPE", envelope)}
    tree = Files(files)
    root = next(root for root in found_roots(tree) if root.path == ".")
    evaluation = evaluate(root, root.deployments[0], tree, Options())
    assert evaluation.errors == [], (evaluation.errors, text)
    merge, coverage = Merge(), Coverage()
    judge(evaluation, RULES, merge, coverage)
    assert coverage.errors == [], coverage.errors
    found = {}
    for one in merge.findings():
        plain = re.sub(r"^module\.w(\[[^\]]*\])?\.", "", one.resource)
        found.setdefault((one.rule, plain), one.answer.value)
    return found


def check(before, after, text):
    for key in before.keys() | after.keys():
        was, now = before.get(key, "no"), after.get(key, "no")
        assert now in (was, "cannot tell") or was == "cannot tell", (key, was, now, text)


BEFORE = [verdicts(written(text, [], [])) for text in CONFIGURATIONS]
SETTINGS = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_the_configurations_have_findings_and_clean_resources():
    for before in BEFORE:
        assert "yes" in before.values()


@SETTINGS
@given(st.sampled_from(range(len(CONFIGURATIONS))), st.data())
def test_equal_spellings_change_nothing(number, data):
    literals = data.draw(st.lists(st.sampled_from(EQUAL), min_size=20, max_size=20))
    blocks = data.draw(st.lists(st.sampled_from(BLOCKS), min_size=2, max_size=2))
    text = written(CONFIGURATIONS[number], literals, blocks)
    check(BEFORE[number], verdicts(text, data.draw(st.sampled_from(ENVELOPES))), text)


@SETTINGS
@given(st.sampled_from(range(len(CONFIGURATIONS))), st.data())
def test_what_is_left_open_is_never_called_safe(number, data):
    literals = data.draw(st.lists(st.sampled_from(["§", *EQUAL[:6], *OPEN]), min_size=20, max_size=20))
    blocks = data.draw(st.lists(st.sampled_from([*BLOCKS, *OPEN_BLOCKS]), min_size=2, max_size=2))
    text = written(CONFIGURATIONS[number], literals, blocks)
    envelope = data.draw(st.sampled_from([*ENVELOPES, *OPEN_ENVELOPES]))
    check(BEFORE[number], verdicts(text, envelope), text)
