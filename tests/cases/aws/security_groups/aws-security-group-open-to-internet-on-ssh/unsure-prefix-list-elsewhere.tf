data "aws_ec2_managed_prefix_list" "all" {
  name = "all"
}

resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    prefix_list_ids = [data.aws_ec2_managed_prefix_list.all.id]
  }
}
