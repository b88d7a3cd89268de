resource "aws_sagemaker_endpoint_configuration" "main" {
  name        = "app"
  kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
