resource "aws_rds_cluster" "main" {
  cluster_identifier   = "main"
  engine               = "aurora-postgresql"
  enable_http_endpoint = null
}
