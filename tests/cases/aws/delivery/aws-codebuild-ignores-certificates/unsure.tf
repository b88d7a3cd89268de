variable "it" {}

resource "aws_codebuild_project" "main" {
  name         = "app"
  service_role = "arn:aws:iam::111122223333:role/build"

  source {
    type         = "GITHUB_ENTERPRISE"
    location     = "https://git.example.com/app"
    insecure_ssl = var.it
  }
}
