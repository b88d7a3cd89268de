"""A protection counts only for what it surely belongs to: links that may lead elsewhere never make safe."""

import pytest

BLOCK = """
resource "aws_s3_bucket_public_access_block" "guard" {
  bucket                  = %s
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
"""

LEAK = """
variable "x" {}
variable "y" {}

resource "aws_s3_bucket" "a" {
  bucket = "aaa"
  tags   = { other = "bbb" }
}

resource "aws_s3_bucket" "b" {
  bucket = "bbb"
}

resource "aws_s3_bucket_policy" "a" {
  bucket = aws_s3_bucket.a.id
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::aaa/*" }]
  })
}
"""

RULE = "aws-s3-bucket-policy-open-to-readers"


def answers(cli, text, rule=RULE):
    (cli.folder / "main.tf").write_text(text)
    return [one["answer"] for one in cli.lint("main.tf")["findings"] if one["rule"] == rule]


@pytest.mark.parametrize(
    "bucket", ["aws_s3_bucket.a.id", "aws_s3_bucket.a.bucket", '"aaa"', 'try(aws_s3_bucket.a.id, "")']
)
def test_a_block_that_surely_is_the_buckets_closes_it(cli, bucket):
    assert answers(cli, LEAK + BLOCK % bucket) == []


@pytest.mark.parametrize(
    "bucket",
    [
        "var.x ? aws_s3_bucket.a.id : aws_s3_bucket.b.id",
        'var.x ? aws_s3_bucket.a.id : "other-bucket"',
        "coalesce(var.y, aws_s3_bucket.a.id)",
        "{ a = aws_s3_bucket.a.id, b = aws_s3_bucket.b.id }[var.y]",
        '"x-${aws_s3_bucket.a.id}"',
        "aws_s3_bucket.a.tags.other",
        "aws_s3_bucket.b.id",
        "var.y",
    ],
)
def test_a_block_that_may_be_anothers_does_not(cli, bucket):
    assert answers(cli, LEAK + BLOCK % bucket)


def test_a_block_of_one_of_several_instances_does_not_close_the_others(cli):
    leak = LEAK.replace('resource "aws_s3_bucket" "a" {', 'resource "aws_s3_bucket" "a" {\n  count = 2')
    leak = leak.replace('"aaa"\n', '"aaa-${count.index}"\n').replace(
        "aws_s3_bucket.a.id", "aws_s3_bucket.a[count.index].id"
    )
    leak = leak.replace('"aws_s3_bucket_policy" "a" {', '"aws_s3_bucket_policy" "a" {\n  count = 2')
    assert len(answers(cli, leak + BLOCK % "aws_s3_bucket.a[0].id")) == 1


AZAPI = """
terraform {
  required_providers {
    azapi = { source = "azure/azapi", version = "~> 2.0" }
  }
}

variable "x" {}

resource "azapi_resource" "s" {
  type      = %s
  name      = "contosoinvoices"
  parent_id = "/subscriptions/0/resourceGroups/contoso"
  body      = { properties = { allowBlobPublicAccess = true } }
}
"""
UPDATE = """
resource "azapi_update_resource" "u" {
  count       = %s
  type        = "Microsoft.Storage/storageAccounts@2023-05-01"
  resource_id = %s
  body        = { properties = { allowBlobPublicAccess = false } }
}
"""
TYPE = '"Microsoft.Storage/storageAccounts@2023-05-01"'
ANONYMOUS = "azure-storage-account-allows-anonymous-blobs"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (AZAPI % TYPE, ["risky"]),
        (AZAPI % '"Microsoft.Storage/storageAccounts@${var.x}"', ["risky"]),
        (AZAPI % TYPE + UPDATE % ("1", "azapi_resource.s.id"), []),
        (AZAPI % TYPE + UPDATE % ("var.x ? 1 : 0", "azapi_resource.s.id"), ["cannot-tell"]),
        (AZAPI % TYPE + UPDATE % ("1", 'var.x ? azapi_resource.s.id : "/other"'), ["cannot-tell"]),
    ],
)
def test_an_azapi_update_counts_where_it_surely_happens(cli, text, expected):
    assert answers(cli, text, ANONYMOUS) == expected
