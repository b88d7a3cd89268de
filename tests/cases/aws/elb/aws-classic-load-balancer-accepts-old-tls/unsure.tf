variable "it" {}

resource "aws_load_balancer_policy" "main" {
  load_balancer_name = "main"
  policy_name        = "tls"
  policy_type_name   = "SSLNegotiationPolicyType"

  policy_attribute {
    name  = "Protocol-TLSv1"
    value = var.it
  }
}
