variable "it" {}

resource "aws_redshift_resource_policy" "main" {
  resource_arn = "arn:aws:redshift:eu-west-1:111122223333:namespace:1"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "${var.it}" }
      Action    = "redshift:AuthorizeInboundIntegration"
    }]
  })
}
