resource "aws_appsync_graphql_api" "main" {
  name                = "app"
  authentication_type = "API_KEY"
}
