resource "aws_codebuild_project" "main" {
  name         = "app"
  service_role = "arn:aws:iam::111122223333:role/build"
  encryption_key = "arn:aws:kms:eu-west-1:111122223333:key/1"
}
