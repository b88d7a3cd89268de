variable "it" {}

resource "aws_redshift_cluster" "main" {
  cluster_identifier  = "main"
  node_type           = "ra3.xlplus"
  encrypted           = true
  kms_key_id          = var.it
}
