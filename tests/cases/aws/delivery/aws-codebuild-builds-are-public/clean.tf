resource "aws_codebuild_project" "main" {
  name         = "app"
  service_role = "arn:aws:iam::111122223333:role/build"
  project_visibility = "PRIVATE"
}
