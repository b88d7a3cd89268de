resource "aws_security_group" "app" {
  name = "app"
}

resource "aws_security_group_rule" "app" {
  type              = "ingress"
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  ipv6_cidr_blocks  = ["::/0"]
  security_group_id = aws_security_group.app.id
}
