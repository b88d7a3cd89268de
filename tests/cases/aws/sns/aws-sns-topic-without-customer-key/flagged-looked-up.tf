data "aws_kms_key" "amazons" {
  key_id = "alias/aws/sns"
}

resource "aws_sns_topic" "main" {
  name              = "main"
  kms_master_key_id = data.aws_kms_key.amazons.arn
}
