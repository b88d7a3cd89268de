resource "aws_lambda_layer_version_permission" "main" {
  layer_name     = "lib"
  version_number = 1
  statement_id   = "all"
  action         = "lambda:GetLayerVersion"
  principal      = "*"
}
