variable "it" {}

resource "aws_neptune_cluster_snapshot" "main" {
  db_cluster_identifier          = "main"
  db_cluster_snapshot_identifier = "before"
  kms_key_id                     = var.it
}
