resource "aws_sqs_queue" "main" {
  name   = "orders"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "sqs:ReceiveMessage"
      Resource  = "*"
    }]
  })
}
