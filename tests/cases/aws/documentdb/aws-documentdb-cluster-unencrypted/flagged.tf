resource "aws_docdb_cluster" "main" {
  cluster_identifier = "main"
  storage_encrypted  = false
}
