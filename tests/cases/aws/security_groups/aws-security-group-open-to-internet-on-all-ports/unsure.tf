variable "it" {}

resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 0
    to_port     = 65535
    protocol    = "tcp"
    cidr_blocks = ["${var.it}"]
  }
}
