resource "aws_security_group" "web" {
  name = "web"

  ingress {
    protocol    = "tcp"
    from_port   = 8080
    to_port     = 8090
    cidr_blocks = ["0.0.0.0/0"]
  }
}
