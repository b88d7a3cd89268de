resource "aws_efs_file_system" "main" {
  encrypted = true
}

resource "aws_efs_file_system_policy" "main" {
  file_system_id = aws_efs_file_system.main.id
  policy = "{}"
}
