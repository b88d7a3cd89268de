data "aws_kms_alias" "amazons" {
  name = "alias/aws/sns"
}

resource "aws_sns_topic" "main" {
  name              = "main"
  kms_master_key_id = data.aws_kms_alias.amazons.target_key_id
}
