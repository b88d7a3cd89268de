resource "aws_opensearch_domain" "main" {
  domain_name = "main"

  encrypt_at_rest {
    enabled    = true
    kms_key_id = "arn:aws:kms:eu-west-1:111122223333:key/1"
  }
}
