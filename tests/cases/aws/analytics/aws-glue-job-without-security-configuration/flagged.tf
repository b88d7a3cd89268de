resource "aws_glue_job" "main" {
  name                   = "app"
  role_arn               = "arn:aws:iam::111122223333:role/glue"
  security_configuration = null
}
