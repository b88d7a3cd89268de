resource "aws_s3_access_point" "main" {
  bucket = "data"
  name   = "app"

  public_access_block_configuration {
    block_public_policy = true
  }
}
