resource "aws_dms_s3_endpoint" "main" {
  endpoint_id                       = "lake"
  endpoint_type                     = "target"
  bucket_name                       = "lake"
  encryption_mode                   = "SSE_KMS"
  server_side_encryption_kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
