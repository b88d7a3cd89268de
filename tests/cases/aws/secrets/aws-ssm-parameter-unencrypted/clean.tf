resource "aws_ssm_parameter" "main" {
  name  = "/app/flag"
  value = "on"
  type  = "SecureString"
}
