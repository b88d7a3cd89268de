variable "stage" {}

resource "aws_ssm_parameter" "main" {
  name  = "/${var.stage}/db/password"
  value = "from elsewhere"
  type  = "String"
}
