variable "it" {}

resource "aws_transfer_server" "main" {
  endpoint_type = "${var.it}"
}
