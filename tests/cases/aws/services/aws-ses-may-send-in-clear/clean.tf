resource "aws_ses_configuration_set" "main" {
  name = "main"

  delivery_options {
    tls_policy = "Require"
  }
}
