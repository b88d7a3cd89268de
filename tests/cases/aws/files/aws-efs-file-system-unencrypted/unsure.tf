variable "it" {}

resource "aws_efs_file_system" "main" {
  encrypted = var.it
}
