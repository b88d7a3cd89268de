resource "aws_sns_topic" "main" {
  name              = "orders"
  kms_master_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
