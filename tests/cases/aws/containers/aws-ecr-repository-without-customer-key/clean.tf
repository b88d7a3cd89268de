resource "aws_ecr_repository" "main" {
  name = "app"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = "arn:aws:kms:eu-west-1:111122223333:key/1"
  }
}
