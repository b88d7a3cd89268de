variable "it" {}

resource "aws_codeartifact_domain" "main" {
  domain         = "acme"
  encryption_key = var.it
}
