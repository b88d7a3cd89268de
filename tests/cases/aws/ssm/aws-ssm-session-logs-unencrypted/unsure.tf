variable "it" {}

resource "aws_ssm_document" "main" {
  name          = "SSM-SessionManagerRunShell"
  document_type = "Session"
  content = jsonencode({
    schemaVersion = "1.0"
    sessionType   = "Standard_Stream"
    inputs = {
      s3BucketName        = "logs"
      s3EncryptionEnabled = var.it
    }
  })
}
