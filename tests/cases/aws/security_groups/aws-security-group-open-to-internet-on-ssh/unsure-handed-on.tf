variable "range" {}

resource "terraform_data" "range" {
  input = var.range
}

resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [terraform_data.range.output]
  }
}
