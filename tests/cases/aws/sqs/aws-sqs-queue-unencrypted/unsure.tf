variable "it" {}

resource "aws_sqs_queue" "main" {
  name                    = "orders"
  sqs_managed_sse_enabled = var.it
}
