resource "aws_qldb_ledger" "main" {
  name             = "main"
  permissions_mode = "STANDARD"
  kms_key          = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
