variable "it" {}

resource "aws_codebuild_report_group" "main" {
  name = "tests"
  type = "TEST"

  export_config {
    type = "S3"

    s3_destination {
      bucket              = "reports"
      encryption_key      = "arn:aws:kms:eu-west-1:111122223333:key/1"
      encryption_disabled = var.it
    }
  }
}
