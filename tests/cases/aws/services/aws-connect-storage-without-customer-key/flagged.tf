resource "aws_connect_instance_storage_config" "main" {
  instance_id   = "1"
  resource_type = "CALL_RECORDINGS"

  storage_config {
    storage_type = "S3"

    s3_config {
      bucket_name   = "calls"
      bucket_prefix = "x"

      encryption_config {
        encryption_type = "KMS"
        key_id          = null
      }
    }
  }
}
