variable "it" {}

resource "aws_network_acl_rule" "main" {
  network_acl_id  = "acl-1"
  rule_number     = 100
  protocol        = -1
  rule_action     = "${var.it}"
  ipv6_cidr_block = "::/0"
}
