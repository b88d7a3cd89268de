variable "it" {}

resource "aws_dms_endpoint" "main" {
  endpoint_id   = "source"
  endpoint_type = "source"
  engine_name   = "postgres"
  kms_key_arn   = var.it
}
