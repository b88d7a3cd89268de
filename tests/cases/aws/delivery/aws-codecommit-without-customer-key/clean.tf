resource "aws_codecommit_repository" "main" {
  repository_name = "app"
  kms_key_id      = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
