resource "aws_workspaces_directory" "main" {
  directory_id = "d-1"

  workspace_creation_properties {
    enable_internet_access = true
  }
}
