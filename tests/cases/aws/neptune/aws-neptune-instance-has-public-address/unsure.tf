variable "it" {}

resource "aws_neptune_cluster_instance" "main" {
  cluster_identifier  = "main"
  instance_class      = "db.t4g.medium"
  publicly_accessible = var.it
}
