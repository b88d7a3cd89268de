variable "stage" {}

resource "aws_ssm_parameter" "path" {
  name  = "/${var.stage}/runners/token_path"
  value = "/runners/tokens"
  type  = "String"
}

resource "aws_ssm_parameter" "length" {
  name  = "/app/PasswordLength"
  value = "24"
  type  = "String"
}

resource "aws_ssm_parameter" "encrypted" {
  name  = "/${var.stage}/cluster/EncryptSecrets"
  value = "true"
  type  = "String"
}

resource "aws_ssm_parameter" "size" {
  name  = "/${var.stage}/disk/size"
  value = "20"
  type  = "String"
}
