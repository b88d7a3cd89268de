variable "it" {}

resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["${var.it}"]
  }
}
