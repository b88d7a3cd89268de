variable "it" {}

resource "aws_cloudfront_distribution" "main" {
  enabled = true

  origin {
    domain_name              = "data.s3.eu-west-1.amazonaws.com"
    origin_id                = "data"
    origin_access_control_id = var.it
  }
}
