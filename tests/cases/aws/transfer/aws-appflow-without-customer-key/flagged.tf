resource "aws_appflow_flow" "main" {
  name    = "orders"
  kms_arn = null
}
