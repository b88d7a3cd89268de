resource "aws_rds_cluster" "db" {
  engine      = "aurora-mysql"
  engine_mode = "serverless"
}
