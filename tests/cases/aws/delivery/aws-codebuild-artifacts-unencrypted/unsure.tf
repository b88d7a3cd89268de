variable "it" {}

resource "aws_codebuild_project" "main" {
  name         = "app"
  service_role = "arn:aws:iam::111122223333:role/build"

  artifacts {
    type                = "S3"
    location            = "artifacts"
    encryption_disabled = var.it
  }
}
