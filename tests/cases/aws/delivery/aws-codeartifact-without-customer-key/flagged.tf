resource "aws_codeartifact_domain" "main" {
  domain         = "acme"
  encryption_key = null
}
