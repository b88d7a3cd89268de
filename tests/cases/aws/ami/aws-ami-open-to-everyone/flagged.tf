resource "aws_ami_launch_permission" "share" {
  image_id = "ami-1"
  group    = "all"
}
