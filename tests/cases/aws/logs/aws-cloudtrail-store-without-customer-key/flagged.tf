resource "aws_cloudtrail_event_data_store" "main" {
  name       = "main"
  kms_key_id = null
}
