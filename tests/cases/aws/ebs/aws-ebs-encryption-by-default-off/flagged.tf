resource "aws_ebs_encryption_by_default" "here" {
  enabled = false
}
