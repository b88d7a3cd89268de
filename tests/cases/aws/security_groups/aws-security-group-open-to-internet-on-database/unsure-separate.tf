variable "it" {}

resource "aws_security_group" "app" {
  name = "app"
}

resource "aws_security_group_rule" "app" {
  type              = "ingress"
  from_port         = 5432
  to_port           = 5432
  protocol          = "tcp"
  ipv6_cidr_blocks  = ["${var.it}"]
  security_group_id = aws_security_group.app.id
}
