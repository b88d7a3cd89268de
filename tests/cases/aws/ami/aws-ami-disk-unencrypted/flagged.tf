resource "aws_ami" "app" {
  name             = "app"
  root_device_name = "/dev/xvda"

  ebs_block_device {
    device_name = "/dev/xvda"
    volume_size = 8
    encrypted   = false
  }
}
