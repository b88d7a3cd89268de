resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "app" {
  ami                         = "ami-1"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
  vpc_security_group_ids      = [lookup({ open = aws_security_group.app.id, closed = aws_security_group.closed.id }, var.which)]
}

resource "aws_security_group" "closed" {
  name = "closed"
}

variable "which" {
  type = string
}
