variable "it" {}

resource "aws_neptune_cluster_snapshot" "main" {
  db_cluster_identifier          = "main"
  db_cluster_snapshot_identifier = "before"
  storage_encrypted              = var.it
}
