resource "aws_kinesis_firehose_delivery_stream" "main" {
  name        = "main"
  destination = "extended_s3"

  server_side_encryption {
    enabled  = true
    key_type = "CUSTOMER_MANAGED_CMK"
    key_arn  = null
  }
}
