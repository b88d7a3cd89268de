resource "aws_lambda_permission" "main" {
  action         = "lambda:InvokeFunction"
  function_name  = "app"
  principal      = "sns.amazonaws.com"
  source_account = null
}
