resource "aws_glue_resource_policy" "main" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "glue:GetTable"
      Resource  = "*"
    }]
  })
}
