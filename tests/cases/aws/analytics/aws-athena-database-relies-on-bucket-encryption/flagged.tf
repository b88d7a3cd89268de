resource "aws_athena_database" "main" {
  name   = "main"
  bucket = "data"

  encryption_configuration {
    encryption_option = null
  }
}
