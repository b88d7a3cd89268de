resource "aws_efs_file_system" "main" {
  encrypted = true
}

resource "aws_efs_file_system_policy" "main" {
  policy = "{}"
}
