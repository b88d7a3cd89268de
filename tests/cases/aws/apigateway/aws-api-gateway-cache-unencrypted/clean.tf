resource "aws_api_gateway_method_settings" "main" {
  rest_api_id = "1"
  stage_name  = "prod"
  method_path = "*/*"

  settings {
    caching_enabled      = true
    cache_data_encrypted = true
  }
}
