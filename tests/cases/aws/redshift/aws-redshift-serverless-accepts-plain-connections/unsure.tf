variable "it" {}

resource "aws_redshiftserverless_workgroup" "main" {
  namespace_name = "main"
  workgroup_name = "main"

  config_parameter {
    parameter_key   = "require_ssl"
    parameter_value = var.it
  }
}
