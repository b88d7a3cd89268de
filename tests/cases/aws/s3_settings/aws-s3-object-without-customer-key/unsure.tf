variable "it" {}

resource "aws_s3_object" "main" {
  bucket     = "data"
  key        = "list.csv"
  kms_key_id = var.it
}
