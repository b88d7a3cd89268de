resource "aws_s3_object" "main" {
  bucket     = "data"
  key        = "list.csv"
  kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
