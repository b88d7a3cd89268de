resource "aws_lightsail_instance_public_ports" "main" {
  instance_name = "app"

  port_info {
    protocol  = "tcp"
    from_port = 22
    to_port   = 22
    cidrs     = ["198.51.100.0/24"]
  }
}
