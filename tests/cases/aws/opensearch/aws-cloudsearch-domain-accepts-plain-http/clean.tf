resource "aws_cloudsearch_domain" "main" {
  name = "main"

  endpoint_options {
    enforce_https = true
  }
}
