resource "aws_gamelift_fleet" "main" {
  name = "game"

  ec2_inbound_permission {
    from_port = 22
    to_port   = 22
    ip_range  = "0.0.0.0/0"
    protocol  = "TCP"
  }
}
