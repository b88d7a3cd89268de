variable "ranges" {}

resource "random_shuffle" "range" {
  input = var.ranges
}

resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = random_shuffle.range.result
  }
}
