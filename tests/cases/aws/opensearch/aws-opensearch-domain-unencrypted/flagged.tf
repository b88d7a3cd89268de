resource "aws_opensearch_domain" "main" {
  domain_name = "main"

  encrypt_at_rest {
    enabled = false
  }
}
