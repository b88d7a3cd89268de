variable "it" {}

resource "aws_security_group" "app" {
  name = "app"
}

resource "aws_security_group_rule" "app" {
  type              = "ingress"
  from_port         = 2375
  to_port           = 2375
  protocol          = "tcp"
  ipv6_cidr_blocks  = ["${var.it}"]
  security_group_id = aws_security_group.app.id
}
