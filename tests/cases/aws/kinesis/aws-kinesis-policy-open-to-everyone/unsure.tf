variable "it" {}

resource "aws_kinesis_resource_policy" "main" {
  resource_arn = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "${var.it}" }
      Action    = "kinesis:GetRecords"
      Resource  = "*"
    }]
  })
}
