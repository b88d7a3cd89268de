variable "it" {}

resource "aws_emr_security_configuration" "main" {
  name = "main"
  configuration = jsonencode({
    EncryptionConfiguration = {
      EnableAtRestEncryption    = true
      EnableInTransitEncryption = true
      AtRestEncryptionConfiguration = {
        S3EncryptionConfiguration        = { EncryptionMode = "SSE-KMS" }
        LocalDiskEncryptionConfiguration = { EncryptionKeyProviderType = var.it }
      }
    }
  })
}
