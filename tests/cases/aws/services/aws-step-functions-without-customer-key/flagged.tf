resource "aws_sfn_state_machine" "main" {
  name       = "app"
  role_arn   = "arn:aws:iam::111122223333:role/app"
  definition = "{}"

  encryption_configuration {
    type       = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_id = null
  }
}
