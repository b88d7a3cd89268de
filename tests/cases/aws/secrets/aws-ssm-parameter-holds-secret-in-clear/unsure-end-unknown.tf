variable "name" {}

resource "aws_ssm_parameter" "main" {
  name  = "/app/${var.name}"
  value = "from elsewhere"
  type  = "String"
}
