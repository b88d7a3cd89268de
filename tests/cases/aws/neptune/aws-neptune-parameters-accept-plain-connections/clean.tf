resource "aws_neptune_cluster_parameter_group" "main" {
  name   = "main"
  family = "neptune1.3"

  parameter {
    name  = "neptune_enforce_ssl"
    value = "1"
  }
}
