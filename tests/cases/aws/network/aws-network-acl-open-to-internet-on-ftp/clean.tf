resource "aws_network_acl" "main" {
  vpc_id = "vpc-1"

  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "10.0.0.0/16"
    from_port  = 21
    to_port    = 21
  }
}
