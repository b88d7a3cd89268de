resource "aws_ssm_parameter" "main" {
  name  = "/app/db/password"
  value = "from elsewhere"
  type  = "String"
}
