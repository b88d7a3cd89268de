resource "aws_apprunner_service" "main" {
  service_name = "app"

  encryption_configuration {
    kms_key = "arn:aws:kms:eu-west-1:111122223333:key/1"
  }
}
