variable "disks" {}

resource "aws_instance" "app" {
  ami           = "ami-1"
  instance_type = "t3.micro"

  dynamic "root_block_device" {
    for_each = var.disks
    content {
      encrypted = true
    }
  }
}
