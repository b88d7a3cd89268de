resource "aws_sqs_queue" "main" {
  name   = "orders"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "sqs:ReceiveMessage"
      Resource  = "*"
    }]
  })
}
