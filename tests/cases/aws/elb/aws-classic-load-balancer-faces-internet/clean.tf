resource "aws_elb" "main" {
  name               = "main"
  availability_zones = ["eu-west-1a"]
  internal           = true
}
