variable "it" {}

resource "aws_kinesis_stream" "main" {
  name            = "orders"
  encryption_type = "KMS"
  kms_key_id      = var.it
}
