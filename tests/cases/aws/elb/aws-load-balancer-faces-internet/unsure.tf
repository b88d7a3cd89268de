variable "it" {}

resource "aws_lb" "main" {
  name     = "main"
  internal = var.it
}
