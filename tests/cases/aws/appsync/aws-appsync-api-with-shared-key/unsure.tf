variable "it" {}

resource "aws_appsync_graphql_api" "main" {
  name                = "app"
  authentication_type = "${var.it}"
}
