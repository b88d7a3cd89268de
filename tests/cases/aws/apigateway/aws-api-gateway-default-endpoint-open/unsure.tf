variable "it" {}

resource "aws_api_gateway_rest_api" "main" {
  name                         = "app"
  disable_execute_api_endpoint = var.it
}
