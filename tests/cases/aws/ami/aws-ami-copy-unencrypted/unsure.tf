variable "it" {}

resource "aws_ami_copy" "app" {
  name              = "app"
  source_ami_id     = "ami-1"
  source_ami_region = "eu-west-1"
  encrypted         = var.it
}
