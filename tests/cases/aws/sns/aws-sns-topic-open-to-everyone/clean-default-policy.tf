resource "aws_sns_topic_policy" "main" {
  arn = "arn:aws:sns:eu-west-1:111122223333:orders"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "SNS:Publish"
      Resource  = "*"
      Condition = { StringEquals = { "AWS:SourceOwner" = "111122223333" } }
    }]
  })
}
