variable "it" {}

resource "aws_apprunner_service" "main" {
  service_name = "app"

  encryption_configuration {
    kms_key = var.it
  }
}
