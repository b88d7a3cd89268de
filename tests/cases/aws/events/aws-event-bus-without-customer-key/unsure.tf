variable "it" {}

resource "aws_cloudwatch_event_bus" "main" {
  name               = "orders"
  kms_key_identifier = var.it
}
