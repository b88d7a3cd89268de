variable "it" {}

resource "aws_efs_file_system" "main" {
  encrypted  = true
  kms_key_id = var.it
}
