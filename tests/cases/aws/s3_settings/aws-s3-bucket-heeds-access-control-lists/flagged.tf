resource "aws_s3_bucket_ownership_controls" "main" {
  bucket = "data"

  rule {
    object_ownership = "ObjectWriter"
  }
}
