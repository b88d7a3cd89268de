resource "aws_launch_configuration" "app" {
  image_id      = "ami-1"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }
}
