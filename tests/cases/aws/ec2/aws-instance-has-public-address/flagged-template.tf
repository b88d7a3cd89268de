resource "aws_launch_template" "app" {
  name = "app"

  network_interfaces {
    associate_public_ip_address = "true"
  }
}
