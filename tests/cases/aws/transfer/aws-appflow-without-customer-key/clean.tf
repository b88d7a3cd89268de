resource "aws_appflow_flow" "main" {
  name    = "orders"
  kms_arn = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
