variable "it" {}

resource "aws_ebs_snapshot_block_public_access" "here" {
  state = "${var.it}"
}
