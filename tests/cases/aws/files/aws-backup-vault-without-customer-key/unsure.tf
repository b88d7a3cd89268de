variable "it" {}

resource "aws_backup_vault" "main" {
  name        = "main"
  kms_key_arn = var.it
}
