resource "aws_sqs_queue" "main" {
  name              = "orders"
  kms_master_key_id = null
}
