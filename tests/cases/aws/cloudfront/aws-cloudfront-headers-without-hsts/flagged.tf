resource "aws_cloudfront_response_headers_policy" "main" {
  name = "app"

  security_headers_config {
    strict_transport_security {
      access_control_max_age_sec = 60
      override                   = true
    }
  }
}
