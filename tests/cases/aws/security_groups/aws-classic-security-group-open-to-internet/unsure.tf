variable "it" {}

resource "aws_redshift_security_group" "old" {
  name = "old"

  ingress {
    cidr = "${var.it}"
  }
}
