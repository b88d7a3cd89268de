resource "aws_s3control_access_point_policy" "main" {
  access_point_arn = "arn:aws:s3:eu-west-1:111122223333:accesspoint/app"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "s3:GetObject"
      Resource  = "*"
    }]
  })
}
