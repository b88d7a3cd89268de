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
variable "public" {
  type    = bool
  default = true
}
variable "ranges" {
  default = ["0.0.0.0/0"]
}
module "data" {
  source   = "./parts"
  for_each = { a = { acl = "public-read" }, b = { acl = "private" } }
  acl      = each.value.acl
  policy   = data.aws_iam_policy_document.open.json
  kms      = aws_kms_key.k.arn
}
resource "aws_kms_key" "k" {}
data "aws_iam_policy_document" "open" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
resource "aws_s3_bucket" "plain" {
  count  = 2
  bucket = "plain-${count.index}"
}
resource "aws_s3_bucket_policy" "plain" {
  count  = 2
  bucket = aws_s3_bucket.plain[count.index].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow", Principal = { AWS = count.index == 0 ? "*" : "111111111111" }, Action = "s3:*"
      Resource = "${aws_s3_bucket.plain[count.index].arn}/*"
    }]
  })
}
resource "aws_s3_bucket_public_access_block" "plain" {
  bucket            = aws_s3_bucket.plain[1].id
  block_public_acls = true
}
resource "aws_security_group" "sg" {
  name = "x"
  dynamic "ingress" {
    for_each = var.ranges
    content {
      from_port   = 22
      to_port     = 22
      protocol    = "tcp"
      cidr_blocks = [ingress.value]
    }
  }
}
resource "aws_db_instance" "db" {
  identifier             = "db"
  instance_class         = "db.t3.micro"
  engine                 = "mysql"
  allocated_storage      = 5
  username               = "u"
  password               = "hush"
  publicly_accessible    = var.public
  vpc_security_group_ids = [aws_security_group.sg.id]
}
