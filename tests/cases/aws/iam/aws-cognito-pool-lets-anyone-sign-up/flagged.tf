resource "aws_cognito_user_pool" "main" {
  name = "staff"

  admin_create_user_config {
    allow_admin_create_user_only = false
  }
}
