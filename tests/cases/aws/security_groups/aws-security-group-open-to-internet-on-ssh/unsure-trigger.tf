variable "range" {}

resource "null_resource" "range" {
  triggers = { cidr = var.range }
}

resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [null_resource.range.triggers.cidr]
  }
}
