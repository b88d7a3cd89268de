variable "it" {}

resource "aws_launch_template" "app" {
  name = "app"

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      encrypted = "${var.it}"
    }
  }
}
