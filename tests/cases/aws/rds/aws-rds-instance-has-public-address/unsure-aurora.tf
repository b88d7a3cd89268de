variable "it" {}

resource "aws_rds_cluster_instance" "one" {
  cluster_identifier  = "main"
  engine              = "aurora-postgresql"
  instance_class      = "db.r6g.large"
  publicly_accessible = var.it
}
