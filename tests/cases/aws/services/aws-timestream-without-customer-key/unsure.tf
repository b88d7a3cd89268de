variable "it" {}

resource "aws_timestreamwrite_database" "main" {
  database_name = "main"
  kms_key_id    = var.it
}
