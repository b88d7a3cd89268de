resource "aws_security_group" "db" {
  name = "db"

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_db_instance" "main" {
  identifier             = "main"
  engine                 = "postgres"
  instance_class         = "db.t3.micro"
  publicly_accessible    = true
  vpc_security_group_ids = [lookup({ open = aws_security_group.db.id, closed = aws_security_group.closed.id }, var.which)]
}

resource "aws_security_group" "closed" {
  name = "closed"
}

variable "which" {
  type = string
}
