variable "it" {}

resource "aws_redshift_snapshot_copy_grant" "main" {
  snapshot_copy_grant_name = "dr"
  kms_key_id               = var.it
}
