variable "it" {}

resource "aws_redshiftserverless_namespace" "main" {
  namespace_name = "main"
  kms_key_id     = var.it
}
