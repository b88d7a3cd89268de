resource "aws_kendra_index" "main" {
  name     = "docs"
  role_arn = "arn:aws:iam::111122223333:role/kendra"

  server_side_encryption_configuration {
    kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
  }
}
