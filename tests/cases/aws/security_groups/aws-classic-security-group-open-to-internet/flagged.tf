resource "aws_redshift_security_group" "old" {
  name = "old"

  ingress {
    cidr = "0.0.0.0/0"
  }
}
