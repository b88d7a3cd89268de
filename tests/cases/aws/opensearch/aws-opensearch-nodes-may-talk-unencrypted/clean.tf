resource "aws_opensearch_domain" "main" {
  domain_name = "main"

  node_to_node_encryption {
    enabled = true
  }
}
