resource "aws_eip" "nat" {}

variable "range" {}

resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [coalesce(var.range, aws_eip.nat.public_ip)]
  }
}
