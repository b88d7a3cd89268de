resource "aws_imagebuilder_component" "app" {
  name       = "app"
  platform   = "Linux"
  version    = "1.0.0"
  uri        = "s3://bucket/component.yaml"
  kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
