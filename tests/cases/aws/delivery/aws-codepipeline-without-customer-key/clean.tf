resource "aws_codepipeline" "main" {
  name     = "app"
  role_arn = "arn:aws:iam::111122223333:role/pipeline"

  artifact_store {
    location = "artifacts"
    type     = "S3"

    encryption_key {
      id   = "arn:aws:kms:eu-west-1:111122223333:key/1"
      type = "KMS"
    }
  }
}
