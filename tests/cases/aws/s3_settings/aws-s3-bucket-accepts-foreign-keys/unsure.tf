variable "it" {}

resource "aws_s3_bucket_server_side_encryption_configuration" "main" {
  bucket = "data"

  rule {
    blocked_encryption_types = ["${var.it}"]

    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
