resource "aws_kinesis_stream" "main" {
  name            = "orders"
  shard_count     = 1
  encryption_type = "NONE"
  kms_key_id      = "alias/aws/kinesis"
}
