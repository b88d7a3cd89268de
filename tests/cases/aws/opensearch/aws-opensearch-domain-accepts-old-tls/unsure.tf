variable "it" {}

resource "aws_opensearch_domain" "main" {
  domain_name = "main"

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "${var.it}"
  }
}
