variable "it" {}

resource "aws_network_acl_rule" "main" {
  network_acl_id = "acl-1"
  rule_number    = 100
  protocol       = var.it
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = 443
  to_port        = 443
}
