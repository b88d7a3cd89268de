terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}
provider "aws" {
  region                      = "us-east-1"
  access_key                  = "x"
  secret_key                  = "y"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
locals { accounts = ["111111111111", "222222222222"] }
data "aws_iam_policy_document" "a" {
  policy_id = "pid"
  statement {
    sid       = "One"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:GetObject"]
    resources = ["arn:aws:s3:::b/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
  statement {
    effect        = "Deny"
    not_actions   = ["s3:*"]
    not_resources = ["arn:aws:s3:::b/&{aws:username}", "x"]
    principals {
      type        = "AWS"
      identifiers = [for a in local.accounts : "arn:aws:iam::${a}:root"]
    }
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
    principals {
      type        = "AWS"
      identifiers = ["333333333333"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalOrgID"
      values   = ["o-2", "o-1"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:x"
      values   = ["&{y}"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
data "aws_iam_policy_document" "b" {
  source_policy_documents = [data.aws_iam_policy_document.a.json, jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "Src", Effect = "Allow", Action = ["z", "*"], Resource = ["*"], Condition = { Bool = { x = true, y = ["b", "a"] } } }] })]
  statement {
    sid       = "Src"
    actions   = ["b:c"]
    resources = ["*"]
  }
  override_policy_documents = [data.aws_iam_policy_document.c.json]
}
data "aws_iam_policy_document" "c" {
  version = "2012-10-17"
  statement {
    sid     = "One"
    effect  = "Deny"
    actions = ["<html>&"]
    not_principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
  statement {
    actions   = ["noSid"]
    resources = []
  }
  statement {
    principals {
      type        = "*"
      identifiers = ["*", "x"]
    }
    principals {
      type        = "Federated"
      identifiers = ["b", "a"]
    }
    condition {
      test     = "StringEquals"
      variable = "k"
      values   = ["a"]
    }
    condition {
      test     = "StringEquals"
      variable = "k"
      values   = ["b", "c"]
    }
  }
}
data "aws_iam_policy_document" "d" {
}
data "aws_iam_policy_document" "e" {
  version = "2008-10-17"
  statement {
    actions   = []
    resources = ["*"]
  }
  dynamic "statement" {
    for_each = local.accounts
    content {
      sid       = "S${statement.value}"
      actions   = ["a:b"]
      resources = ["*"]
      principals {
        type        = "AWS"
        identifiers = [statement.value]
      }
    }
  }
}
output "a" { value = data.aws_iam_policy_document.a.json }
output "b" { value = data.aws_iam_policy_document.b.json }
output "c" { value = data.aws_iam_policy_document.c.json }
output "d" { value = data.aws_iam_policy_document.d.json }
output "e" { value = data.aws_iam_policy_document.e.json }
output "m" { value = data.aws_iam_policy_document.a.minified_json }
