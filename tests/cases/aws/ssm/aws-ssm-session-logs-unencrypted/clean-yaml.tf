resource "aws_ssm_document" "sessions" {
  name            = "SSM-SessionManagerRunShell"
  document_type   = "Session"
  document_format = "YAML"

  content = <<-DOC
    schemaVersion: '1.0'
    sessionType: Standard_Stream
    inputs:
      s3BucketName: sessions
      s3EncryptionEnabled: true
  DOC
}
