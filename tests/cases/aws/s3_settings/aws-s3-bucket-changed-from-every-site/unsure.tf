variable "it" {}

resource "aws_s3_bucket_cors_configuration" "main" {
  bucket = "data"

  cors_rule {
    allowed_methods = ["PUT"]
    allowed_origins = ["${var.it}"]
  }
}
