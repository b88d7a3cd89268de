resource "aws_redshift_security_group" "old" {
  name = "old"

  ingress {
    cidr = "10.0.0.0/24"
  }
}
