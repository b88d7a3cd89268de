variable "it" {}

resource "aws_opensearch_domain" "main" {
  domain_name = "main"

  encrypt_at_rest {
    enabled    = true
    kms_key_id = var.it
  }
}
