data "aws_kms_key" "own" {
  key_id = "alias/orders"
}

resource "aws_sns_topic" "main" {
  name              = "main"
  kms_master_key_id = data.aws_kms_key.own.arn
}
