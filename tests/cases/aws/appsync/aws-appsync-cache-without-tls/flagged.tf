resource "aws_appsync_api_cache" "main" {
  api_id               = "1"
  api_caching_behavior = "FULL_REQUEST_CACHING"
  type                 = "SMALL"
  ttl                  = 60
  transit_encryption_enabled = false
}
