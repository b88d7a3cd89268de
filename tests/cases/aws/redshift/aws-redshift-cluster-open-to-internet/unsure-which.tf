resource "aws_security_group" "dw" {
  name = "dw"

  ingress {
    from_port   = 5439
    to_port     = 5439
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_redshift_cluster" "main" {
  cluster_identifier  = "main"
  node_type           = "ra3.xlplus"
  publicly_accessible    = true
  vpc_security_group_ids = [lookup({ open = aws_security_group.dw.id, closed = aws_security_group.closed.id }, var.which)]
}

resource "aws_security_group" "closed" {
  name = "closed"
}

variable "which" {
  type = string
}
