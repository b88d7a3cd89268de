resource "aws_lambda_permission" "main" {
  action        = "lambda:InvokeFunction"
  function_name = "app"
  principal     = "111122223333"
}
