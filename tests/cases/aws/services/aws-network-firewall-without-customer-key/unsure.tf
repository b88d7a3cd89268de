variable "it" {}

resource "aws_networkfirewall_firewall_policy" "main" {
  name = "main"

  encryption_configuration {
    type   = "CUSTOMER_KMS"
    key_id = var.it
  }
}
