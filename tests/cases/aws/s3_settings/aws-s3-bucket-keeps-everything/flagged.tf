resource "aws_s3_bucket" "data" {
  bucket = "data"
}

resource "aws_s3_bucket_lifecycle_configuration" "main" {

  rule {
    id     = "old"
    status = "Enabled"
  }
}
