resource "aws_lambda_function" "main" {
  function_name = "app"
  role          = "arn:aws:iam::111122223333:role/app"
  kms_key_arn   = "arn:aws:kms:eu-west-1:111122223333:key/1"

  environment {
    variables = { STAGE = "prod" }
  }
}
