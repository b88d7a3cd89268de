variable "it" {}

resource "aws_secretsmanager_secret" "main" {
  name       = "db"
  kms_key_id = var.it
}
