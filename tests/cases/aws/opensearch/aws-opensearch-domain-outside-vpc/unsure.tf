variable "it" {}

resource "aws_opensearch_domain" "main" {
  domain_name = "main"

  vpc_options {
    subnet_ids = var.it
  }
}
