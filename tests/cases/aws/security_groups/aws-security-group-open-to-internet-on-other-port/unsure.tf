variable "it" {}

resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 4000
    to_port     = 4000
    protocol    = "tcp"
    cidr_blocks = ["${var.it}"]
  }
}
