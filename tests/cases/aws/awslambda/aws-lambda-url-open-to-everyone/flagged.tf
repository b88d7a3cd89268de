resource "aws_lambda_function_url" "main" {
  function_name      = "app"
  authorization_type = "NONE"
}
