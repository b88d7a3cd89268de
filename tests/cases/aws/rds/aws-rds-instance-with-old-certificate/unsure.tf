variable "it" {}

resource "aws_db_instance" "main" {
  identifier          = "main"
  engine              = "postgres"
  instance_class      = "db.t3.micro"
  ca_cert_identifier  = "${var.it}"
}
