variable "it" {}

resource "aws_s3tables_table_bucket" "main" {
  name = "lake"

  encryption_configuration = {
    sse_algorithm = "aws:kms"
    kms_key_arn   = var.it
  }
}
