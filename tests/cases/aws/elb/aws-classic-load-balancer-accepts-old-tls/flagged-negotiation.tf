resource "aws_lb_ssl_negotiation_policy" "main" {
  name          = "main"
  load_balancer = "main"
  lb_port       = 443

  attribute {
    name  = "Protocol-TLSv1"
    value = "true"
  }
}
