resource "aws_lb_target_group" "main" {
  name     = "main"
  port     = 443
  protocol = "HTTPS"
  vpc_id   = "vpc-1"
}
