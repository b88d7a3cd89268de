resource "aws_opensearch_domain" "main" {
  domain_name = "main"
}
