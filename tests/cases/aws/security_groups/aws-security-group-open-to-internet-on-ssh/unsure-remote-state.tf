data "terraform_remote_state" "network" {
  backend = "local"
}

resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = data.terraform_remote_state.network.outputs.cidrs
  }
}
