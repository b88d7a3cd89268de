variable "it" {}

resource "aws_docdb_cluster" "main" {
  cluster_identifier = "main"
  kms_key_id         = var.it
}
