resource "aws_redshiftserverless_workgroup" "main" {
  namespace_name      = "main"
  workgroup_name      = "main"
  publicly_accessible = false
}
