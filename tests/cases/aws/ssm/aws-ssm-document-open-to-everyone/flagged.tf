resource "aws_ssm_document" "main" {
  name          = "app"
  document_type = "Command"
  content       = "{}"

  permissions = {
    type        = "Share"
    account_ids = "All"
  }
}
