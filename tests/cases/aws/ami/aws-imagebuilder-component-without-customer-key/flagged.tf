resource "aws_imagebuilder_component" "app" {
  name       = "app"
  platform   = "Linux"
  version    = "1.0.0"
  uri        = "s3://bucket/component.yaml"
  kms_key_id = null
}
