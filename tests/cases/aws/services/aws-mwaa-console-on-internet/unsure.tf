variable "it" {}

resource "aws_mwaa_environment" "main" {
  name                  = "main"
  webserver_access_mode = "${var.it}"
}
