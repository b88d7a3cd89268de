data "vault_generic_secret" "range" {
  path = "secret/range"
}

resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [data.vault_generic_secret.range.data["cidr"]]
  }
}
