resource "aws_fsx_windows_file_system" "main" {
  subnet_ids          = ["subnet-1"]
  throughput_capacity = 8
  kms_key_id          = null
}
