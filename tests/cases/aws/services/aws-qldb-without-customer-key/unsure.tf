variable "it" {}

resource "aws_qldb_ledger" "main" {
  name             = "main"
  permissions_mode = "STANDARD"
  kms_key          = var.it
}
