resource "aws_lambda_function" "main" {
  function_name = "app"
  role          = "arn:aws:iam::111122223333:role/app"
  kms_key_arn   = null

  environment {
    variables = { STAGE = "prod" }
  }
}
