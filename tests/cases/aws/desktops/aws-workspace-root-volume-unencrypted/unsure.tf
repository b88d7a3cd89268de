variable "it" {}

resource "aws_workspaces_workspace" "main" {
  directory_id = "d-1"
  bundle_id    = "wsb-1"
  user_name    = "ann"
  root_volume_encryption_enabled = var.it
}
