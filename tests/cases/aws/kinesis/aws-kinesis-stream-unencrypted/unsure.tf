variable "it" {}

resource "aws_kinesis_stream" "main" {
  name            = "orders"
  shard_count     = 1
  encryption_type = "${var.it}"
  kms_key_id      = "alias/aws/kinesis"
}
