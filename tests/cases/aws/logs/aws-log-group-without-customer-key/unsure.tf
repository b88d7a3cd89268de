variable "it" {}

resource "aws_cloudwatch_log_group" "main" {
  name       = "app"
  kms_key_id = var.it
}
