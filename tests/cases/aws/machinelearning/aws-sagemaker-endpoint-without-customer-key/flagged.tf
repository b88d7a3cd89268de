resource "aws_sagemaker_endpoint_configuration" "main" {
  name        = "app"
  kms_key_arn = null
}
