variable "it" {}

resource "aws_vpclattice_service" "orders" {
  name      = "orders"
  auth_type = "${var.it}"
}
