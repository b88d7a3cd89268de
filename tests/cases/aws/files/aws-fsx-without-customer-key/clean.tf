resource "aws_fsx_windows_file_system" "main" {
  subnet_ids          = ["subnet-1"]
  throughput_capacity = 8
  kms_key_id          = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
