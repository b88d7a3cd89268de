variable "it" {}

resource "aws_kinesis_firehose_delivery_stream" "main" {
  name        = "main"
  destination = "extended_s3"

  server_side_encryption {
    enabled = var.it
  }
}
