resource "aws_security_group" "emr" {
  name = "emr"

  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_emr_cluster" "main" {
  name          = "main"
  release_label = "emr-7.0.0"
  service_role  = "arn:aws:iam::111122223333:role/emr"
  security_configuration = "main"

  ec2_attributes {
    instance_profile                  = "emr"
    emr_managed_master_security_group = lookup({ open = aws_security_group.emr.id, closed = aws_security_group.closed.id }, var.which)
  }
}

resource "aws_security_group" "closed" {
  name = "closed"
}

variable "which" {
  type = string
}
