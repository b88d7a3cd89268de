variable "it" {}

resource "aws_ecr_repository" "main" {
  name = "app"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = var.it
  }
}
