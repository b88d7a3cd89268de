variable "it" {}

resource "aws_athena_workgroup" "main" {
  name = "main"

  configuration {
    enforce_workgroup_configuration = true

    result_configuration {
      encryption_configuration {
        encryption_option = var.it
      }
    }
  }
}
