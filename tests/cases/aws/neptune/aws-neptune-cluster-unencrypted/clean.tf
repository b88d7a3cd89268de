resource "aws_neptune_cluster" "main" {
  cluster_identifier = "main"
  engine             = "neptune"
  storage_encrypted  = true
}
