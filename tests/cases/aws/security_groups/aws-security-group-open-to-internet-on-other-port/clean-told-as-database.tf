resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 3000
    to_port     = 6000
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
