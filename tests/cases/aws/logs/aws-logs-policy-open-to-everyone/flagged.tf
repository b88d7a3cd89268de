resource "aws_cloudwatch_log_destination_policy" "main" {
  destination_name = "main"
  access_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "logs:PutSubscriptionFilter"
      Resource  = "*"
    }]
  })
}
