resource "aws_ec2_managed_prefix_list" "all" {
  name           = "all"
  address_family = "IPv4"
  max_entries    = 2
}

resource "aws_ec2_managed_prefix_list_entry" "all" {
  prefix_list_id = aws_ec2_managed_prefix_list.all.id
  cidr           = "0.0.0.0/0"
}

resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    prefix_list_ids = [aws_ec2_managed_prefix_list.all.id]
  }
}
