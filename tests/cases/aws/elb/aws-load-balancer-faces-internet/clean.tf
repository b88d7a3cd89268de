resource "aws_lb" "main" {
  name     = "main"
  internal = true
}
