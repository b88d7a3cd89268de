resource "aws_lb_target_group" "main" {
  name     = "main"
  port     = 443
  protocol = "HTTP"
  vpc_id   = "vpc-1"
}
