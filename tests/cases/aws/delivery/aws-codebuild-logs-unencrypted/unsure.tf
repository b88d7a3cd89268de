variable "it" {}

resource "aws_codebuild_project" "main" {
  name         = "app"
  service_role = "arn:aws:iam::111122223333:role/build"

  logs_config {
    s3_logs {
      status              = "ENABLED"
      location            = "logs/build"
      encryption_disabled = var.it
    }
  }
}
