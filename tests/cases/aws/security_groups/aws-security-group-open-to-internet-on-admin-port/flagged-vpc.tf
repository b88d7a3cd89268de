resource "aws_security_group" "app" {
  name = "app"
}

resource "aws_vpc_security_group_ingress_rule" "app" {
  security_group_id = aws_security_group.app.id
  from_port         = 2375
  to_port           = 2375
  ip_protocol       = "tcp"
  cidr_ipv4         = "0.0.0.0/0"
}
