resource "aws_vpc" "main" {
  ipv4_ipam_pool_id = "ipam-pool-1"
}

resource "aws_eip" "nat" {}

resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.main.cidr_block, "${aws_eip.nat.public_ip}/32"]
  }
}
