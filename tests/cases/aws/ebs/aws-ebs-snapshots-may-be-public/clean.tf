resource "aws_ebs_snapshot_block_public_access" "here" {
  state = "block-all-sharing"
}
