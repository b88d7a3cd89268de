variable "it" {}

resource "aws_codecommit_repository" "main" {
  repository_name = "app"
  kms_key_id      = var.it
}
