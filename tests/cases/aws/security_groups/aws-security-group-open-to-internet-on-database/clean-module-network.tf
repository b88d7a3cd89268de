module "vpc" {
  source = "terraform-aws-modules/vpc/aws"
}

resource "aws_security_group" "cache" {
  name = "cache"
}

resource "aws_vpc_security_group_ingress_rule" "cache" {
  security_group_id = aws_security_group.cache.id
  ip_protocol       = "tcp"
  from_port         = 6379
  to_port           = 6379
  cidr_ipv4         = module.vpc.vpc_cidr_block
}

resource "aws_security_group" "database" {
  name = "database"

  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = module.vpc.private_subnets_cidr_blocks
  }
}
