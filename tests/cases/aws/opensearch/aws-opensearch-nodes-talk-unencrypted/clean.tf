resource "aws_opensearch_domain" "main" {
  domain_name = "main"

  cluster_config {
    instance_count = 3
  }

  node_to_node_encryption {
    enabled = true
  }
}
