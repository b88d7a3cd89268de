variable "it" {}

resource "aws_gamelift_fleet" "main" {
  name = "game"

  ec2_inbound_permission {
    from_port = 22
    to_port   = 22
    ip_range  = "${var.it}"
    protocol  = "TCP"
  }
}
