variable "closed" {}

resource "aws_efs_file_system" "main" {
  encrypted = true
}

resource "aws_efs_file_system_policy" "main" {
  count          = var.closed ? 1 : 0
  file_system_id = aws_efs_file_system.main.id
  policy         = "{}"
}
