resource "aws_dms_endpoint" "main" {
  endpoint_id   = "source"
  endpoint_type = "source"
  engine_name   = "postgres"
  kms_key_arn   = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
