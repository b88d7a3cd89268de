resource "aws_media_store_container_policy" "main" {
  container_name = "live"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "mediastore:GetObject"
      Resource  = "*"
    }]
  })
}
