variable "it" {}

resource "aws_scheduler_schedule" "main" {
  name                = "daily"
  schedule_expression = "rate(1 day)"
  kms_key_arn         = var.it
}
