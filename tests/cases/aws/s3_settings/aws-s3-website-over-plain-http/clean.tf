resource "aws_s3_bucket_website_configuration" "main" {
  bucket = "data"

  index_document {
    suffix = null
  }
}
