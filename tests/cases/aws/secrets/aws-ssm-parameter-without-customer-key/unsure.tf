variable "it" {}

resource "aws_ssm_parameter" "main" {
  name   = "/app/db/password"
  value  = "from elsewhere"
  type   = "SecureString"
  key_id = var.it
}
