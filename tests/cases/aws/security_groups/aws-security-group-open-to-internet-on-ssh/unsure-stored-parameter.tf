data "aws_ssm_parameter" "range" {
  name = "/range"
}

resource "aws_security_group" "app" {
  name = "app"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [data.aws_ssm_parameter.range.value]
  }
}
