data "aws_kms_alias" "own" {
  name = "alias/orders"
}

resource "aws_sns_topic" "main" {
  name              = "main"
  kms_master_key_id = data.aws_kms_alias.own.target_key_id
}
