variable "it" {}

resource "aws_lightsail_database" "main" {
  relational_database_name = "main"
  publicly_accessible      = var.it
}
