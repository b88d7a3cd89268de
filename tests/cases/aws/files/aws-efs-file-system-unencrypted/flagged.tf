resource "aws_efs_file_system" "main" {
  encrypted = false
}
